"""Who tried to open what is not there for them. No words, no address, no name."""

from __future__ import annotations

from django.db import models

from trailside.consent.rules import Refusal
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person


class Refused(Row):
    """How often ``who`` tried on one day, and of which kind. ``about`` when it was somebody of this organisation."""

    who = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in Refusal])
    day = models.DateField()
    times = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    privacy = Privacy(
        why="Who tried to open what is not theirs", coded="who about kind day times last_at", erase="row", export=False
    )

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "day"], name="consent_refused_by_day")]
