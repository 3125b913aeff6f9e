"""Bringing in a list: all or nothing, sealed, for their specialist only, and taken back on the same day."""

from __future__ import annotations

import datetime as dt
import time
from uuid import UUID

import pytest
import time_machine
from django.db import connection

from trailside.consent import gate
from trailside.consent.rules import NAME
from trailside.exchange.actions import uploads as keeping
from trailside.exchange.actions.bringing import bring_in, take_back
from trailside.exchange.models import Arrival, Bringing, Mark, UploadedList
from trailside.exchange.reads import bringings, uploads
from trailside.exchange.rules.draft import Draft
from trailside.exchange.rules.question import Choice
from trailside.exchange.rules.reading import read
from trailside.exchange.tests import samples
from trailside.kit.errors import AlreadyDone, NotPossible, NotThere
from trailside.ledger.models import Entry
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.models import Episode, Person
from trailside.people.reads.names import names
from trailside.people.rules import EpisodeState, Role
from trailside.reach.actions.ways import keep_way
from trailside.reach.reads.ways import ways_of
from trailside.vault import keys

LIST = [
    ("Name", "Phone", "Peer specialist", "First met", "OK to text?", "Notes"),
    ("Eve Adams", "617 555 0111", "Ben", "03/14/2026", "yes", "canary words"),
    ("Íñigo Sáenz", "617 555 0112", "Ruth", "", "no", ""),
]


def house_of(manager) -> Sight:
    return gate.house(manager, Role.MANAGER)


def kept(manager, rows=LIST, **answers: str) -> tuple[UploadedList, Draft]:
    draft = Draft(read(samples.csv_bytes(rows)), "spring 2026").with_answers(answers)
    return keeping.keep(house_of(manager), draft), draft


def brought(manager, rows=LIST, once: Once | None = None, **answers: str) -> Bringing:
    row, draft = kept(manager, rows, **answers)
    sight = house_of(manager)
    return bring_in(sight, row, uploads.preview(sight, draft), draft.called, once=once)


def came(bringing: Bringing) -> list[UUID]:
    return list(Arrival.objects.filter(bringing=bringing).values_list("person_id", flat=True))


def test_they_stand_as_not_yet_welcomed_with_the_one_who_will_welcome_them(house):
    brought(house.mo)
    sight = gate.my_people(house.ben)
    found = names(sight, sight.seen(NAME))
    eve = next(person for person, name in found.items() if name == "Eve Adams")
    episode = Episode.objects.get(person_id=eve)
    assert episode.state == EpisodeState.NOT_YET_WELCOMED
    assert episode.began_at.date() == dt.date(2026, 3, 14)
    assert episode.source.read(gate.of(house.ben, eve, "welcome", NAME)) == ("the programme’s list “spring 2026”")
    (way,) = ways_of(gate.of(house.ben, eve, "welcome"), eve)
    assert (way.shown, way.may_text, way.may_voicemail) == ("(617) 555-0111", True, False)


def test_nobody_else_sees_them(house):
    bringing = brought(house.mo)
    for person in came(bringing):
        for viewer in (house.mo, house.mina, house.cleo, house.dov):
            with pytest.raises(NotThere):
                gate.of(viewer, person, "plan")
        assert person not in gate.my_team(house.mina).persons


def test_each_reads_that_their_name_came_with_a_list(house):
    bringing = brought(house.mo)
    told = Entry.objects.filter(verb="exchange.brought_in", about__in=came(bringing))
    assert told.count() == 2
    assert {entry.by for entry in told} == {house.mo.person}


def test_what_is_not_ready_is_not_brought_in(house):
    rows = [LIST[0], *LIST[1:], ("Somebody", "617 555 0113", "Nobody Known", "", "", "")]
    with pytest.raises(NotPossible):
        brought(house.mo, rows)
    assert not Bringing.objects.exists()


def test_all_or_nothing(house, monkeypatch):
    row, draft = kept(house.mo)
    before = Person.objects.count(), Entry.objects.count()
    preview = uploads.preview(house_of(house.mo), draft)
    monkeypatch.setattr(UploadedList, "delete", lambda row: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring_in(house_of(house.mo), row, preview, draft.called)
    assert (Person.objects.count(), Entry.objects.count()) == before
    assert UploadedList.objects.count() == 1


def test_a_second_tap_brings_nobody_in_twice(house):
    row, draft = kept(house.mo)
    sight, once = house_of(house.mo), Once("tap", "body")
    preview = uploads.preview(sight, draft)
    bring_in(sight, row, preview, draft.called, once=once)
    with pytest.raises(AlreadyDone):
        bring_in(sight, row, preview, draft.called, once=once)
    assert Arrival.objects.count() == 2


def test_the_uploaded_list_goes_when_it_is_brought_in(house):
    brought(house.mo)
    assert not UploadedList.objects.exists()


def test_a_list_that_is_a_day_old_is_gone(house):
    row, _draft = kept(house.mo)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=25)):
        with pytest.raises(NotThere):
            uploads.upload(house_of(house.mo), row.id)
        assert keeping.drop_overdue() == 1


def test_another_manager_cannot_open_my_upload(house):
    row, _draft = kept(house.mo)
    with pytest.raises(NotThere):
        uploads.upload(house_of(house.dov), row.id)


def test_what_is_kept_shows_no_word(house):
    kept(house.mo)
    brought(house.mo)
    with connection.cursor() as cursor:
        cursor.execute("select content from exchange_uploadedlist")
        stored = b"".join(bytes(content) for (content,) in cursor.fetchall())
        cursor.execute("select name from people_person")
        stored += b"".join(bytes(name) for (name,) in cursor.fetchall())
    for word in (b"Eve", b"Adams", b"617", b"canary"):
        assert word not in stored


def test_the_same_list_again_finds_them_here_already(house):
    brought(house.mo)
    _row, draft = kept(house.mo)
    preview = uploads.preview(house_of(house.mo), draft)
    assert len(preview.questions) == 2
    assert not preview.is_ready
    out = draft.with_answers({question.key: Choice.LEAVE_OUT for question in preview.questions})
    assert not uploads.preview(house_of(house.mo), out).people


def test_whoever_was_welcomed_in_person_is_found_too(house):
    keep_way(gate.of(house.ben, house.ada.person, "welcome"), person=house.ada.person, value="617 555 0114")
    rows = [LIST[0], ("ADA", "617-555-0114", "Ben", "", "", ""), ("Ada", "617-555-0115", "Ben", "", "", "")]
    _row, draft = kept(house.mo, rows)
    questions = uploads.preview(house_of(house.mo), draft).questions
    assert [question.rows for question in questions if question.ask == "here-already"] == [(2,)]


def test_another_organisation_learns_nothing_of_who_is_here(house):
    brought(house.mo)
    _row, draft = kept(house.dov, who_welcomes=str(house.dov.person))
    assert not [q for q in uploads.preview(house_of(house.dov), draft).questions if q.ask == "here-already"]


def test_a_list_can_be_taken_back_on_the_same_day(house):
    bringing = brought(house.mo)
    people = came(bringing)
    assert take_back(house_of(house.mo), bringing) == 2
    assert not Person.objects.filter(pk__in=people).exists()
    assert not Mark.objects.exists()
    assert all(keys.is_destroyed(person) for person in people)
    assert bringings.bringing(house_of(house.mo), bringing.id).row.undone_at


def test_whoever_was_worked_with_stays(house):
    bringing = brought(house.mo)
    welcomed = came(bringing)[0]
    Entry.objects.create(
        at=bringing.at + dt.timedelta(minutes=1), organisation_id=house.here.id, verb="people.welcomed", about=welcomed
    )
    assert take_back(house_of(house.mo), bringing) == 1
    assert Person.objects.filter(pk=welcomed).exists()


def test_the_next_day_is_too_late(house):
    bringing = brought(house.mo)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=1)), pytest.raises(NotPossible):
        take_back(house_of(house.mo), bringing)


def test_a_thousand_people_hold_the_write_turn_for_less_than_a_second(house, monkeypatch):
    # Processor time: a busy machine is not what is tried here.
    rows = [LIST[0], *((f"Person N{n}", f"617 555 {n:04d}", "Ben", "03/14/2026", "yes", "") for n in range(1000))]
    row, draft = kept(house.mo, rows)
    sight = house_of(house.mo)
    preview = uploads.preview(sight, draft)
    held: list[float] = []
    kept_all = sight.checked_again

    def began() -> None:
        held.append(time.process_time())
        kept_all()

    monkeypatch.setattr(sight, "checked_again", began)
    bringing = bring_in(sight, row, preview, draft.called)
    assert time.process_time() - held[0] < 1
    assert bringing.people == 1000
