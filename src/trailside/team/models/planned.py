"""A meeting that two people planned."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules as scopes
from trailside.encounters.rules.meeting import Kind
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.team.rules import PlanState
from trailside.vault.fields import Sealed


class Planned(Row):
    """When and where ``person`` and ``worker`` mean to meet. ``zone`` is the IANA name the hour was said in."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    worker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    place = Sealed(scope=scopes.WROTE)
    state = models.CharField(
        max_length=12, default=PlanState.STANDS.value, choices=[(state.value, state.value) for state in PlanState]
    )
    made_at = models.DateTimeField()

    privacy = Privacy(
        why="When and where you mean to meet", coded="person worker at zone kind state made_at", erase="row"
    )

    class Meta:
        indexes = [
            models.Index(fields=["worker", "at"], name="team_planned_with"),
            models.Index(fields=["person", "at"], name="team_planned_for"),
        ]
