"""That someone else walks with a participant from now on, and what the participant says to it."""

from __future__ import annotations

from django.db import models

from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.team.rules import HandoverAnswer


class Handover(Row):
    """``after`` walks with ``person`` instead of ``before``. While ``answer`` is open, the person is told and asked."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    after = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(
        max_length=12,
        default=HandoverAnswer.OPEN.value,
        choices=[(answer.value, answer.value) for answer in HandoverAnswer],
    )

    privacy = Privacy(
        why="That someone else walks with you from then on, and what you said to it",
        coded="person before after at answer",
        erase="row",
    )

    class Meta:
        indexes = [
            models.Index(fields=["person", "answer"], name="team_handed_on"),
            models.Index(fields=["after", "at"], name="team_new_with"),
        ]
