"""What a worker promised a participant."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules as scopes
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.team.rules import PromiseState
from trailside.vault.fields import Sealed


class Promise(Row):
    """``worker`` promised ``person`` something, by a day or without one. Both see it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    worker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = Sealed(scope=scopes.GOALS)
    by_day = models.DateField(null=True)
    state = models.CharField(
        max_length=12, default=PromiseState.OPEN.value, choices=[(state.value, state.value) for state in PromiseState]
    )
    promised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    privacy = Privacy(
        why="What was promised to you", coded="person worker by_day state promised_at ended_at", erase="row"
    )

    class Meta:
        indexes = [
            models.Index(fields=["worker", "state"], name="team_promised_by"),
            models.Index(fields=["person", "state"], name="team_promised_to"),
        ]
