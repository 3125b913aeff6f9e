"""Tables of this room."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules as scopes
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


class Picture(Row):
    """A picture that helps me, and what is on it in my words. ``image``: a JPEG, sealed like everything I say."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = Sealed(scope=scopes.SAFETY)
    image = Sealed(scope=scopes.SAFETY)
    at = models.DateTimeField()

    privacy = Privacy(why="Pictures that help you", coded="person at", erase="row")
