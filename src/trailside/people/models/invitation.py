"""An invitation to work here: a link that is shown once and ends by itself."""

from __future__ import annotations

from django.db import models

from trailside.ledger.rows import Privacy, Row
from trailside.people.models.person import Person
from trailside.vault.fields import Sealed


class Invitation(Row):
    """Whoever has the link may join once with these roles, until it ends. Of the link only a keyed token is kept."""

    token = models.CharField(max_length=64, unique=True)
    name = Sealed(scope="name", owner="organisation_id")
    roles = models.CharField(max_length=100)
    # Someone who works here already and lost their way in; else the link makes a new worker.
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    privacy = Privacy(
        why="Who was invited to work here", coded="token roles person by until used_at", erase="keep", export=False
    )
