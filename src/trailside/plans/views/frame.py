"""What every page of this room says about whose plan it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from trailside.ledger.sight import Sight
from trailside.people.reads import names


def whose(sight: Sight, person: UUID) -> dict[str, Any]:
    """``mine`` on my own pages; on my specialist's, my name and the way back to me."""
    mine = person == sight.viewer.person
    return {
        "mine": mine,
        "person": person,
        "name": "" if mine else names.name(sight, person),
        "back": "/today/" if mine else f"/people/{person}/",
    }


def said_by(sight: Sight, person: UUID, together: bool | None) -> UUID | None:
    """The person, when they say it on their specialist's phone."""
    return person if together and person != sight.viewer.person else None


def posted(request: HttpRequest) -> Any:
    """The posted answers, or None when the page was only asked for."""
    return request.POST if request.method == "POST" else None
