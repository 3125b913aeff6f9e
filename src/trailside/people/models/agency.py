"""That somebody who works here signs in through the agency they are employed by."""

from __future__ import annotations

from django.db import models

from trailside.ledger.rows import Privacy, Row
from trailside.people.models.person import Person


class AgencySignIn(Row):
    """One person, and a keyed token of who they are at the agency. It opens this person and nobody else."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64, unique=True)

    privacy = Privacy(why="How someone who works here signs in", coded="person token", erase="row", export=False)
