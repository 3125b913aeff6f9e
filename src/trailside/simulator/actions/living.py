"""Made-up lives lived through the same actions as real ones, thousands to a batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from itertools import islice
from typing import Any, cast
from uuid import UUID

from trailside.consent import gate, rules
from trailside.encounters.actions import meetings
from trailside.encounters.rules.meeting import Met, Outcome, Told, Voice
from trailside.kit import clock
from trailside.ledger.acting import batch
from trailside.ledger.batch import Batch
from trailside.ledger.looks import made_up
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.measures.actions import check_ins, responses
from trailside.measures.rules.checkin import CheckInSaid
from trailside.measures.rules.instruments import instrument
from trailside.people.actions import episodes, welcome
from trailside.people.rules import Ending, Role
from trailside.plans.actions import goals
from trailside.plans.models import Goal, Step
from trailside.simulator.actions.programmes import MACHINE, Programme
from trailside.simulator.rules import words
from trailside.simulator.rules.life import Event, Kind, Life

TOGETHER = 500  # lives welcomed, written, then lived: their rows are there when their lives ask for them
LINES = 10_000  # of the ledger in one transaction: the more, the seldomer a page of an index is written again
GSE = "gse-10"


@dataclass
class Living:
    """One participant while their life is lived."""

    life: Life
    person: UUID
    specialist: Sight
    own: Sight
    goal: Goal | None = None
    step: Step | None = None


def _begin(programme: Programme, life: Life) -> Living:
    worker = programme.specialists[life.worker]
    clock.set_standing(life.began.astimezone(UTC))
    made = welcome.welcome(
        gate.machine(worker, {worker.person: rules.EVERYTHING}, MACHINE),
        name=life.name or words.name(words.chance(f"{life.number}/{life.began.isoformat()}")),
        specialist=worker.person,
        hope=life.hope,
        language=life.language,
    )
    me = Viewer(
        person=made.id,
        organisation=worker.organisation,
        roles=frozenset({Role.PARTICIPANT}),
        language=life.language,
        zone=worker.zone,
        machine=MACHINE,
    )
    walking = gate.machine(worker, {made.id: rules.OF_SPECIALIST}, MACHINE)
    return Living(life, made.id, walking, gate.machine(me, {made.id: rules.EVERYTHING}, MACHINE))


def _meet(one: Living, said: dict[str, Any], written: Batch) -> None:
    written.looked(made_up(one.specialist.viewer, one.person, "goals met wrote", "meeting"))
    if one.goal is None:
        one.goal = goals.agree(one.specialist, person=one.person, words=said["goal"])
    voices = ((Voice.SPECIALIST, "specialist"), (Voice.PARTICIPANT, "person"))
    told = Told(
        outcome=said.get("outcome", "") if one.step else "",
        strength=said.get("strength", "") if one.step else "",
        next_words="" if one.step and said.get("outcome") == Outcome.KEEP else said["next_words"],
        next_sure=said["next_sure"],
        sentences={voice: said[name] for voice, name in voices if name in said},
    )
    filed = meetings.goodbye(
        one.specialist,
        person=one.person,
        met=Met(at=clock.now(), kind=said["kind"], minutes=said["minutes"]),
        told=told,
        step=one.step,
        goal=one.goal,
        said_by=one.person,
    )
    if told.outcome != Outcome.KEEP:
        one.step = written.held(Step, filed.next_step_id)


def _check_in(one: Living, said: dict[str, Any]) -> None:
    day, connected, handle = said["rulers"]
    check_ins.keep(one.own, CheckInSaid(day=day, connected=connected, handle=handle, word=said["word"]))


def _sentences(one: Living, said: dict[str, Any]) -> None:
    gse = instrument(GSE)
    answers = dict(zip(gse.codes, said["answers"], strict=True))
    responses.keep(one.own, gse, one.life.language, answers)


def _live(one: Living, event: Event, written: Batch) -> None:
    clock.set_standing(event.at.astimezone(UTC))
    said = cast(dict[str, Any], event.said)
    match event.kind:
        case Kind.MEETING:
            _meet(one, said, written)
        case Kind.CHECK_IN:
            _check_in(one, said)
        case Kind.SENTENCES:
            _sentences(one, said)
        case Kind.NOT_NOW:
            responses.say_not_now(one.own, instrument(GSE))
        case Kind.ENDING:
            episodes.end(one.specialist, one.person, ending=Ending(said["ending"]))


def live(programme: Programme, lives: Iterable[Life]) -> int:
    """Let these lives be lived in ``programme``; the clock of this context moves with them. Returns rows written."""
    waiting = iter(lives)
    try:
        with batch(LINES) as written:
            while some := list(islice(waiting, TOGETHER)):
                begun = [_begin(programme, life) for life in some]
                written.flush()
                for one in begun:
                    for event in one.life.events:
                        _live(one, event, written)
                written.flush()
            return written.written
    finally:
        clock.set_standing(None)
