"""Agreeing a step, doing it, and *not this time* with its three choices. Nothing is counted against anybody."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.kit import clock
from trailside.kit.errors import AlreadyDone, NotPossible, NotThere
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.plans.models import Goal, Step
from trailside.plans.rules import NOTHING_MORE, Carried, Choice, More, StepState

SEALED_MORE = ("when", "where", "with_whom", "if_what", "then_what")


def _said(words: str) -> str:
    if not words.strip():
        raise NotPossible(_("Write what the step is. A few words are enough."), "words")
    return words.strip()


def _write(sight: Sight, step: Step, words: str, sure_why: str, more: More) -> None:
    step.words.write(sight, words)
    step.sure_why.write(sight, sure_why.strip())
    for name in SEALED_MORE:
        getattr(step, name).write(sight, getattr(more, name).strip())
    step.area, step.carried = more.area, more.carried or Carried.ME


def _keep_new(act: Act, step: Step) -> None:
    act.keep(step)
    act.tell("plans.step_agreed", about=step.person_id, ref=step, sure=step.sure, carried=step.carried)
    act.answered_at(f"/steps/{step.pk}/")


def _must_be_open(step: Step) -> None:
    if step.state != StepState.OPEN:
        raise AlreadyDone(f"/steps/{step.pk}/")


def agree(
    sight: Sight,
    *,
    person: UUID,
    words: str,
    goal: Goal | None = None,
    sure: int | None = None,
    sure_why: str = "",
    more: More = NOTHING_MORE,
    said_by: UUID | None = None,
    once: Once | None = None,
) -> Step:
    """Agree a step. sure: 0 to 10, or None when left out.

    Raises NotPossible without words, NotThere when the goal is another person's.
    """
    text = _said(words)
    if goal is not None and goal.person_id != person:
        raise NotThere
    with acting(sight, said_by=said_by, once=once) as act:
        step = Step(
            organisation_id=sight.viewer.organisation,
            person_id=person,
            goal_id=goal.pk if goal else None,
            sure=sure,
            agreed_at=clock.now(),
        )
        _write(sight, step, text, sure_why, replace(more, area=more.area or (goal.area if goal else "")))
        _keep_new(act, step)
    return step


def change(
    sight: Sight,
    step: Step,
    *,
    version: int,
    words: str,
    sure: int | None = None,
    sure_why: str = "",
    more: More = NOTHING_MORE,
    said_by: UUID | None = None,
    once: Once | None = None,
) -> Step:
    """Change an open step as it stood at ``version``. Raises Stale when it was changed since, NotPossible."""
    text = _said(words)
    with acting(sight, said_by=said_by, once=once) as act:
        _must_be_open(step)
        step.version, step.sure = version, sure
        _write(sight, step, text, sure_why, more)
        act.keep(step)
        act.tell("plans.step_changed", about=step.person_id, ref=step, sure=sure)
        act.answered_at(f"/steps/{step.pk}/")
    return step


def complete(
    sight: Sight,
    step: Step,
    *,
    strength: str = "",
    words: str = "",
    said_by: UUID | None = None,
    once: Once | None = None,
) -> Step:
    """I did it. Done twice (two phones) is done once. Raises AlreadyDone."""
    with acting(sight, said_by=said_by, once=once) as act:
        _must_be_open(step)
        step.state, step.ended_at, step.strength = StepState.DONE, clock.now(), strength
        step.did_words.write(sight, words.strip())
        act.keep(step)
        act.tell("plans.step_done", about=step.person_id, ref=step, sure=step.sure, strength=strength)
        act.answered_at(f"/steps/{step.pk}/")
    return step


def name_strength(
    sight: Sight,
    step: Step,
    *,
    strength: str,
    words: str = "",
    said_by: UUID | None = None,
    once: Once | None = None,
) -> Step:
    """What gave strength for a step that was done, and a line about it, said later. Raises NotPossible."""
    with acting(sight, said_by=said_by, once=once) as act:
        if step.state != StepState.DONE:
            raise NotPossible(_("This step is still ahead."))
        step.strength = strength or step.strength
        if words.strip():
            step.did_words.write(sight, words.strip())
        act.keep(step)
        act.tell("plans.strength_named", about=step.person_id, ref=step, strength=step.strength)
        act.answered_at(f"/steps/{step.pk}/")
    return step


def keep_for_next_time(sight: Sight, step: Step, *, said_by: UUID | None = None, once: Once | None = None) -> Step:
    """Not this time; the step stays as it is."""
    with acting(sight, said_by=said_by, once=once) as act:
        _must_be_open(step)
        act.tell("plans.not_this_time", about=step.person_id, ref=step, choice=Choice.KEEP.value)
        act.answered_at(f"/steps/{step.pk}/")
    return step


def let_go(sight: Sight, step: Step, *, said_by: UUID | None = None, once: Once | None = None) -> Step:
    """Not this time, and not this step. It may be agreed again any day."""
    with acting(sight, said_by=said_by, once=once) as act:
        _must_be_open(step)
        step.state, step.ended_at = StepState.LET_GO, clock.now()
        act.keep(step)
        act.tell("plans.not_this_time", about=step.person_id, ref=step, choice=Choice.LET_GO.value)
        act.answered_at(f"/steps/{step.pk}/")
    return step


def make_smaller(
    sight: Sight,
    step: Step,
    *,
    words: str,
    sure: int | None = None,
    more: More = NOTHING_MORE,
    said_by: UUID | None = None,
    once: Once | None = None,
) -> Step:
    """A smaller step takes this one's place. Returns the new one. Raises NotPossible without words."""
    text = _said(words)
    with acting(sight, said_by=said_by, once=once) as act:
        _must_be_open(step)
        step.state, step.ended_at = StepState.SMALLER, clock.now()
        act.keep(step)
        act.tell("plans.step_made_smaller", about=step.person_id, ref=step)
        new = Step(
            organisation_id=step.organisation_id,
            person_id=step.person_id,
            goal_id=step.goal_id,
            after_id=step.pk,
            sure=sure,
            agreed_at=clock.now(),
        )
        _write(sight, new, text, "", replace(more, area=more.area or step.area))
        _keep_new(act, new)
    return new
