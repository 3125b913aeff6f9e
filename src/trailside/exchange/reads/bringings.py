"""Lists that were brought in, and who of them nobody has touched since."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from trailside.exchange.models import Arrival, Bringing
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.reads import Entry
from trailside.ledger.sight import Sight


@dataclass(frozen=True)
class BroughtIn:
    """One list that was brought in, as its page shows it."""

    row: Bringing
    called: Words
    may_undo: bool
    untouched: int


def bringing(sight: Sight, bringing_id: UUID) -> BroughtIn:
    """One list of the viewer's organisation. Raises NotThere."""
    row = Bringing.objects.filter(pk=bringing_id, organisation_id=sight.viewer.organisation).first()
    if row is None:
        raise NotThere
    return _shown(sight, row)


def lately(sight: Sight, most: int = 10) -> list[BroughtIn]:
    """The lists that were brought in last."""
    rows = Bringing.objects.filter(organisation_id=sight.viewer.organisation).order_by("-at")[:most]
    return [_shown(sight, row) for row in rows]


def untouched(row: Bringing) -> list[UUID]:
    """Those who came with a list and about whom nothing else was done since."""
    came = list(Arrival.objects.filter(bringing=row).values_list("person_id", flat=True))
    touched = set(
        Entry.objects.filter(organisation_id=row.organisation_id, at__gte=row.at, about__isnull=False)
        .exclude(verb="exchange.brought_in")
        .values_list("about", flat=True)
    )
    return [person for person in came if person not in touched]


def is_same_day(sight: Sight, row: Bringing) -> bool:
    """Is it still the day on which the list came, where the programme is?"""
    zone = sight.viewer.zone
    return row.undone_at is None and row.at.astimezone(ZoneInfo(zone)).date() == clock.today(zone)


def _shown(sight: Sight, row: Bringing) -> BroughtIn:
    open_today = is_same_day(sight, row)
    return BroughtIn(row, row.called.read(sight), open_today, len(untouched(row)) if open_today else 0)
