"""What was written of a meeting, each in their own voice."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules as scopes
from trailside.encounters.models.encounter import Encounter
from trailside.encounters.rules.meeting import Voice
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


class Sentence(Row):
    """One sentence, sealed by the participant's key. Filed, it is never changed; it can only be left out.

    for_review: the same words once the meeting is put up for review, since a supervisor's Sight opens nothing else.
    left_out_at: the words were destroyed at the participant's wish; that they were stays.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="+", db_index=False)
    voice = models.CharField(max_length=12, choices=[(voice.value, voice.value) for voice in Voice])
    words = Sealed(scope=scopes.WROTE)
    for_review = Sealed(scope=scopes.REVIEW)
    left_out_at = models.DateTimeField(null=True)

    privacy = Privacy(why="What you both wrote when you met", coded="person encounter voice left_out_at", erase="row")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["encounter", "voice"], name="encounters_one_sentence_a_voice"),
            models.CheckConstraint(
                condition=models.Q(left_out_at=None) | models.Q(words__isnull=True, for_review__isnull=True),
                name="encounters_left_out_is_destroyed",
            ),
        ]
