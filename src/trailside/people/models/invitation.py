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
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    privacy = Privacy(
        why="Who was invited to work here", coded="token roles by until used_at", erase="keep", export=False
    )
