"""A supervisor read a meeting that was put up for review, and signed."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules as scopes
from trailside.encounters.models import Encounter
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


class Review(Row):
    """``reviewer`` read and signed; ``author`` is who met ``person``. Nobody reviews themselves."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reviewer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = Sealed(scope=scopes.REVIEW)
    signed_at = models.DateTimeField()

    privacy = Privacy(
        why="Who read and signed what you put up for review",
        coded="person encounter author reviewer signed_at",
        erase="row",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["encounter", "reviewer"], name="team_signed_once"),
            models.CheckConstraint(
                condition=~models.Q(author=models.F("reviewer")) & ~models.Q(person=models.F("reviewer")),
                name="team_nobody_reviews_themselves",
            ),
        ]
