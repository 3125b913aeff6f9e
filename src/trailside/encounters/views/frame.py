"""What every page of this room knows: whose meeting, on whose phone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trailside.consent import gate
from trailside.consent.rules import MET, WROTE
from trailside.encounters.reads import meetings
from trailside.ledger.sight import Sight
from trailside.people.middleware import Here
from trailside.people.reads import names


def sight_of(request: Here, encounter: UUID) -> Sight:
    """The Sight of a meeting's words; NotThere for everyone but the two."""
    return gate.of(request.viewer, meetings.person_of(request.viewer, encounter), "meeting", MET, WROTE)


def whose(sight: Sight, person: UUID) -> dict[str, Any]:
    """``mine`` on the participant's own pages; on their specialist's, the participant's name and the way back."""
    mine = person == sight.viewer.person
    return {
        "mine": mine,
        "person": person,
        "me": sight.viewer.person,
        "name": names.name(sight, person),
        "back": "/today/" if mine else f"/people/{person}/",
    }


def said_by(sight: Sight, person: UUID) -> UUID | None:
    """On the specialist's phone the participant says it; on their own they just say it."""
    return None if person == sight.viewer.person else person


def posted(request: Here) -> Any:
    """The posted answers, or None when the page was only asked for."""
    return request.POST if request.method == "POST" else None
