"""Whoever watches a record hears at once that a line was added; nothing else travels."""

import pytest
from conftest import scene

from trailside.config import watching
from trailside.consent import actions, gate
from trailside.kit.hub import of_record
from trailside.ledger import looks
from trailside.people.models import SupportRelationship
from trailside.people.reads import names


@pytest.fixture
def told(monkeypatch):
    """What was said in which room; ``closed`` when its streams were ended."""
    said = []
    monkeypatch.setattr(watching.hub, "tell", lambda room, name: said.append((room, name)))
    monkeypatch.setattr(watching.hub, "close", lambda room: said.append((room, "closed")))
    return said


def look(viewer, person):
    with looks.kept():
        names.name(gate.of(viewer, person, "welcome"), person)


def test_a_look_is_told_to_whoever_watches_and_says_only_that_it_was(house, told):
    look(house.ben, house.ada.person)
    look(house.ben, house.ada.person)
    assert told == [(of_record(house.ada.person), "line")], "the same look, once"


def test_what_is_done_is_told_and_shutting_out_ends_every_stream(house, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.shut_out(gate.mine(house.ada), house.ben.person)
    room = of_record(house.ada.person)
    assert told == [(room, "closed"), (room, "line")], "and the gate decides who may come back"


def test_the_stream_is_for_whoever_walks_with_them_and_for_nobody_else(house):
    address = f"/welcome/{house.ada.person}/live/"
    answer = house.client(house.ben).get(address)
    assert (answer["X-Live"], answer.content) == (of_record(house.ada.person), b"")
    for stranger in (house.dov, house.ruth, house.mina, house.mo, house.cleo, house.ada):
        assert house.client(stranger).get(address).status_code == 404
    with scene():
        SupportRelationship.objects.filter(participant_id=house.ada.person).delete()
    assert house.client(house.ben).get(address).status_code == 404


def test_my_own_record_tells_me(house):
    assert house.client(house.ada).get("/my-record/who-looked/live/")["X-Live"] == of_record(house.ada.person)
