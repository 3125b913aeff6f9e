"""One stretch of walking together, from welcome to ending."""

from __future__ import annotations

from django.db import models

from trailside.ledger.rows import Privacy, Row
from trailside.people.models.person import Person
from trailside.people.rules import Ending, EpisodeState
from trailside.vault.fields import Sealed


class Episode(Row):
    """An episode of support; at most one that has not ended for each person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in EpisodeState])
    began_at = models.DateTimeField()
    welcomed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=24, blank=True, choices=[(end.value, end.value) for end in Ending])
    hope = Sealed(scope="goals")
    # Where an imported person's name came from, in the programme's words.
    source = Sealed(scope="name")

    privacy = Privacy(
        why="That we walk together, since when, and what you hope for",
        coded="person state began_at welcomed_at ended_at ending",
        erase="row",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=~models.Q(state="ended"), name="people_one_episode_at_a_time"
            )
        ]
