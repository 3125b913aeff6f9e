"""Who must never open a record."""

from __future__ import annotations

from django.db import models

from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person


class Never(Row):
    """``who`` must never open ``person``'s record. Set in one tap, effective at the next request.

    ``everybody``: nobody else may, until it is dropped; ``who`` is then the person, for whom it changes nothing.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    who = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    everybody = models.BooleanField(default=False)

    privacy = Privacy(why="Whom you have shut out of your record", coded="person who since everybody", erase="row")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "who"], name="consent_never_once")]
        indexes = [models.Index(fields=["person"], condition=models.Q(everybody=True), name="consent_never_everybody")]
