"""An instrument answered once; with whom the sum was shared; when someone said "not now"."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


class Response(Row):
    """One answered instrument. The answers are one sealed blob; the sum and the counts are coded.

    ``day`` is the day of support it was answered on (0 is the first), kept because it matters to what a sum means;
    ``total`` is empty when the published rule gives none.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    instrument = models.CharField(max_length=16)
    language = models.CharField(max_length=8)
    at = models.DateTimeField()
    on = models.DateField()
    day = models.PositiveIntegerField(null=True)
    total = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    answered = models.PositiveSmallIntegerField()
    chose_not_to = models.PositiveSmallIntegerField()
    answers = Sealed(scope=rules.MEASURES)

    privacy = Privacy(
        why="Your answers to sentences about yourself, sealed; and what they come to",
        coded="person instrument language at on day total answered chose_not_to",
        erase="row",
    )

    class Meta:
        indexes = [models.Index(fields=["person", "instrument", "on"], name="measures_response_times")]


class SharedResponse(Row):
    """The sum and its sentence were shared with a name; the single answers never are."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    with_person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    privacy = Privacy(
        why="With whom you shared what your answers come to, by name",
        coded="response person with_person at",
        erase="row",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "with_person"], name="measures_response_shared_once"),
        ]
        indexes = [models.Index(fields=["with_person", "at"], name="measures_response_sharedwith")]


class NotNow(Row):
    """Someone said "not now": two end the asking."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    instrument = models.CharField(max_length=16)
    on = models.DateField()

    privacy = Privacy(why="That you said not now, so that we stop asking", coded="person instrument on", erase="row")

    class Meta:
        indexes = [models.Index(fields=["person", "instrument"], name="measures_not_now")]
