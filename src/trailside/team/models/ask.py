"""A participant asked for someone who walks with them."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules as scopes
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.team.rules import AskState
from trailside.vault.fields import Sealed


class Ask(Row):
    """``person`` asks for ``worker``, with words or without; shared with that one name and nobody else."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    worker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = Sealed(scope=scopes.SHARED)
    state = models.CharField(
        max_length=12, default=AskState.OPEN.value, choices=[(state.value, state.value) for state in AskState]
    )
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    privacy = Privacy(why="That you asked for someone", coded="person worker state asked_at ended_at", erase="row")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "worker"],
                condition=models.Q(state=AskState.OPEN.value),
                name="team_asked_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["worker", "state"], name="team_asked_for")]
