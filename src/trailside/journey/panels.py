"""Pieces that other pages place: mark a day, you're back, what was shared with me.

``{% if panel %}{% include panel.template %}{% endif %}``, with the request's context (CSRF, once-keys).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trailside.journey.reads import days
from trailside.ledger.sight import Sight


def mark_a_day(sight: Sight) -> dict[str, Any]:
    """For today: the way to mark a hard day; the morning after one, "You're back" in one tap."""
    return {"template": "journey/panels/mark_a_day.html", "came_through": days.came_through(sight)}


def shared_by(sight: Sight, person: UUID) -> dict[str, Any] | None:
    """For a person's page: days they shared with the viewer by name; nothing if there are none."""
    seen = [day for day in days.shared_with_me(sight) if day.person == person]
    return {"template": "journey/panels/shared_by.html", "days": seen} if seen else None
