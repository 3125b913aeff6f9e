"""What someone answered to "was this all right?" about a line of *who looked*, and what came of a no."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


class Answer(Row):
    """One answer about the looks of ``who`` for one purpose in one month, as far as ``seen_until``.

    A no has a day by which the privacy officer answers it; words of both are sealed by the person's own key.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    who = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=64)
    on_a_list = models.BooleanField()
    month = models.CharField(max_length=7)
    seen_until = models.DateTimeField()
    right = models.BooleanField()
    words = Sealed(scope=rules.RIGHT)
    at = models.DateTimeField()
    due = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    finding = models.CharField(max_length=16, blank=True, choices=[(one.value, one.value) for one in rules.Finding])
    answer = Sealed(scope=rules.RIGHT)

    privacy = Privacy(
        why="Whether a look at your record was all right with you, and what the privacy officer answered",
        coded="person who purpose on_a_list month seen_until right at due answered_at answered_by finding",
        erase="row",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "who", "purpose", "on_a_list", "month"], name="consent_one_answer_to_a_line"
            )
        ]
        indexes = [models.Index(fields=["organisation_id", "right", "answered_at"], name="consent_answers_waiting")]
