"""When the ten sentences are offered, and when we stop asking.

Never at a first meeting; from the second meeting until day 30 of the support; after a "not now" a week of quiet, and
two end the asking until the person opens and answers them of their own accord (which is always possible). The day is
kept with the answers, because how long someone has been supported matters to what they mean. Later times (our own
choice, no published rule): when three months have gone by since the last time, for thirty days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LAST_DAY_OF_FIRST_TIME = 30
ENOUGH_NOT_NOWS = 2
REST_AFTER_NOT_NOW = timedelta(days=7)
BETWEEN_TIMES = timedelta(days=90)
OPEN_FOR = timedelta(days=30)


class Offer(StrEnum):
    """Whether to offer, and which time it would be."""

    NOT_NOW = "not-now"
    FIRST_TIME = "first-time"
    AGAIN = "again"


@dataclass(frozen=True)
class Asked:
    """What has happened with one instrument and one person so far."""

    answered_on: Sequence[date] = ()
    said_not_now_on: Sequence[date] = ()


def day_of_support(began_on: date, today: date) -> int:
    """Whole days since support began; the first day is 0. Raises ValueError for a day before it began."""
    if today < began_on:
        raise ValueError("support had not begun")
    return (today - began_on).days


def offer(*, meetings: int, day: int, today: date, asked: Asked) -> Offer:
    """Whether to offer today. ``meetings`` counts those that took place; ``day`` is :func:`day_of_support`."""
    last = max(asked.answered_on, default=None)
    refusals = [day_said for day_said in asked.said_not_now_on if last is None or day_said >= last]
    if len(refusals) >= ENOUGH_NOT_NOWS or (refusals and today - max(refusals) < REST_AFTER_NOT_NOW):
        return Offer.NOT_NOW
    if last is None:
        return Offer.FIRST_TIME if meetings >= 2 and day <= LAST_DAY_OF_FIRST_TIME else Offer.NOT_NOW
    return Offer.AGAIN if BETWEEN_TIMES <= today - last <= BETWEEN_TIMES + OPEN_FOR else Offer.NOT_NOW
