"""Wins and what gave strength; marks of hard days, mine alone until they are shared with a name."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules as scopes
from trailside.journey.rules.belief import Source
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


class Win(Row):
    """Something I did, in words, and where the strength came from; the ids say which step or meeting it is about."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()
    words = Sealed(scope=scopes.TRAIL, writes=scopes.WROTE)  # kept together when they meet
    source = models.CharField(max_length=12, blank=True, choices=[(code.value, code.value) for code in Source])
    step_id = models.UUIDField(null=True)
    meeting_id = models.UUIDField(null=True)

    privacy = Privacy(
        why="Your wins, in words, and what gave you strength",
        coded="person at on source step_id meeting_id",
        erase="row",
    )

    class Meta:
        indexes = [models.Index(fields=["person", "on"], name="journey_win_person_on")]


class DayMark(Row):
    """A hard day, "I used", "I'm back": which of them it is, and any words, are sealed together."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()
    said = Sealed(scope=scopes.TRAIL)

    privacy = Privacy(
        why="Days that you marked on your trail; which kind of day it was is sealed", coded="person at on", erase="row"
    )

    class Meta:
        indexes = [models.Index(fields=["person", "on"], name="journey_day_person_on")]


class SharedDay(Row):
    """A mark that was shared with a name: this copy is what that one person can open."""

    mark = models.ForeignKey(DayMark, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    with_person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    said = Sealed(scope=scopes.SHARED)

    privacy = Privacy(why="With whom you shared a day, by name", coded="mark person with_person at", erase="row")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mark", "with_person"], name="journey_day_shared_once"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("with_person")), name="journey_day_shared_with_another"
            ),
        ]
        indexes = [models.Index(fields=["with_person", "at"], name="journey_day_shared_with")]
