"""Goals, opened, with their steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from trailside.consent import rules as scopes
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.plans.models import Goal
from trailside.plans.reads import steps
from trailside.plans.reads import words as said
from trailside.plans.reads.steps import StepShown
from trailside.plans.rules import GoalState


@dataclass(frozen=True)
class GoalShown:
    """One goal with its words opened, and its steps: open ones first, then what was done, latest first."""

    id: UUID
    version: int
    person: UUID
    words: Words
    why: Words
    area: str
    state: str
    agreed_at: datetime
    ended_at: datetime | None
    open_steps: tuple[StepShown, ...] = ()
    done_steps: tuple[StepShown, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state == GoalState.OPEN

    @property
    def area_words(self) -> str | Promise:
        return said.AREAS.get(self.area, "")

    @property
    def state_words(self) -> str | Promise:
        return said.GOAL_STATES[self.state]


@dataclass(frozen=True)
class Plan:
    """Everything agreed with one person. ``loose``: open steps that belong to no goal."""

    person: UUID
    goals: tuple[GoalShown, ...]
    loose: tuple[StepShown, ...]

    @property
    def open_goals(self) -> list[GoalShown]:
        return [goal for goal in self.goals if goal.is_open]

    @property
    def other_goals(self) -> list[GoalShown]:
        return [goal for goal in self.goals if not goal.is_open]


def _shown(sight: Sight, goal: Goal, mine: list[StepShown]) -> GoalShown:
    done = sorted((step for step in mine if step.is_done), key=lambda step: step.ended_at or step.agreed_at)
    return GoalShown(
        id=goal.pk,
        version=goal.version,
        person=goal.person_id,
        words=goal.words.read(sight),
        why=goal.why.read(sight),
        area=goal.area,
        state=goal.state,
        agreed_at=goal.agreed_at,
        ended_at=goal.ended_at,
        open_steps=tuple(step for step in mine if step.is_open),
        done_steps=tuple(reversed(done)),
    )


def person_of(viewer: Viewer, goal: UUID) -> UUID:
    """Whose goal this is, so that the gate can be asked. Raises NotThere outside the viewer's organisation."""
    found = Goal.objects.filter(pk=goal, organisation_id=viewer.organisation).values_list("person_id", flat=True)
    if not found:
        raise NotThere
    return found[0]


def row(sight: Sight, goal: UUID) -> Goal:
    """The row itself, to be changed by an action. Raises NotThere."""
    found = Goal.objects.filter(pk=goal, person_id__in=sight.seen(scopes.GOALS)).first()
    if found is None:
        raise NotThere
    sight.require(found.person_id, scopes.GOALS)
    return found


def plan_of(sight: Sight, person: UUID) -> Plan:
    """The person's goals and steps: two queries, and one for the key."""
    sight.require(person, scopes.GOALS)
    mine = steps.of(sight, person)
    rows = Goal.objects.filter(person_id=person).order_by("-agreed_at")
    goals = tuple(_shown(sight, goal, [step for step in mine if step.goal == goal.pk]) for goal in rows)
    return Plan(person, goals, tuple(step for step in mine if step.goal is None and step.is_open))


def one(sight: Sight, goal: UUID) -> GoalShown:
    """One goal with its steps. Raises NotThere."""
    found = row(sight, goal)
    return _shown(sight, found, [step for step in steps.of(sight, found.person_id) if step.goal == goal])


def newest_open(sight: Sight, person: UUID) -> Goal | None:
    """The row of the goal agreed last that is still open: where a next step belongs when nobody says otherwise."""
    sight.require(person, scopes.GOALS)
    return Goal.objects.filter(person_id=person, state=GoalState.OPEN).order_by("-agreed_at").first()
