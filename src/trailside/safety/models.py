"""Lines and hours of an organisation (open); my people, tools and words (mine, sealed); whom I told."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules as scopes
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.safety.rules import MaySend
from trailside.vault.fields import Sealed


class CrisisLine(Row):
    """A line that answers, with honest labels. The organisation's words: open, shown to everyone."""

    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    call = models.CharField(max_length=32, blank=True)
    text = models.CharField(max_length=32, blank=True)
    who_en = models.CharField(max_length=200)
    who_es = models.CharField(max_length=200, blank=True)
    when_en = models.CharField(max_length=120)
    when_es = models.CharField(max_length=120, blank=True)
    languages = models.CharField(max_length=60, blank=True)
    may_send = models.CharField(max_length=16, choices=[(may.value, may.value) for may in MaySend])

    privacy = Privacy(
        why="Lines that answer at any hour",
        open="place name call text who_en who_es when_en when_es languages may_send",
        erase="keep",
        export=False,
    )

    class Meta:
        ordering = ["place"]


class OpenHours(Row):
    """A weekly stretch in which somebody from the programme answers."""

    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    privacy = Privacy(why="When the programme answers", open="weekday opens closes", erase="keep", export=False)

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=models.Q(opens__lt=models.F("closes")), name="safety_hours_in_order"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="safety_hours_on_a_weekday"),
        ]


class OwnPerson(Row):
    """Someone I can call at three in the morning: only mine."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = Sealed(scope=scopes.PEOPLE)
    phone = Sealed(scope=scopes.PEOPLE)
    at = models.DateTimeField()

    privacy = Privacy(why="People you can turn to", coded="person at", erase="row")


class OwnTool(Row):
    """Something that worked for me before, in my words."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = Sealed(scope=scopes.TOOLS)
    at = models.DateTimeField()

    privacy = Privacy(why="What helped you before", coded="person at", erase="row")


class GoodDayWords(Row):
    """What I want to tell myself on a hard night, written on a good day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = Sealed(scope=scopes.SAFETY)
    at = models.DateTimeField()

    privacy = Privacy(why="Your words to yourself from a good day", coded="person at", erase="row")


class Told(Row):
    """I tapped a name on a hard night: that person sees it on their next day. ``seen_at`` when they have answered."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    privacy = Privacy(why="Whom you told that it was a hard night", coded="person to at seen_at", erase="row")

    class Meta:
        indexes = [models.Index(fields=["to", "seen_at"], name="safety_told_to")]
