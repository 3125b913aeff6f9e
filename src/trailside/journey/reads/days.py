"""Marked days: my own; someone else's only where they shared it with me."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from trailside.consent import rules as scopes
from trailside.journey.models import DayMark, SharedDay
from trailside.journey.rules.days import MORNINGS_AFTER, Day, comes_back
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight


@dataclass(frozen=True)
class DaySeen:
    """One marked day as it may be seen."""

    id: UUID
    person: UUID
    at: datetime
    on: date
    kind: Day
    words: Words
    shared_with: tuple[UUID, ...] = ()

    @property
    def is_hard_day(self) -> bool:
        """A hard day, with or without using; not a coming back."""
        return self.kind is not Day.BACK

    @property
    def word(self) -> Words:
        """The words, as a check-in calls them: both stand in one list of what was shared."""
        return self.words

    @property
    def is_mine_alone(self) -> bool:
        """Nobody else can read it."""
        return not self.shared_with


def mine(sight: Sight, since: date | None = None, *, with_readers: bool = False) -> list[DaySeen]:
    """My marked days in the order in which I set them; ``with_readers`` also asks with whom each is shared."""
    rows = DayMark.objects.filter(person_id=sight.viewer.person).order_by("on", "at")
    found = list(rows.filter(on__gte=since) if since else rows)
    shares = _shares(found) if with_readers else {}
    return [_opened(sight, row, shares.get(row.pk, ())) for row in found]


def my_one(sight: Sight, mark: UUID) -> DaySeen:
    """One marked day of mine. Raises NotThere."""
    row = DayMark.objects.filter(pk=mark, person_id=sight.viewer.person).first()
    if row is None:
        raise NotThere
    return _opened(sight, row, _shares([row]).get(row.pk, ()))


def came_through(sight: Sight) -> date | None:
    """The hard day that I have not come back from yet, if it was in the last two weeks and before today."""
    today = clock.today(sight.viewer.zone)
    recent = mine(sight, since=today - MORNINGS_AFTER)
    return comes_back([(one.kind, one.on) for one in recent], today)


def shared_with_me(sight: Sight, since: date | None = None) -> list[DaySeen]:
    """What people in sight shared with the viewer by name, newest first. Each one opened is a look."""
    rows = SharedDay.objects.filter(with_person_id=sight.viewer.person, person_id__in=sight.seen(scopes.SHARED))
    if since:
        rows = rows.filter(mark__on__gte=since)
    found = list(rows.select_related("mark").order_by("-mark__on", "-at")[:50])
    sight.prepare({row.person_id for row in found})
    seen = []
    for row in found:
        said = row.said.read_json(sight) or {}
        words = Words(said.get("words", ""))
        kind = Day(said.get("kind", Day.HARD))
        seen.append(DaySeen(row.mark_id, row.person_id, row.mark.at, row.mark.on, kind, words, (row.with_person_id,)))
    return seen


def _shares(rows: Iterable[DayMark]) -> dict[UUID, tuple[UUID, ...]]:
    ids = [row.pk for row in rows]
    if not ids:
        return {}
    found: dict[UUID, tuple[UUID, ...]] = {}
    pairs = SharedDay.objects.filter(mark__in=ids).order_by("at").values_list("mark_id", "with_person_id")
    for mark, reader in pairs:
        found[mark] = (*found.get(mark, ()), reader)
    return found


def _opened(sight: Sight, row: DayMark, shared_with: tuple[UUID, ...]) -> DaySeen:
    said = row.said.read_json(sight) or {}
    kind, words = Day(said.get("kind", Day.HARD)), Words(said.get("words", ""))
    return DaySeen(row.pk, row.person_id, row.at, row.on, kind, words, shared_with)
