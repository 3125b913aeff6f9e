"""Who walks with whom, and who supports those who walk."""

from __future__ import annotations

from django.db import models

from trailside.ledger.rows import Privacy, Row
from trailside.people.models.person import Person


class SupportRelationship(Row):
    """A participant and a peer specialist, from ``since`` until ``until`` (open while null)."""

    participant = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    specialist = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    privacy = Privacy(why="Who walks with you", coded="participant specialist since until", erase="row")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "specialist"], condition=models.Q(until=None), name="people_walk_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(participant=models.F("specialist")), name="people_nobody_walks_with_themselves"
            ),
        ]
        indexes = [models.Index(fields=["specialist", "until"], name="people_walks_with")]


class Supervision(Row):
    """A supervisor and the specialist they support. Nobody supervises themselves."""

    supervisor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    specialist = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    privacy = Privacy(why="Who supports your specialist", coded="supervisor specialist since until", erase="row")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supervisor", "specialist"], condition=models.Q(until=None), name="people_supervises_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(supervisor=models.F("specialist")), name="people_nobody_supervises_themselves"
            ),
        ]
