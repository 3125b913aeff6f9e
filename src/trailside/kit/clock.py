"""One clock for the house.

Everything asks ``clock.now()``. The simulator lives whole years in minutes: inside ``clock.standing_at(moment)`` the
clock of this context stands where it is told, so made-up people act through the same actions as real ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _standing.get() or timezone.now()


def today(zone: str) -> date:
    """Today's date where the programme is; ``zone`` is an IANA name such as ``America/New_York``."""
    return now().astimezone(ZoneInfo(zone)).date()


def set_standing(moment: datetime | None) -> None:
    """Move the standing clock of this context without a ``with``; for the simulator's inner loop only."""
    _standing.set(moment)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock of this context stand at ``moment`` (aware)."""
    token = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(token)
