"""A check-in, mine alone until it is shared with a name."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


def _ruler() -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(null=True, blank=True)


class CheckIn(Row):
    """Three rulers and a word, sealed. The coded rulers stay empty until the person shares the check-in."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField()
    on = models.DateField()
    said = Sealed(scope=rules.CHECK_INS)
    day = _ruler()
    connected = _ruler()
    handle = _ruler()

    privacy = Privacy(
        why="How your day was, in your own words; nobody reads it until you share it with a name",
        coded="person at on day connected handle",
        erase="row",
    )

    class Meta:
        indexes = [models.Index(fields=["person", "on"], name="measures_checkin_person_on")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(**{f"{ruler}__isnull": True}) | models.Q(**{f"{ruler}__lte": 10}),
                name=f"measures_checkin_{ruler}_on_ruler",
            )
            for ruler in ("day", "connected", "handle")
        ]


class SharedCheckIn(Row):
    """A check-in that was shared with a name: this copy of the word is what that one person can open."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    with_person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    word = Sealed(scope=rules.SHARED)

    privacy = Privacy(
        why="With whom you shared a check-in, by name",
        coded="check_in person with_person at",
        erase="row",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_in", "with_person"], name="measures_checkin_shared_once"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("with_person")), name="measures_checkin_shared_with_another"
            ),
        ]
        indexes = [models.Index(fields=["with_person", "at"], name="measures_checkin_shared_with")]
