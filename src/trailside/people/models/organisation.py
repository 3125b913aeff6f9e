"""A programme: the organisation that peer support is offered by."""

from __future__ import annotations

from django.db import models

from trailside.kit.ids import new_id
from trailside.ledger.rows import Privacy, Swift
from trailside.people.rules import Written


class Organisation(Swift):
    """A programme on this install. Its words are open: they are on its public page.

    grace: days for which somebody who asked to be forgotten can take it back, 0 to 30.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=1)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=64, default="America/New_York")
    languages = models.CharField(max_length=100, default="en es")
    kinds = models.CharField(max_length=200, blank=True)
    written = models.CharField(
        max_length=16, default=Written.OWN_WORDS, choices=[(code.value, code.value) for code in Written]
    )
    grace = models.PositiveSmallIntegerField(default=7)
    is_demo = models.BooleanField(default=False)
    is_practice = models.BooleanField(default=False)
    founded_at = models.DateTimeField()

    privacy = Privacy(
        why="The programme itself",
        open="id slug name place zone languages kinds written grace is_demo is_practice founded_at version",
        erase="keep",
        export=False,
    )

    @property
    def organisation_id(self) -> object:
        """Its own id, so that it can be kept like any row."""
        return self.id
