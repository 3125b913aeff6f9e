"""That two people met."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules as scopes
from trailside.encounters.rules.meeting import A_DAY_OF_MINUTES, Kind, Outcome
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.plans.models import Step
from trailside.plans.rules import Strength
from trailside.vault.fields import Sealed


class Encounter(Row):
    """A meeting of a participant (``person``) with the one who walks with them (``by``), filed at goodbye.

    step: the step from last time that was talked about, and its ``outcome``; next_step: what was agreed.
    written: the programme's switch as it stood that day. up_since: since when it is put up for review.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    met_at = models.DateTimeField()
    filed_at = models.DateTimeField()
    kind = models.CharField(
        max_length=12, default=Kind.IN_PERSON.value, choices=[(kind.value, kind.value) for kind in Kind]
    )
    minutes = models.PositiveSmallIntegerField(null=True)
    place = Sealed(scope=scopes.WROTE)
    strength = models.CharField(max_length=12, blank=True, choices=[(code.value, code.value) for code in Strength])
    step = models.ForeignKey(Step, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=12, blank=True, choices=[(code.value, code.value) for code in Outcome])
    next_step = models.ForeignKey(Step, null=True, on_delete=models.SET_NULL, related_name="+")
    written = models.CharField(max_length=16)
    up_since = models.DateTimeField(null=True)

    privacy = Privacy(
        why="That you met, when, how, and with whom",
        coded="person by met_at filed_at kind minutes strength step outcome next_step written up_since",
        erase="row",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes=None) | models.Q(minutes__gte=1, minutes__lte=A_DAY_OF_MINUTES),
                name="encounters_minutes_of_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(by=None) | ~models.Q(person=models.F("by")), name="encounters_two_people"
            ),
        ]
        indexes = [
            # whole questions are answered from it: who met whom last, for everyone a supervisor sees
            models.Index(fields=["person", "met_at", "by"], name="encounters_of"),
            models.Index(fields=["by", "met_at"], name="encounters_by"),
        ]
