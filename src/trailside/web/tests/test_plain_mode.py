"""Ada's second PIN opens a page of dates; every other address of the house is not there."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.grid.test_grid import addresses, filled

from trailside.consent import gate
from trailside.kit import clock
from trailside.people.actions import signing_in
from trailside.plans.actions import goals
from trailside.team.actions import planned

OWN, SECOND = "4826", "9153"

TOKEN = re.compile(r'value="[A-Za-z0-9]{64}"')  # chance may write a name into it


@pytest.fixture
def card(house: Any) -> str:
    """Ada's card with her own PIN, and a second one; she has a goal and a meeting ahead."""
    his = gate.of(house.ben, house.ada.person, "plan")
    goals.agree(his, person=house.ada.person, words="A place with my own door")
    planned.plan(his, person=house.ada.person, at=clock.now() + timedelta(days=2))
    code = signing_in.give_card(his, house.ada.person, pin=OWN)
    ada = come_in(code, OWN)
    assert ada.post("/sign-in/mine/plain/", {"old": OWN, "pin": SECOND}).status_code == 302
    return code


def come_in(code: str, pin: str) -> Client:
    browser = Client()
    browser.post("/card/", {"code": code, "pin": pin})
    return browser


def test_it_opens_dates_and_says_nothing_of_more(house, card):
    page = come_in(card, SECOND).get("/").content.decode()
    assert "Calendar" in page and str((clock.now() + timedelta(days=2)).year) in page
    for word in ("Trailside", "Ada", "Ben", "Elm Street", "someone now", "own door", "record"):
        assert word not in TOKEN.sub("", page), word


def test_every_other_address_is_not_there(house, card):
    browser = come_in(card, SECOND)
    nothing = browser.get("/nothing-of-the-kind/")
    ids: dict[str, Any] = {}
    for route in addresses():
        path = filled(route, _Ids(ids, house))
        if path == "/":
            continue
        for answer in (browser.get(path), browser.post(path, {})):
            assert answer.status_code == 404 and answer.content == nothing.content, path


class _Ids(dict[str, Any]):
    """Ada's own id for every part of an address that wants one."""

    def __init__(self, known: dict[str, Any], house: Any) -> None:
        super().__init__(known)
        self._house = house

    def __missing__(self, name: str) -> Any:
        return {"year": 2026, "at": 1, "passkey": 1}.get(name, self._house.ada.person)


def test_her_own_pin_opens_all_of_it_as_ever(house, card):
    assert "A place with my own door" in come_in(card, OWN).get("/goals/").content.decode()


def test_the_browser_itself_can_be_turned_to_dates_and_comes_back_with_her_own_pin(house, card):
    browser = come_in(card, OWN)
    browser.post("/sign-in/mine/plain/hide/")
    assert browser.get("/goals/").status_code == 404
    assert browser.post("/").status_code == 302
    browser.post("/card/", {"code": card, "pin": OWN})
    assert browser.get("/goals/").status_code == 200


def test_the_two_pins_are_never_the_same(house, card):
    ada = come_in(card, OWN)
    assert (
        "Choose another one than your own PIN."
        in ada.post("/sign-in/mine/plain/", {"old": OWN, "pin": OWN}).content.decode()
    )
    assert "That is your second PIN." in ada.post("/sign-in/mine/", {"old": OWN, "new": SECOND}).content.decode()


def test_a_wrong_pin_opens_neither_and_a_stranger_cannot_set_one(house, card):
    assert come_in(card, "1597").get("/goals/").status_code == 302
    for stranger in (house.dov, house.cleo, house.ben):
        browser = house.client(stranger)
        assert browser.get("/sign-in/mine/plain/").status_code == 404
        assert browser.post("/sign-in/mine/plain/hide/").status_code == 404


def test_thrown_away_it_opens_nothing_and_no_page_told_of_it(house, card):
    ada = come_in(card, OWN)
    assert "econd PIN" not in ada.get("/my-record/done/").content.decode()
    ada.post("/sign-in/mine/plain/", {"away": "1"})
    assert come_in(card, SECOND).get("/").content.decode().count("Calendar") == 0
