"""The one way to write: all or nothing, once, told."""

from datetime import timedelta

import pytest

from trailside.consent import gate
from trailside.consent.actions import shut_out
from trailside.kit import clock
from trailside.kit.errors import AlreadyDone, KeyReused, NotThere, Stale
from trailside.ledger.acting import acting, batch
from trailside.ledger.models import Entry, OnceKey
from trailside.ledger.once import Once
from trailside.people.actions.welcome import welcome
from trailside.people.models import Episode, Person


def test_an_action_leaves_an_entry(house):
    entry = Entry.objects.get(verb="people.welcomed", about=house.ada.person)
    assert entry.by == house.ben.person
    assert entry.organisation_id == house.here.id


def test_a_second_tap_does_it_once_and_is_sent_to_the_first_result(house):
    once = Once("key-1", "body")
    person = welcome(gate.house(house.ben), name="Eve", specialist=house.ben.person, once=once)
    with pytest.raises(AlreadyDone) as again:
        welcome(gate.house(house.ben), name="Eve", specialist=house.ben.person, once=once)
    assert again.value.result == f"/welcome/{person.id}/"
    assert Entry.objects.filter(verb="people.welcomed").count() == 3


def test_the_same_key_with_another_body_is_refused(house):
    welcome(gate.house(house.ben), name="Eve", specialist=house.ben.person, once=Once("key-1", "body"))
    with pytest.raises(KeyReused):
        welcome(gate.house(house.ben), name="Eva", specialist=house.ben.person, once=Once("key-1", "other"))


def test_a_form_that_waited_for_signal_tells_when_it_was_said(house):
    said = clock.now() - timedelta(hours=2)
    browser = house.client(house.ada)
    browser.post(f"/my-record/never/{house.ben.person}/", {"once": "waited", "said_at": said.isoformat()})
    entry = Entry.objects.get(verb="consent.shut_out")
    assert entry.said_at == said
    assert entry.at > said


@pytest.mark.parametrize(
    "said_at", ["", "yesterday", "2026-11-20T03:00:00", "1990-01-01T00:00:00Z", "2999-01-01T00:00:00Z"]
)
def test_a_time_that_cannot_be_true_is_left_out(house, said_at):
    browser = house.client(house.ada)
    browser.post(f"/my-record/never/{house.ben.person}/", {"once": "waited", "said_at": said_at})
    assert Entry.objects.get(verb="consent.shut_out").said_at is None


def test_what_fails_leaves_nothing_behind(house):
    before = Entry.objects.count()
    sight = gate.mine(house.ada)
    with pytest.raises(ZeroDivisionError), acting(sight, once=Once("k", "b")) as act:
        act.tell("people.card_given", about=house.ada.person)
        raise ZeroDivisionError
    assert Entry.objects.count() == before
    assert not OnceKey.objects.filter(key="k").exists()


def test_a_changed_row_is_kept_once_and_a_stale_one_refused(house):
    first, second = (Person.objects.get(pk=house.ada.person) for _ in range(2))
    with acting(gate.mine(house.ada)) as act:
        first.language = "es"
        act.keep(first)
    with pytest.raises(Stale), acting(gate.mine(house.ada)) as act:
        second.language = "en"
        act.keep(second)
    assert Person.objects.get(pk=first.pk).language == "es"


def test_an_inner_action_joins_the_outer_one(house):
    before = Entry.objects.count()
    with pytest.raises(ZeroDivisionError), acting(gate.house(house.ben)):
        welcome(gate.house(house.ben), name="Eve", specialist=house.ben.person)
        raise ZeroDivisionError
    assert Entry.objects.count() == before


def test_the_gate_is_asked_again_inside(house):
    sight = gate.of(house.ben, house.ada.person, "plan")
    shut_out(gate.mine(house.ada), house.ben.person)
    with pytest.raises(NotThere), acting(sight):
        raise AssertionError("must not get here")


def test_a_batch_writes_thousands_of_actions_together(house):
    sight = gate.house(house.ben)
    with batch(size=50) as written:
        for number in range(120):
            welcome(sight, name=f"Person {number}", specialist=house.ben.person)
    assert Episode.objects.filter(organisation_id=house.here.id).count() == 122
    assert written.written == 120 * 5
