"""Reading and signing what was put up for review."""

from __future__ import annotations

from uuid import UUID

from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.team.models import Review
from trailside.team.reads import reviews as reads


def sign(sight: Sight, encounter: UUID, *, words: str = "", once: Once | None = None) -> Review:
    """The viewer read a meeting that is up, and signs. Raises NotThere when it is not up, or is their own."""
    meeting = reads.one(sight, encounter)
    if meeting.by is None:
        raise NotThere
    with acting(sight, once=once) as act:
        row = Review(
            organisation_id=sight.viewer.organisation,
            person_id=meeting.person,
            encounter_id=meeting.id,
            author_id=meeting.by,
            reviewer_id=sight.viewer.person,
            signed_at=clock.now(),
        )
        row.words.write(sight, words.strip())
        act.keep(row)
        act.tell("team.reviewed", about=meeting.person, ref=row)
        act.answered_at("/review/")
    return row
