"""The pages of bringing in a list, in a browser without JavaScript; for managers only."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from trailside.exchange.models import Arrival, Bringing, UploadedList
from trailside.exchange.tests import samples

START = "/programme/import/"
LIST = [
    ("Riverbend participants, spring", "", "", ""),
    ("Name", "Cell", "Peer specialist", "Diagnosis"),
    ("Eve Adams", "617 555 0111", "Ben", "F32"),
    ("Eve ADAMS", "(617) 555-0111", "", ""),
    ("", "617 555 0119", "Ben", ""),
    ("Íñigo Sáenz", "call first", "B.", ""),
    ("TOTAL", "", "4", ""),
]


def send(browser, data: bytes = b"", called: str = "spring 2026", name: str = "list.csv"):
    file = SimpleUploadedFile(name, data or samples.csv_bytes(LIST))
    return browser.post(START, {"file": file, "called": called, "once": "one"})


def uploaded(browser) -> str:
    return send(browser).headers["Location"].removesuffix("columns/")


@pytest.mark.parametrize("who", ["ben", "mina", "ada", "cleo"])
def test_only_managers_come_in(house, who):
    browser = house.client(getattr(house, who))
    assert browser.get(START).status_code == 404
    assert send(browser).status_code == 404


def test_the_stranger_gets_the_same_404_for_what_is_there_and_what_is_not(house):
    place = uploaded(house.client(house.mo))
    stranger = house.client(house.dov)
    nowhere = START + "00000000-0000-4000-8000-000000000000/"
    for path in ("", "columns/"):
        assert stranger.get(place + path).content.count(b"<") == stranger.get(nowhere + path).content.count(b"<")
        assert stranger.get(place + path).status_code == 404
    assert stranger.post(place + "bring/").status_code == 404
    assert stranger.post(place + "give-up/").status_code == 404
    assert UploadedList.objects.count() == 1


def test_nobody_signed_in_is_sent_to_the_door(house, client):
    assert client.get(START).headers["Location"].startswith("/sign-in/")


def test_the_whole_way_in(house):
    browser = house.client(house.mo)
    assert browser.get(START).status_code == 200
    place = uploaded(browser)
    page = browser.get(place + "columns/").content.decode()
    assert "Diagnosis" in page
    assert "F32" not in page
    answer = browser.post(
        place + "columns/", {"heading": "2", "column-0": "name", "column-1": "phone", "column-2": "specialist"}
    )
    assert answer.headers["Location"] == place
    page = browser.get(place).content.decode()
    for said in (
        "Rows 3, 4",
        "There is no name in this row.",
        "is not a whole phone number",
        "a total",
        "Who is that here?",
    ):
        assert said in page
    assert "Bring in" not in page
    answers = {
        "one-person-3-4": "one",
        "which-specialist-6": "nobody",
        "who-welcomes": str(house.ruth.person),
    }
    assert browser.post(place, answers).status_code == 302
    page = browser.get(place).content.decode()
    assert "Bring in 2 people" in page
    answer = browser.post(place + "bring/", {"once": "two"})
    assert Arrival.objects.count() == 2
    done = browser.get(answer.headers["Location"])
    assert "2 people were brought in" in done.content.decode()
    assert browser.post(place + "bring/", {"once": "two"}).status_code in (302, 404)
    assert browser.post(answer.headers["Location"], {"once": "three"}).status_code == 302
    assert not Arrival.objects.exists()
    assert "Taken back" in browser.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    "make", [samples.entity_bomb, samples.wide_csv, samples.old_excel, lambda: b"\x89PNG\r\n\x1a\n"]
)
def test_a_hostile_file_is_refused_with_the_words_kept(house, make):
    answer = send(house.client(house.mo), make(), called="my very own list")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "my very own list" in page
    assert "govuk-error-message" in page
    assert not UploadedList.objects.exists()


def test_without_a_file_or_a_name_it_is_said_in_plain_words(house):
    page = house.client(house.mo).post(START, {}).content.decode()
    assert "Choose the file with your list." in page
    assert "Give the list a name" in page


def test_another_row_with_the_headings_gives_fresh_guesses(house):
    browser = house.client(house.mo)
    place = uploaded(browser)
    answer = browser.post(place + "columns/", {"heading": "1", "column-0": "name"})
    assert answer.headers["Location"] == place + "columns/"
    assert 'value="1"' in browser.get(place + "columns/").content.decode()


def test_a_list_without_names_is_not_gone_on_with(house):
    browser = house.client(house.mo)
    place = uploaded(browser)
    page = browser.post(place + "columns/", {"heading": "2", "column-1": "phone"}).content.decode()
    assert "Say which column holds the names." in page


def test_a_list_can_be_let_go(house):
    browser = house.client(house.mo)
    place = uploaded(browser)
    assert browser.post(place + "give-up/").headers["Location"] == START
    assert not UploadedList.objects.exists()
    assert browser.get(place).status_code == 404


def test_names_written_to_break_a_page_do_not(house):
    rows = [("Name", "Phone", "Peer specialist"), ("<script>alert(1)</script> & {{ x }}", "617 555 0111", "Ben")]
    browser = house.client(house.mo)
    place = send(browser, samples.csv_bytes(rows)).headers["Location"].removesuffix("columns/")
    page = browser.get(place).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_nobody_is_brought_in_by_looking(house):
    browser = house.client(house.mo)
    place = uploaded(browser)
    browser.get(place + "bring/")
    assert not Bringing.objects.exists()
