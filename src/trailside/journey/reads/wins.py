"""My wins, opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from trailside.journey.models import Win
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight


@dataclass(frozen=True)
class WinSeen:
    """One win: its words, what gave strength (a code of ``belief.Source`` or empty), what it is about."""

    id: UUID
    at: datetime
    on: date
    words: Words
    source: str
    step: UUID | None
    meeting: UUID | None


def mine(sight: Sight, since: date | None = None) -> list[WinSeen]:
    """My wins, oldest first."""
    rows = Win.objects.filter(person_id=sight.viewer.person).order_by("on", "at")
    return [_opened(sight, row) for row in (rows.filter(on__gte=since) if since else rows)]


def my_one(sight: Sight, win: UUID) -> WinSeen:
    """One win of mine. Raises NotThere."""
    row = Win.objects.filter(pk=win, person_id=sight.viewer.person).first()
    if row is None:
        raise NotThere
    return _opened(sight, row)


def _opened(sight: Sight, row: Win) -> WinSeen:
    return WinSeen(row.pk, row.at, row.on, row.words.read(sight), row.source, row.step_id, row.meeting_id)
