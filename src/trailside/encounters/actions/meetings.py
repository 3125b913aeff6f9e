"""Goodbye = filed: win, source of belief, what both wrote, attendance and the next step in one go."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.encounters.models import Encounter, Sentence
from trailside.encounters.reads import meetings as reads
from trailside.encounters.rules.meeting import LONGEST_AGO, VOICES, Met, Outcome, Told
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.plans.actions import steps as step_actions
from trailside.plans.models import Goal, Step
from trailside.plans.rules import StepState


def goodbye(
    sight: Sight,
    *,
    person: UUID,
    met: Met,
    told: Told,
    step: Step | None = None,
    done: Step | None = None,
    goal: Goal | None = None,
    said_by: UUID | None = None,
    once: Once | None = None,
) -> Encounter:
    """File a meeting of the Sight's viewer with ``person``.

    step: the one from last time that ``told.outcome`` is about. done: one done since, of which nobody said what gave
    strength: the answer is kept with it, unless it belongs to ``step``. goal: where a next step belongs.
    said_by: the person, when they said it on this phone. More voices than the programme's switch allows are not kept.
    Raises NotPossible (a date ahead or more than a year ago, a smaller step without words), NotThere.
    """
    if met.at > clock.now():
        raise NotPossible(_("That day has not come yet."), "met_on")
    if met.at < clock.now() - timedelta(days=LONGEST_AGO):
        raise NotPossible(_("That is more than a year ago. Look at the day again."), "met_on")
    if told.outcome == Outcome.SMALLER and not told.next_words.strip():
        raise NotPossible(_("Write the smaller step here, or keep the one there is."), "next_words")
    if person == sight.viewer.person:
        raise NotThere
    at_most = reads.written_at_most(sight.viewer)
    with acting(sight, said_by=said_by, once=once) as act:
        encounter = Encounter(
            organisation_id=sight.viewer.organisation,
            person_id=person,
            by_id=sight.viewer.person,
            met_at=met.at,
            filed_at=clock.now(),
            kind=met.kind,
            minutes=met.minutes,
            strength=told.strength,
            written=at_most,
        )
        if step is not None:
            _last_time(sight, encounter, step, told, said_by)
        if told.next_words.strip() and encounter.next_step_id is None:
            _next_time(sight, encounter, goal, told, said_by)
        if done is not None and told.strength and encounter.outcome != Outcome.DONE:
            step_actions.name_strength(sight, done, strength=told.strength, said_by=said_by)
        encounter.place.write(sight, met.place.strip())
        act.keep(encounter)
        written = _sentences(sight, act, encounter, told, at_most)
        _tell(act, encounter, written)
    return encounter


def _last_time(sight: Sight, encounter: Encounter, step: Step, told: Told, said_by: UUID | None) -> None:
    """What became of the step from last time. One that ended meanwhile stays as it is."""
    encounter.step_id = step.pk
    if step.state != StepState.OPEN:
        return
    encounter.outcome = told.outcome
    match told.outcome:
        case Outcome.DONE:
            step_actions.complete(sight, step, strength=told.strength, said_by=said_by)
        case Outcome.KEEP:
            step_actions.keep_for_next_time(sight, step, said_by=said_by)
        case Outcome.LET_GO:
            step_actions.let_go(sight, step, said_by=said_by)
        case Outcome.SMALLER:
            words, sure = told.next_words.strip(), told.next_sure
            encounter.next_step_id = step_actions.make_smaller(sight, step, words=words, sure=sure, said_by=said_by).pk


def _next_time(sight: Sight, encounter: Encounter, goal: Goal | None, told: Told, said_by: UUID | None) -> None:
    words, sure = told.next_words.strip(), told.next_sure
    person = encounter.person_id
    agreed = step_actions.agree(sight, person=person, words=words, goal=goal, sure=sure, said_by=said_by)
    encounter.next_step_id = agreed.pk


def _sentences(sight: Sight, act: Act, encounter: Encounter, told: Told, at_most: str) -> list[str]:
    written = []
    for voice in VOICES[at_most]:
        words = told.sentences.get(voice, "").strip()
        if words:
            row = Sentence(
                organisation_id=encounter.organisation_id,
                person_id=encounter.person_id,
                encounter_id=encounter.pk,
                voice=voice.value,
            )
            row.words.write(sight, words)
            act.keep(row)
            written.append(voice.value)
    return written


def _tell(act: Act, encounter: Encounter, written: list[str]) -> None:
    act.tell(
        "encounters.met",
        about=encounter.person_id,
        ref=encounter,
        kind=encounter.kind,
        minutes=encounter.minutes,
        strength=encounter.strength,
        outcome=encounter.outcome,
        written=written,
    )
    act.answered_at(f"/meetings/{encounter.pk}/")
