"""Agreeing a goal, changing its words, and what becomes of it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from trailside.kit import clock
from trailside.kit.errors import NotPossible
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.plans.models import Goal
from trailside.plans.rules import GoalState


def _said(words: str) -> str:
    if not words.strip():
        raise NotPossible(_("Write what you want, in any words."), "words")
    return words.strip()


def agree(
    sight: Sight,
    *,
    person: UUID,
    words: str,
    why: str = "",
    area: str = "",
    said_by: UUID | None = None,
    once: Once | None = None,
) -> Goal:
    """Agree a goal with ``person``; only its words are required. Raises NotPossible without words."""
    text = _said(words)
    with acting(sight, said_by=said_by, once=once) as act:
        goal = Goal(organisation_id=sight.viewer.organisation, person_id=person, area=area, agreed_at=clock.now())
        goal.words.write(sight, text)
        goal.why.write(sight, why.strip())
        act.keep(goal)
        act.tell("plans.goal_agreed", about=person, ref=goal)
        act.answered_at(f"/goals/{goal.pk}/")
    return goal


def change(
    sight: Sight,
    goal: Goal,
    *,
    version: int,
    words: str,
    why: str = "",
    area: str = "",
    said_by: UUID | None = None,
    once: Once | None = None,
) -> Goal:
    """Change the words of a goal as it stood at ``version``. Raises Stale when it was changed since, NotPossible."""
    text = _said(words)
    with acting(sight, said_by=said_by, once=once) as act:
        goal.version = version
        goal.area = area
        goal.words.write(sight, text)
        goal.why.write(sight, why.strip())
        act.keep(goal)
        act.tell("plans.goal_changed", about=goal.person_id, ref=goal)
        act.answered_at(f"/goals/{goal.pk}/")
    return goal


def _moved(act: Act, goal: Goal, state: GoalState) -> bool:
    """Keep the goal's new state; False when it stood there already."""
    act.answered_at(f"/goals/{goal.pk}/")
    if goal.state == state:
        return False
    goal.state = state.value
    goal.ended_at = None if state == GoalState.OPEN else clock.now()
    act.keep(goal)
    return True


def reach(sight: Sight, goal: Goal, *, said_by: UUID | None = None, once: Once | None = None) -> Goal:
    """I got there."""
    with acting(sight, said_by=said_by, once=once) as act:
        if _moved(act, goal, GoalState.REACHED):
            act.tell("plans.goal_reached", about=goal.person_id, ref=goal)
    return goal


def put_down(sight: Sight, goal: Goal, *, said_by: UUID | None = None, once: Once | None = None) -> Goal:
    """Put the goal down for now; it may be picked up again."""
    with acting(sight, said_by=said_by, once=once) as act:
        if _moved(act, goal, GoalState.PUT_DOWN):
            act.tell("plans.goal_put_down", about=goal.person_id, ref=goal)
    return goal


def pick_up(sight: Sight, goal: Goal, *, said_by: UUID | None = None, once: Once | None = None) -> Goal:
    """Go on with a goal that was reached or put down."""
    with acting(sight, said_by=said_by, once=once) as act:
        if _moved(act, goal, GoalState.OPEN):
            act.tell("plans.goal_picked_up", about=goal.person_id, ref=goal)
    return goal
