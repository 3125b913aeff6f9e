"""Emergency openings: who is on call, what people said ahead, each opening, and how many there were in a year."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


class OnCall(Row):
    """A peer specialist or supervisor who is on call from ``since`` until ``until`` (open while null)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    privacy = Privacy(why="Who was on call", coded="person since until", erase="row", export=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(until=None), name="consent_on_call_once")
        ]


class SaidAhead(Row):
    """What somebody said on a good day may be opened in an emergency."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    choice = models.CharField(max_length=8, choices=[(one.value, one.value) for one in rules.Ahead])
    at = models.DateTimeField()

    privacy = Privacy(why="What may be opened in an emergency", coded="person choice at", erase="row")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="consent_one_word_ahead")]


class Opening(Row):
    """One emergency opening: by whom, why, until when; when the person was told; what a review found."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = Sealed(scope=rules.EMERGENCY, writes=rules.CONTACT)
    choice = models.CharField(max_length=8, choices=[(one.value, one.value) for one in rules.Ahead])
    at = models.DateTimeField()
    until = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_how = models.CharField(max_length=8, blank=True, choices=[(one.value, one.value) for one in rules.ToldBy])
    due = models.DateField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    found_right = models.BooleanField(null=True)
    review = Sealed(scope=rules.EMERGENCY)

    privacy = Privacy(
        why="When your record was opened in an emergency, by whom and why, and what a review found",
        coded="person by choice at until told_at told_how due reviewed_at reviewed_by found_right",
        erase="row",
    )

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "reviewed_at"], name="consent_openings_to_review"),
            models.Index(fields=["person", "at"], name="consent_openings_of"),
        ]


class OpeningYear(Row):
    """How many emergency openings a year had; stays when those it counted are forgotten. On the public page."""

    year = models.PositiveSmallIntegerField()
    opened = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    not_right = models.PositiveIntegerField(default=0)

    privacy = Privacy(
        why="How many emergency openings there were in a year",
        open="year opened right not_right",
        erase="keep",
        export=False,
    )

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["organisation_id", "year"], name="consent_one_count_a_year")]
