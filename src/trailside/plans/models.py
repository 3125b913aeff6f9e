"""Goals and steps. Words are sealed by the person's key; what is counted in reports is coded."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.db import models

from trailside.consent import rules as scopes
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.plans.rules import MOST, Area, Carried, GoalState, StepState, Strength
from trailside.vault.fields import Sealed


def _choices(codes: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


class Goal(Row):
    """What someone wants, in their words, and why it matters."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    words = Sealed(scope=scopes.GOALS)
    why = Sealed(scope=scopes.GOALS)
    area = models.CharField(max_length=16, blank=True, choices=_choices(Area))
    state = models.CharField(max_length=12, default=GoalState.OPEN.value, choices=_choices(GoalState))
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    privacy = Privacy(
        why="What you want and why it matters, in your words",
        coded="person area state agreed_at ended_at",
        erase="row",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=GoalState.OPEN.value, ended_at=None)
                | (~models.Q(state=GoalState.OPEN.value) & models.Q(ended_at__isnull=False)),
                name="plans_open_goal_has_no_end",
            )
        ]
        indexes = [models.Index(fields=["person", "state"], name="plans_goal_of")]


class Step(Row):
    """One step: what, how sure, and what became of it. ``after`` is the step that this one made smaller."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    goal = models.ForeignKey(Goal, null=True, on_delete=models.CASCADE, related_name="+")
    after = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    words = Sealed(scope=scopes.GOALS)
    sure = models.PositiveSmallIntegerField(null=True)
    sure_why = Sealed(scope=scopes.GOALS)
    when = Sealed(scope=scopes.GOALS)
    where = Sealed(scope=scopes.GOALS)
    with_whom = Sealed(scope=scopes.GOALS)
    if_what = Sealed(scope=scopes.GOALS)
    then_what = Sealed(scope=scopes.GOALS)
    area = models.CharField(max_length=16, blank=True, choices=_choices(Area))
    carried = models.CharField(max_length=12, default=Carried.ME.value, choices=_choices(Carried))
    state = models.CharField(max_length=12, default=StepState.OPEN.value, choices=_choices(StepState))
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Of a step that was done: what gave strength, and a line about it.
    strength = models.CharField(max_length=12, blank=True, choices=_choices(Strength))
    did_words = Sealed(scope=scopes.GOALS)

    privacy = Privacy(
        why="Your steps: what, how sure you were, and what became of them",
        coded="person goal after sure area carried state agreed_at ended_at strength",
        erase="row",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sure=None) | models.Q(sure__lte=MOST), name="plans_sure_from_0_to_10"
            ),
            models.CheckConstraint(
                condition=models.Q(state=StepState.OPEN.value, ended_at=None)
                | (~models.Q(state=StepState.OPEN.value) & models.Q(ended_at__isnull=False)),
                name="plans_open_step_has_no_end",
            ),
            models.CheckConstraint(
                condition=models.Q(strength="") | models.Q(state=StepState.DONE.value),
                name="plans_strength_of_what_was_done",
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="plans_step_of")]
