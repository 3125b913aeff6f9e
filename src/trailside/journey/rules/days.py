"""Marks that a person sets on their own trail: a hard day, I used, I'm back. None of them is ever counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

LONGEST = 2000
MORNINGS_AFTER = timedelta(days=14)


class Day(StrEnum):
    """What kind of day it is."""

    HARD = "hard"
    USED = "used"
    BACK = "back"


def comes_back(days: Sequence[tuple[Day, date]], today: date) -> date | None:
    """The newest hard day before today, within two weeks, that nobody has come back from yet; else nothing.

    ``days`` in the order in which they were set.
    """
    waiting: date | None = None
    for kind, on in days:
        waiting = None if kind is Day.BACK else on
    return waiting if waiting and timedelta(0) < today - waiting <= MORNINGS_AFTER else None
