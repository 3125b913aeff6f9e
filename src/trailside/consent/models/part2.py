"""42 CFR part 2 (2024 rule): the programme's switch, and consent forms as they were signed."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules
from trailside.consent.models.grant import Grant
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


class Part2(Row):
    """Whether a programme keeps to 42 CFR part 2. No row means yes."""

    holds = models.BooleanField(default=True)
    since = models.DateTimeField()

    privacy = Privacy(
        why="Whether the programme keeps to 42 CFR part 2", open="holds since", erase="keep", export=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation_id"], name="consent_part2_once")]


class Signed(Row):
    """A consent form as it was signed on the screen: its version, and every word of it, sealed.

    until: empty for a form without an end (only the single consent for treatment, payment and operations may say
    "none", 42 CFR 2.31(a)(7)). revoked: what was written when it was taken back, and when.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    grant = models.ForeignKey(Grant, null=True, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=16, choices=[(form.value, form.value) for form in rules.Form])
    edition = models.CharField(max_length=16)
    language = models.CharField(max_length=8)
    document = Sealed(scope=rules.OWN)
    signed_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked = Sealed(scope=rules.OWN)

    privacy = Privacy(
        why="Consent forms that you signed, and when you took them back",
        coded="person grant form edition language signed_at until revoked_at",
        erase="row",
    )
