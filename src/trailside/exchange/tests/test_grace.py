"""Asking to be forgotten: closed to everybody else at once, taken back by the person's own sign-in, gone on the day."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
import time_machine
from conftest import scene
from django.core.management import CommandError, call_command
from django.test import Client

from trailside.consent import gate
from trailside.exchange.actions import forgetting
from trailside.exchange.models import Closing
from trailside.exchange.reads import forgetting as reads
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.people.models import Account, Organisation, Person
from trailside.people.rules import Written
from trailside.vault import keys


def ask(house) -> dt.date:
    until = forgetting.ask(gate.mine(house.ada), house.ada.person)
    assert until is not None
    return until


def give(house, days: int) -> None:
    with scene():
        Organisation.objects.filter(pk=house.ada.organisation).update(grace=days)


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(17), dt.UTC)


def test_asking_closes_the_record_to_everybody_else_at_once(house):
    assert gate.of(house.ben, house.ada.person, "plan")
    assert ask(house) == clock.today(house.ada.zone) + dt.timedelta(days=7)
    for viewer in (house.ben, house.mina, house.mo, house.cleo, house.dov):
        with pytest.raises(NotThere):
            gate.of(viewer, house.ada.person, "plan")
        assert not gate.may_be_opened(viewer, house.ada.person)
    assert house.ada.person not in gate.my_people(house.ben).persons
    assert house.ada.person not in gate.my_team(house.mina).persons
    assert house.client(house.ben).get(f"/people/{house.ada.person}/").status_code == 404


def test_a_page_that_was_open_keeps_nothing_any_more(house):
    held = gate.of(house.ben, house.ada.person, "plan")
    listed = gate.my_people(house.ben)
    ask(house)
    for sight in (held, listed):
        with pytest.raises(NotThere):
            sight.checked_again()


def test_nothing_has_gone_until_the_day_and_then_all_of_it(house):
    until = ask(house)
    with time_machine.travel(noon(until - dt.timedelta(days=1))):
        assert forgetting.forget_due() == 0
    assert not keys.is_destroyed(house.ada.person)
    with time_machine.travel(noon(until)):
        assert forgetting.forget_due() == 1
    assert keys.is_destroyed(house.ada.person)
    assert not Person.objects.filter(pk=house.ada.person).exists()
    assert not Account.objects.filter(pk=house.ada.account).exists()


def test_the_day_begins_where_the_programme_is(house):
    until = ask(house)
    evening_before = dt.datetime.combine(until, dt.time(2), dt.UTC)
    with time_machine.travel(evening_before):
        assert forgetting.forget_due() == 0


def test_i_keep_it_after_all_and_it_is_as_it_was(house):
    until = ask(house)
    forgetting.keep_after_all(gate.mine(house.ada))
    assert gate.of(house.ben, house.ada.person, "plan")
    assert house.ada.person in gate.my_team(house.mina).persons
    with time_machine.travel(noon(until)):
        assert forgetting.forget_due() == 0
    assert not keys.is_destroyed(house.ada.person)


def test_the_chore_passes_by_whoever_took_it_back_just_now(house, monkeypatch):
    ask(house)
    waiting = list(Closing.objects.all())
    forgetting.keep_after_all(gate.mine(house.ada))
    monkeypatch.setattr(reads, "due", lambda: waiting)
    assert forgetting.forget_due() == 0
    assert not keys.is_destroyed(house.ada.person)


def test_nobody_takes_it_back_for_me(house):
    ask(house)
    for viewer in (house.ben, house.cleo, house.dov):
        with pytest.raises(NotThere):
            forgetting.keep_after_all(gate.mine(viewer))
        assert house.client(viewer).post("/forget/keep/", {"once": "x"}).status_code == 404
    assert Client().post("/forget/keep/").headers["Location"].startswith("/sign-in/")
    assert Closing.objects.filter(person_id=house.ada.person).exists()


def test_asked_twice_the_first_day_stands(house):
    first = ask(house)
    with time_machine.travel(noon(first - dt.timedelta(days=2))):
        assert ask(house) == first


def test_no_days_means_at_once(house):
    give(house, 0)
    assert forgetting.ask(gate.mine(house.ada), house.ada.person) is None
    assert keys.is_destroyed(house.ada.person)


def test_my_page_says_the_day_and_one_tap_keeps_it(house):
    give(house, 3)
    browser = house.client(house.ada)
    assert "3 days" in browser.get("/forget/").content.decode()
    assert browser.post("/forget/", {"once": "one"}).headers["Location"] == "/forget/"
    page = browser.get("/forget/").content.decode()
    assert "Keep it after all" in page
    assert "Now, please" in page
    assert "You asked to be forgotten" in browser.get("/today/").content.decode()
    assert browser.get("/forget/keep/").status_code == 404
    assert browser.post("/forget/keep/", {"once": "two"}).headers["Location"] == "/forget/?kept=1"
    assert "All of it is kept" in browser.get("/forget/?kept=1").content.decode()
    assert gate.of(house.ben, house.ada.person, "plan")


def test_now_please_does_not_wait(house):
    browser = house.client(house.ada)
    browser.post("/forget/", {"once": "one"})
    assert browser.post("/forget/", {"once": "two", "now": "1"}).headers["Location"] == "/forget/gone/"
    assert keys.is_destroyed(house.ada.person)


def test_what_law_orders_to_keep_stays_closed_after_the_days(house, monkeypatch):
    met = dt.datetime(2026, 11, 10, 15, tzinfo=dt.UTC)
    monkeypatch.setattr(reads, "_meetings", lambda person: [(met, Written.FULL_NOTE.value)])
    until = ask(house)
    with time_machine.travel(noon(until)):
        assert forgetting.forget_due() == 1
        with pytest.raises(NotThere):
            gate.of(house.ben, house.ada.person, "plan")
    closing = Closing.objects.get(person_id=house.ada.person)
    assert (closing.until, closing.can_be_kept) == (dt.date(2032, 11, 10), False)
    with time_machine.travel(dt.datetime(2032, 11, 10, 17, tzinfo=dt.UTC)):
        assert forgetting.forget_due() == 1
    assert keys.is_destroyed(house.ada.person)


def test_whoever_works_here_cannot_ask(house):
    with pytest.raises(NotPossible):
        forgetting.ask(gate.mine(house.ben), house.ben.person)


def test_the_command_gives_the_same_days(house):
    with pytest.raises(CommandError, match="after 7 days"):
        call_command("forget", str(house.ada.person))
    out = StringIO()
    call_command("forget", str(house.ada.person), "--yes", stdout=out)
    call_command("forget", stdout=out)
    assert "can still keep it" in out.getvalue()
    assert not keys.is_destroyed(house.ada.person)
    with pytest.raises(NotThere):
        gate.of(house.ben, house.ada.person, "plan")
