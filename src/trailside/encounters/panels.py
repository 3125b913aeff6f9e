"""Pieces of this room that other pages place: ``{% include panel.template with panel=panel %}``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trailside.consent import rules as scopes
from trailside.encounters.reads import written
from trailside.ledger.sight import Sight


def to_read(sight: Sight) -> dict[str, Any] | None:
    """For my own today: what was written when we met last, if I have not answered. Nothing waits on it."""
    found = written.unanswered(sight)
    return {"template": "encounters/panels/to_read.html", "meeting": found[0]} if found else None


def meetings(sight: Sight, person: UUID, most: int = 3) -> dict[str, Any] | None:
    """For a person's page: the way to the last two minutes, and when they met lately. None when not in sight."""
    if not sight.allows(person, scopes.WROTE):
        return None
    return {
        "template": "encounters/panels/meetings.html",
        "meetings": written.of(sight, person, most),
        "person": person,
        "mine": person == sight.viewer.person,
    }
