"""The sums of one measure over time, as plain values for a picture: one capsule for each time.

A capsule is the 95 % band around a sum, with a dot at the sum and the number above. The axis is the whole scale, named
neither good nor bad. Dots are not joined; a time that was not answered is a dashed line. No colours for up and down,
no targets, nobody else. The newest times are drawn, as many as there is room for; the table has them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trailside.measures.rules.instruments import Instrument
from trailside.measures.rules.wobble import Wobble, band

TOP, BOTTOM, LEFT, RIGHT = 40.0, 286.0, 64.0, 40.0
HEIGHT = 330
APART = 48.0


@dataclass(frozen=True)
class Time:
    """One time that the sentences were offered: ``total`` is None when they were not answered, or not enough."""

    on: date
    total: Decimal | None


@dataclass(frozen=True)
class Capsule:
    """One time in the picture. ``top`` and ``tall`` are the band; ``dot`` is None for a time without a sum."""

    on: date
    x: float
    total: Decimal | None = None
    top: float = TOP
    tall: float = 0.0
    dot: float | None = None

    @property
    def left(self) -> float:
        """Where the capsule's rectangle begins; it is 34 units broad."""
        return self.x - 17

    @property
    def number_at(self) -> float:
        """The base line of the number above the capsule."""
        return self.top - 9


@dataclass(frozen=True)
class Climb:
    """A whole picture: its size, its lines (height and the point of the scale they stand for) and its capsules."""

    width: int
    height: int
    right: float
    rules: tuple[tuple[float, int], ...]
    capsules: tuple[Capsule, ...]


def climb(times: Sequence[Time], instrument: Instrument, wobble: Wobble, width: int) -> Climb:
    """Place ``times`` (oldest first) in a picture ``width`` units broad."""
    room = int((width - LEFT - RIGHT) // APART) + 1
    shown = times[-room:]
    third = (instrument.high - instrument.low) // 3
    points = range(instrument.low, instrument.high + 1, third)
    return Climb(
        width=width,
        height=HEIGHT,
        right=width - 16.0,
        rules=tuple((_height(float(point), instrument), point) for point in points),
        capsules=tuple(
            _capsule(time, x, instrument, wobble) for time, x in zip(shown, _across(shown, width), strict=True)
        ),
    )


def _height(points: float, instrument: Instrument) -> float:
    share = (points - instrument.low) / (instrument.high - instrument.low)
    return round(BOTTOM - share * (BOTTOM - TOP), 1)


def _across(times: Sequence[Time], width: int) -> list[float]:
    """By date from the left edge to the right, then pushed apart to the right and back from the right edge."""
    if not times:
        return []
    first, last, end = times[0].on, times[-1].on, width - RIGHT
    days = max((last - first).days, 1)
    places = [LEFT + (end - LEFT) * (time.on - first).days / days for time in times]
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + APART)
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], end - APART * (len(places) - 1 - at))
    return [round(place, 1) for place in places]


def _capsule(time: Time, x: float, instrument: Instrument, wobble: Wobble) -> Capsule:
    if time.total is None:
        return Capsule(time.on, x)
    low, high = band(time.total, wobble, instrument)
    top = _height(high, instrument)
    tall = round(_height(low, instrument) - top, 1)
    return Capsule(time.on, x, time.total, top, tall, _height(float(time.total), instrument))
