"""What came after: the participant's answer, a wish to leave something out of a payer's note, and additions."""

from __future__ import annotations

from django.db import models

from trailside.consent import rules as scopes
from trailside.encounters.models.encounter import Encounter
from trailside.encounters.models.sentence import Sentence
from trailside.encounters.rules.meeting import Answer, Wish
from trailside.ledger.rows import Privacy, Row
from trailside.people.models import Person
from trailside.vault.fields import Sealed


class Response(Row):
    """*That's how it was*, or *I see it differently* with words that stand beside. The latest one is shown first."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=12, choices=[(answer.value, answer.value) for answer in Answer])
    words = Sealed(scope=scopes.WROTE)
    for_review = Sealed(scope=scopes.REVIEW)
    at = models.DateTimeField()

    privacy = Privacy(why="What you answered to what was written", coded="person encounter answer at", erase="row")


class LeaveOut(Row):
    """In a note for a payer: the wish to leave a sentence out. The specialist answers it, with a reason."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        max_length=12, default=Wish.ASKED.value, choices=[(wish.value, wish.value) for wish in Wish]
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    why = Sealed(scope=scopes.WROTE)
    answer = Sealed(scope=scopes.WROTE)

    privacy = Privacy(
        why="What you asked to leave out, and the answer",
        coded="person sentence state asked_at answered_at",
        erase="row",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sentence"], condition=models.Q(state=Wish.ASKED.value), name="encounters_asked_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state=Wish.ASKED.value, answered_at=None)
                | (~models.Q(state=Wish.ASKED.value) & models.Q(answered_at__isnull=False)),
                name="encounters_answered_when_answered",
            ),
        ]


class Addendum(Row):
    """Something added later by one of the two; what was filed stays as it is."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    words = Sealed(scope=scopes.WROTE)
    for_review = Sealed(scope=scopes.REVIEW)
    at = models.DateTimeField()

    privacy = Privacy(why="What was added later", coded="person encounter by at", erase="row")
