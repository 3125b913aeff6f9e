"""Paging by month: older things are found by when they were, not by number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from trailside.kit.errors import NotThere


@dataclass(frozen=True)
class Month:
    """A calendar month where the programme is."""

    year: int
    month: int
    zone: str

    @classmethod
    def read(cls, text: str, today: date, zone: str) -> Month:
        """From ``2026-11``; the present month when empty. Raises NotThere for anything else."""
        if not text:
            return cls(today.year, today.month, zone)
        try:
            first = datetime.strptime(text, "%Y-%m").replace(tzinfo=ZoneInfo(zone))
        except ValueError as error:
            raise NotThere from error
        return cls(first.year, first.month, zone)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def code(self) -> str:
        """As in an address: ``2026-11``."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def since(self) -> datetime:
        """Its first moment."""
        return datetime(self.year, self.month, 1, tzinfo=ZoneInfo(self.zone))

    @property
    def until(self) -> datetime:
        """The first moment of the next month."""
        return self._moved(1).since

    def before(self, count: int) -> list[Month]:
        """This month and the ``count`` before it, newest first; none before the year 2000."""
        return [month for month in (self._moved(-back) for back in range(count + 1)) if month.year >= 2000]

    def _moved(self, by: int) -> Month:
        number = min(max(self.year * 12 + self.month - 1 + by, 12), 9998 * 12)
        return Month(number // 12, number % 12 + 1, self.zone)
