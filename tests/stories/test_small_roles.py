"""Roles that open no record: Vera calls who asked, Eli reads counts, Oma gives roles; none of them sees more."""

from __future__ import annotations

from datetime import timedelta
from threading import Event

import pytest
from conftest import scene

from trailside.consent import gate, rules
from trailside.consent.actions import calls, let_in, shut_out
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger.models import Look
from trailside.people.models import Episode, Person
from trailside.people.rules import EpisodeState
from trailside.reach.actions.ways import keep_way
from trailside.reach.models import ContactAttempt
from trailside.web.roles import counts


@pytest.fixture
def house(house):
    return house.with_every_role()


@pytest.fixture
def asked(house):
    hers = gate.mine(house.ada)
    keep_way(hers, person=house.ada.person, value="508-555-0144", not_to_say="The clinic")
    house.client(house.ada).post("/today/calls/", {"say": "Ask for me, say it is Vera"})
    return house


def test_vera_sees_who_asked_with_the_safe_way_and_what_may_be_said_and_it_is_a_look(asked):
    page = asked.client(asked.vera).get("/calls/").content.decode()
    assert "Ada" in page and "(508) 555-0144" in page and "say it is Vera" in page and "The clinic" in page
    assert "Cleo" not in page
    assert gate.calls(asked.vera).persons == {asked.ada.person: rules.SEES[rules.Who.CALLER]}
    assert Look.objects.get(viewer=asked.vera.person).about == asked.ada.person
    assert asked.client(asked.vera).get(f"/people/{asked.ada.person}/").status_code == 404


def test_a_call_is_noted_by_one_tap_and_twice_is_once(asked):
    said = {"by": "call", "outcome": "reached", "once": "a-key"}
    for _ in range(2):
        sent = asked.client(asked.vera).post(f"/calls/{asked.ada.person}/", said)
        assert sent["Location"].startswith("/calls/")
    assert ContactAttempt.objects.get().worker_id == asked.vera.person
    assert asked.client(asked.vera).post(f"/calls/{asked.cleo.person}/", said | {"once": "b"}).status_code == 404


def test_no_call_is_noted_about_whoever_works_here(asked):
    sent = asked.client(asked.vera).post(f"/calls/{asked.ben.person}/", {"by": "call", "outcome": "reached"})
    assert sent.status_code == 404 and not ContactAttempt.objects.exists()


def test_it_ends_when_she_says_so_and_when_she_shuts_vera_out(asked):
    hers = gate.mine(asked.ada)
    shut_out(hers, asked.vera.person)
    assert gate.calls(asked.vera).persons == {}
    let_in(hers, asked.vera.person)
    asked.client(asked.ada).post("/today/calls/", {"end": "1"})
    assert gate.calls(asked.vera).persons == {}
    with pytest.raises(NotThere):
        gate.calls(asked.ben)


def test_the_stranger_calls_nobody_here(asked):
    assert "Ada" not in asked.client(asked.dov).get("/calls/").content.decode()


def _began(house, many, days):
    with scene():
        for _ in range(many):
            person = Person.objects.create(organisation_id=house.here.id)
            Episode.objects.create(
                organisation_id=house.here.id,
                person=person,
                state=EpisodeState.WALKING,
                began_at=clock.now() - timedelta(days=days),
            )


def test_eli_reads_counts_and_small_ones_are_hidden(house, monkeypatch):
    for many, days in ((12, 120), (30, 210), (25, 300), (3, 390)):
        _began(house, many, days)
    monkeypatch.setattr(counts, "WAITS", counts.PATIENCE)
    page = house.client(house.eli).get("/counts/")
    shown = [count for _began, counts in page.context["lines"] for count in counts if count is not None]
    assert shown and not {1, 2, 3, 4, 5, 6, 7, 8, 9, 10} & set(shown)
    assert page.context["total"][2] == 70
    assert "hidden" in page.content.decode()
    assert not Look.objects.filter(viewer=house.eli.person).exists()
    with pytest.raises(NotThere):
        gate.evaluation(house.mo)


def test_statistics_that_take_long_keep_no_page_waiting(house, monkeypatch):
    go_on = Event()
    monkeypatch.setattr(counts, "WAITS", 0.01)
    monkeypatch.setattr(counts, "_shown", lambda _counts: go_on.wait(10) and {})
    _began(house, 12, 120)
    page = house.client(house.eli).get("/counts/").content.decode()
    go_on.set()
    assert "Open this page again in a moment" in page and "<table" not in page


def test_a_wish_said_anew_replaces_the_old_words(house):
    hers = gate.mine(house.ada)
    calls.wish(hers, "First")
    calls.wish(hers, "Second")
    assert "Second" in house.client(house.ada).get("/today/calls/").content.decode()
