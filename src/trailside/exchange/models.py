"""A list on its way in, what was brought in from lists, and who came that way."""

from __future__ import annotations

from django.db import models

from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


class UploadedList(Row):
    """An uploaded list, sealed by whoever uploaded it, until it is brought in, given up, or a day old."""

    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kept_at = models.DateTimeField()
    content = Sealed(scope="own", owner="by_id")

    privacy = Privacy(why="A list I uploaded and have not brought in", coded="by kept_at", erase="row", export=False)


class Bringing(Row):
    """One list that was brought in: by whom, when, how many people. ``called`` is what the manager calls the list."""

    by_id = models.UUIDField()
    at = models.DateTimeField()
    people = models.PositiveIntegerField()
    called = Sealed(scope="own", owner="organisation_id")
    undone_at = models.DateTimeField(null=True)

    privacy = Privacy(
        why="Lists the programme brought in", coded="by_id at people undone_at", erase="keep", export=False
    )


class Arrival(Row):
    """Someone came with a list."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    bringing = models.ForeignKey(Bringing, on_delete=models.CASCADE, related_name="+")

    privacy = Privacy(why="The list your name came with", coded="person bringing", erase="row")


class Mark(Row):
    """A keyed token of somebody's name with one number or address: finds the same person on another list, exactly."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)

    privacy = Privacy(why="So that you are not brought in twice", coded="person token", erase="row", export=False)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "token"], name="exchange_mark_token")]


class Closing(Row):
    """Someone asked to be forgotten: closed to everyone until the day on which all that is left goes.

    can_be_kept: nothing has gone yet, and they can take it back; else it is what law orders to keep.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    until = models.DateField()
    can_be_kept = models.BooleanField(default=False)

    privacy = Privacy(
        why="That you asked to be forgotten, and when the rest goes",
        coded="person asked_at until can_be_kept",
        erase="row",
    )
