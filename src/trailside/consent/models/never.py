"""Who must never open a record."""

from __future__ import annotations

from django.db import models

from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person


class Never(Row):
    """``who`` must never open ``person``'s record. Set in one tap, effective at the next request."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    who = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    privacy = Privacy(why="Whom you have shut out of your record", coded="person who since", erase="row")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "who"], name="consent_never_once")]
