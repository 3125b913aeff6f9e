"""How often a sign-in went wrong, so that guessing grows slow. Kept for names that do not exist as well."""

from __future__ import annotations

from django.db import models

from trailside.ledger.rows import Privacy


class Tries(models.Model):
    """Wrong tries in a row for one keyed token (of a sign-in name or card, or of one known browser with it)."""

    token = models.CharField(primary_key=True, max_length=64)
    failed = models.PositiveIntegerField(default=0)
    wait_until = models.DateTimeField()

    privacy = Privacy(
        why="Slows down whoever guesses passwords", coded="token failed wait_until", erase="keep", export=False
    )
