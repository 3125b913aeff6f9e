"""Being forgotten: at once and without a readable byte; or closed where law orders a note to be kept."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connections

from trailside.consent import gate
from trailside.exchange.actions.forgetting import forget, forget_due
from trailside.exchange.models import Closing
from trailside.exchange.reads import forgetting as reads
from trailside.exchange.rules.retention import closed_until
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.models import Entry
from trailside.people.models import Account, Episode, Person
from trailside.people.rules import Written
from trailside.reach.actions.ways import keep_way
from trailside.reach.models import Way
from trailside.vault import keys
from trailside.vault.models import DataKey

MET = dt.datetime(2026, 11, 10, 15, tzinfo=dt.UTC)


@pytest.fixture
def full_note(monkeypatch):
    """A programme that writes a full note for a payer, and one meeting filed."""
    monkeypatch.setattr(reads, "_meetings", lambda person: [(MET, Written.FULL_NOTE.value)])


@pytest.fixture
def own_words(monkeypatch):
    """One meeting filed in own words."""
    monkeypatch.setattr(reads, "_meetings", lambda person: [(MET, Written.OWN_WORDS.value)])


def test_six_years_after_the_last_full_note():
    assert closed_until([]) is None
    assert closed_until([dt.date(2026, 1, 5), dt.date(2026, 11, 10)]) == dt.date(2032, 11, 10)
    assert closed_until([dt.date(2028, 2, 29)]) == dt.date(2034, 3, 1)


def test_i_am_forgotten_at_once(house):
    me = house.ada
    assert forget(gate.mine(me), me.person) is None
    assert keys.is_destroyed(me.person)
    assert not Person.objects.filter(pk=me.person).exists()
    assert not Account.objects.filter(pk=me.account).exists()
    assert Entry.objects.filter(verb="people.forgotten", about=me.person).exists()


def test_own_words_are_not_kept_for_anybody(house, own_words):
    assert forget(gate.mine(house.ada), house.ada.person) is None


def test_after_the_first_goodbye_only_i_can_have_it_forgotten(house, own_words):
    with pytest.raises(NotPossible):
        forget(gate.of(house.ben, house.ada.person, "welcome"), house.ada.person)
    assert not keys.is_destroyed(house.ada.person)


def test_before_it_my_specialist_can_do_it_with_me(house):
    assert forget(gate.of(house.ben, house.ada.person, "welcome"), house.ada.person) is None


def test_whoever_works_here_is_not_forgotten_this_way(house):
    with pytest.raises(NotPossible):
        forget(gate.mine(house.ben), house.ben.person)


def test_a_full_note_is_closed_to_everyone_until_its_day(house, full_note):
    me = house.ada
    keep_way(gate.mine(me), person=me.person, value="617 555 0101")
    assert forget(gate.mine(me), me.person) == dt.date(2032, 11, 10)
    for viewer in (house.ben, house.mina, house.mo, house.cleo, house.dov):
        with pytest.raises(NotThere):
            gate.of(viewer, me.person, "plan")
    assert not Way.objects.filter(person_id=me.person).exists()
    assert not Account.objects.filter(pk=me.account).exists()
    assert not Episode.objects.get(person_id=me.person).hope
    assert not keys.is_destroyed(me.person)


def test_on_its_day_the_rest_goes(house, full_note):
    forget(gate.mine(house.ada), house.ada.person)
    with time_machine.travel(dt.datetime(2032, 11, 9, 12, tzinfo=dt.UTC)):
        assert forget_due() == 0
    with time_machine.travel(dt.datetime(2032, 11, 10, 12, tzinfo=dt.UTC)):
        assert forget_due() == 1
    assert keys.is_destroyed(house.ada.person)
    assert not Closing.objects.exists()


def files() -> bytes:
    """Every byte of both databases and their logs."""
    found = b""
    for name in ("default", "vault"):
        path = Path(connections[name].settings_dict["NAME"])
        found += b"".join(
            part.read_bytes() for part in path.parent.glob(path.name + "*") if not part.name.endswith("shm")
        )
    return found


@pytest.mark.django_db(transaction=True, databases=["default", "vault"])
@pytest.mark.skipif(connections["default"].vendor != "sqlite", reason="PostgreSQL keeps its files to itself")
def test_no_byte_of_it_can_be_read_anywhere(house):
    me = house.ada
    keep_way(gate.mine(me), person=me.person, value="617 555 0101", not_to_say="canary")
    person, way = Person.objects.get(pk=me.person), Way.objects.get(person_id=me.person)
    sealed = [bytes(person.__dict__["name"]), bytes(way.__dict__["value"]), bytes(way.__dict__["not_to_say"])]
    sealed += [bytes(wrapped) for wrapped in DataKey.objects.filter(owner=me.person).values_list("wrapped", flat=True)]
    assert all(value in files() for value in sealed)
    forget(gate.mine(me), me.person)
    left = files()
    assert not [value for value in sealed if value in left]


def test_my_page_says_what_it_means_and_does_it(house):
    browser = house.client(house.ada)
    page = browser.get("/forget/").content.decode()
    assert "everything goes" in page
    answer = browser.post("/forget/", {"once": "one", "now": "1"})
    assert answer.headers["Location"] == "/forget/gone/"
    assert "It is gone" in browser.get("/forget/gone/").content.decode()
    assert browser.get("/my-record/").headers["Location"].startswith("/sign-in/")
    assert not Person.objects.filter(pk=house.ada.person).exists()


def test_my_page_names_the_day_when_law_orders_keeping(house, full_note):
    browser = house.client(house.ada)
    assert "2032" in browser.get("/forget/").content.decode()
    answer = browser.post("/forget/", {"once": "one", "now": "1"})
    assert answer.headers["Location"] == "/forget/gone/?until=2032-11-10"
    assert "It is closed" in browser.get(answer.headers["Location"]).content.decode()


def test_looking_at_the_page_forgets_nobody(house, client):
    house.client(house.ada).get("/forget/")
    assert Person.objects.filter(pk=house.ada.person).exists()
    assert client.get("/forget/").headers["Location"].startswith("/sign-in/")


def test_the_last_page_says_nothing_about_anybody(client, db):
    for query in ("", "?until=nonsense", "?until=2032-11-10"):
        assert client.get(f"/forget/gone/{query}").status_code == 200


def said(*words: str) -> str:
    out = StringIO()
    call_command("forget", *words, stdout=out)
    return out.getvalue()


def test_the_command_forgets_one_person_after_a_yes(house):
    with pytest.raises(CommandError, match="Say --yes"):
        said(str(house.ada.person))
    assert "Forgotten" in said(str(house.ada.person), "--yes", "--now")
    assert keys.is_destroyed(house.ada.person)
    with pytest.raises(CommandError, match="Nobody here"):
        said(str(house.ada.person), "--yes")
    with pytest.raises(CommandError, match="Nobody here"):
        said(str(uuid4()))


def test_the_command_shows_what_waits(house, full_note):
    assert "Nothing" in said()
    forget(gate.mine(house.ada), house.ada.person)
    assert "goes on 2032-11-10" in said()
    assert "0 forgotten" in said("--due")
