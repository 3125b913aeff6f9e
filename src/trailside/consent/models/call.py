"""Someone asked to be called by a volunteer."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


class CallWish(Row):
    """I would like calls; ``say`` is what may be said, and to whom. While this row is there, volunteers may call."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    say = Sealed(scope=rules.CONTACT)
    since = models.DateTimeField()

    privacy = Privacy(why="That you asked for calls, and what may be said", coded="person since", erase="row")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="consent_one_wish_for_calls")]
