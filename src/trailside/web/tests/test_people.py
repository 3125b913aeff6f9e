"""The people I walk with, and the page I open before we meet."""

import pytest
from conftest import scene

from trailside.consent import gate
from trailside.consent.actions import shut_out
from trailside.ledger.models import Look
from trailside.people.actions.welcome import say_hope, welcome
from trailside.people.models import Episode
from trailside.people.rules import EpisodeState
from trailside.reach.actions.ways import keep_way
from trailside.reach.reads.quiet import last_attempts
from trailside.reach.rules import Outcome


@pytest.fixture
def page(house):
    return f"/people/{house.ada.person}/"


def test_the_list_shows_my_people_and_is_one_look(house):
    text = house.client(house.ben).get("/people/").content.decode()
    assert "Ada" in text and "Cleo" not in text
    assert list(Look.objects.values_list("about", "scopes")) == [(None, "my_people")]


def test_a_name_is_found_without_accents_and_never_stands_in_an_address(house):
    welcome(gate.house(house.ben), name="Zoë", specialist=house.ben.person)
    browser = house.client(house.ben)
    text = browser.post("/people/", {"wanted": "zoe"}).content.decode()
    assert "Zoë" in text and "Ada" not in text
    assert "No name like that" in browser.post("/people/", {"wanted": "nobody"}).content.decode()
    assert "Ada" in browser.get("/people/?wanted=zoe").content.decode()


def test_whoever_waits_to_be_welcomed_stands_first_and_leads_to_the_welcome(house):
    with scene():
        Episode.objects.filter(person_id=house.ada.person).update(state=EpisodeState.NOT_YET_WELCOMED)
    text = house.client(house.ben).get("/people/").content.decode()
    assert f"/welcome/{house.ada.person}/" in text and "Not yet welcomed" in text
    text = house.client(house.ben).get(f"/people/{house.ada.person}/").content.decode()
    assert "Welcome them" in text and "When we met" not in text


def test_an_empty_list_says_how_it_begins(house):
    text = house.client(house.ruth).get("/people/").content.decode()
    assert "Cleo" in text
    text = house.client(house.dov).get("/people/").content.decode()
    assert "Nobody yet" in text and "/welcome/" in text


def test_the_list_comes_in_pages_however_many_they_are(house, django_assert_max_num_queries):
    for number in range(45):
        welcome(gate.house(house.ben), name=f"P{number:02}", specialist=house.ben.person)
    browser = house.client(house.ben)
    with django_assert_max_num_queries(19):
        first = browser.get("/people/").content.decode()
    assert "/people/?page=2" in first and "P44" not in first
    assert "P44" in browser.get("/people/?page=2").content.decode()
    for odd in ("0", "-1", "x", "99999999", "٣"):
        assert browser.get("/people/", {"page": odd}).status_code == 200


def test_the_page_before_we_meet_has_what_they_hope_for_and_how_to_reach_them(house, page):
    sight = gate.of(house.ben, house.ada.person, "plan")
    say_hope(sight, person=house.ada.person, hope="My own key")
    keep_way(sight, person=house.ada.person, value="508 555 0134", may_text=True, not_to_say="the programme")
    text = house.client(house.ben).get(page).content.decode()
    for words in ("My own key", "tel:+15085550134", "sms:+15085550134", "(508) 555-0134", "the programme"):
        assert words in text
    assert "<title>Someone I walk with" in text


def test_without_a_yes_to_texts_there_is_no_way_to_text(house, page):
    keep_way(gate.of(house.ben, house.ada.person, "plan"), person=house.ada.person, value="508 555 0134")
    text = house.client(house.ben).get(page).content.decode()
    assert "sms:+1508" not in text and "No texts." in text


def test_one_tap_notes_that_we_tried(house, page):
    browser = house.client(house.ben)
    answer = browser.post(f"{page}tried/", {"by": "call", "outcome": "no_answer"})
    assert answer["Location"] == f"{page}?tried=no_answer"
    assert last_attempts(gate.my_people(house.ben))[house.ada.person][1] == Outcome.NO_ANSWER
    assert browser.post(f"{page}tried/", {"by": "call", "outcome": "lost"}).status_code == 404


def test_a_supervisor_sees_no_goals_and_no_number(house, page):
    keep_way(gate.of(house.ben, house.ada.person, "plan"), person=house.ada.person, value="508 555 0134")
    text = house.client(house.mina).get(page).content.decode()
    assert "Ada" in text and "555" not in text and "Before goodbye" not in text


def test_opening_the_page_is_a_look_and_the_stranger_finds_nothing(house, page):
    house.client(house.ben).get(page)
    assert Look.objects.filter(about=house.ada.person, viewer=house.ben.person, purpose="plan").exists()
    for stranger in (house.ruth, house.dov, house.mo, house.cleo):
        browser = house.client(stranger)
        for address in ("", "reach/", "reach/new/", "reach/quiet/"):
            assert browser.get(page + address).status_code == 404
        assert browser.post(f"{page}tried/", {"by": "call", "outcome": "reached"}).status_code == 404


def test_whoever_is_shut_out_finds_neither_the_name_nor_the_page(house, page):
    shut_out(gate.mine(house.ada), house.ben.person)
    browser = house.client(house.ben)
    assert "Ada" not in browser.get("/people/").content.decode()
    assert browser.get(page).status_code == 404


def test_the_page_asks_the_database_little(house, page, django_assert_max_num_queries):
    browser = house.client(house.ben)
    with django_assert_max_num_queries(28):
        browser.get(page)
