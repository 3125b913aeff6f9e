"""If I go quiet: what we agreed."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules as scopes
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.reach.rules import By
from trailside.vault.fields import Sealed


class QuietAgreement(Row):
    """After how many days someone may look for me, which way, and what to say; or leave me be (``days`` null)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField(null=True)
    by = models.CharField(max_length=8, blank=True, choices=[(by.value, by.value) for by in By])
    say = Sealed(scope=scopes.CONTACT)
    agreed_at = models.DateTimeField()

    privacy = Privacy(why="What we agreed for when you go quiet", coded="person days by agreed_at", erase="row")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], name="reach_one_quiet_agreement"),
            models.CheckConstraint(
                condition=models.Q(days=None) | models.Q(days__gte=1, days__lte=365), name="reach_quiet_within_a_year"
            ),
        ]
