"""That somebody tried to reach someone."""

from __future__ import annotations

from django.db import models

from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.reach.rules import By, Outcome


class ContactAttempt(Row):
    """A worker called, texted or wrote; reached, or no answer. No words: what was said is between the two."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    worker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.CharField(max_length=8, choices=[(by.value, by.value) for by in By])
    outcome = models.CharField(max_length=12, choices=[(end.value, end.value) for end in Outcome])
    at = models.DateTimeField()

    privacy = Privacy(why="When we tried to reach you", coded="person worker by outcome at", erase="row")

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="reach_attempts_of")]
