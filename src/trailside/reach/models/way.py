"""A safe way to reach someone."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules as scopes
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.reach.rules import Kind
from trailside.vault.fields import Sealed


class Way(Row):
    """One way, what is allowed on it, and what must not be said on it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    value = Sealed(scope=scopes.CONTACT)
    may_text = models.BooleanField(default=False)
    may_voicemail = models.BooleanField(default=False)
    not_to_say = Sealed(scope=scopes.CONTACT)
    since = models.DateTimeField()

    privacy = Privacy(
        why="How we may reach you, and what must not be said",
        coded="person kind may_text may_voicemail since",
        erase="row",
    )

    class Meta:
        indexes = [models.Index(fields=["person", "since"], name="reach_way_of")]
