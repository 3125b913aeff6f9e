"""A second PIN that opens only dates."""

from __future__ import annotations

from django.db import models

from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Account, Person


class PlainPin(Row):
    """Behind the same card, another PIN: it opens a page with dates and nothing else."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    pin = models.CharField(max_length=128)

    privacy = Privacy(
        why="A second PIN that opens only dates, hashed", coded="person account pin", erase="row", export=False
    )
