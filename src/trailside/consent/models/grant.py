"""Whom a participant lets see a part of their record: what, what for, until when."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from trailside.consent import rules
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


class Grant(Row):
    """``to`` may see ``scopes`` of ``person`` from ``since`` until ``until``, unless it was taken back before.

    Nothing ends a grant by a job: whether it stands is asked at every read. ``to`` is empty until the link was taken
    up; of the link only a keyed token is kept. ``called``: what the participant calls the one they let in.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in rules.Kind])
    called = Sealed(scope=rules.OWN)
    scopes = models.CharField(max_length=200)
    reason = models.CharField(max_length=16, choices=[(reason.value, reason.value) for reason in rules.Reason])
    since = models.DateTimeField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    link = models.CharField(max_length=64, blank=True)
    link_until = models.DateTimeField(null=True)

    privacy = Privacy(
        why="Whom you let see a part of your record, what for and until when",
        coded="person to kind scopes reason since until revoked_at taken_up_at link link_until",
        erase="row",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link"], condition=~models.Q(link=""), name="consent_link_once"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="consent_grant_ends"),
            models.CheckConstraint(
                condition=models.Q(to=None) | ~models.Q(person=models.F("to")), name="consent_grant_to_another"
            ),
        ]
        indexes = [models.Index(fields=["to", "until"], name="consent_grant_to")]

    def stands(self, now: datetime) -> bool:
        """Whether it holds at ``now``: neither taken back nor past its day."""
        return self.revoked_at is None and self.since <= now < self.until


def standing(now: datetime) -> models.Q:
    """Grants that hold at ``now``."""
    return models.Q(revoked_at=None, since__lte=now, until__gt=now)
