"""Words typed into a form that could not be sent come back: shown, and into the form of their page."""

import re
from uuid import uuid4

import pytest
from django.test import Client

HERE = {"HTTP_ORIGIN": "http://testserver", "HTTP_REFERER": "http://testserver/goals/new/"}
SAID = {"words": "See my sister again", "why": "We were close", "password": "walk with me a while", "version": "1"}


@pytest.fixture
def phone(house):
    """Ada's browser, as strict about forms as a real one."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = house.client(house.ada).cookies
    return browser


def taken_back(browser, page):
    """Tap "Back to the page, with my words"."""
    form = re.search(r'<form method="post" action="([^"]+)" class="choices">(.*?)</form>', page, re.S)
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[2]))
    return browser.post(form[1], {**sent, "read_in": "en"}, **HERE)


def test_a_form_that_waited_too_long_gives_the_words_back_into_the_form(phone):
    old = phone.post("/goals/new/", SAID, **HERE)
    page = old.content.decode()
    assert old.status_code == 403
    assert "See my sister again" in page and "walk with me" not in page
    again = taken_back(phone, page).content.decode()
    assert "See my sister again</textarea>" in again and 'id="goal-form"' in again


def test_signed_out_while_writing_nothing_is_lost_on_the_way_through_sign_in(house, client):
    out = client.post("/goals/new/", SAID, **HERE)
    page = out.content.decode()
    assert out.status_code == 403 and 'target="_blank"' in page
    assert "See my sister again" in page and "walk with me" not in page
    still = taken_back(client, page).content.decode()
    assert "You are signed out" in still and "See my sister again" in still, "tapped too early, they stand there still"
    client.cookies = house.client(house.ada).cookies
    assert "See my sister again</textarea>" in taken_back(client, still).content.decode()


def test_from_an_address_that_only_takes_forms_they_go_back_to_the_page_they_came_from(phone):
    page = phone.post(
        f"/steps/{uuid4()}/strength/", SAID, **{**HERE, "HTTP_REFERER": "http://testserver/goals/new/?a=b"}
    )
    assert 'action="/goals/new/?a=b"' in page.content.decode()


@pytest.mark.parametrize(
    "elsewhere",
    [
        {},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {**HERE, "HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
)
def test_a_page_of_somebody_else_brings_no_words_in(phone, elsewhere):
    answer = phone.post("/goals/new/", SAID, **elsewhere)
    assert answer.status_code == 403 and "See my sister" not in answer.content.decode()


def test_nothing_typed_is_the_plain_way_to_sign_in(client):
    assert client.post("/goals/new/", {"sure": "4"}, **HERE)["Location"] == "/sign-in/?next=/goals/new/"


def test_whoever_was_not_the_first_sees_their_words_to_copy(house):
    ada = house.client(house.ada)
    ada.post("/goals/new/", {"words": "A place of my own", "once": "k"})
    answer = ada.post("/goals/new/", {"words": "A place by the sea", "once": "k"}, **HERE)
    assert answer.status_code == 409 and "A place by the sea" in answer.content.decode()
