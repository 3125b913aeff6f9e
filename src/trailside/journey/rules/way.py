"""The line itself, in two numbers: how far *along* (time, only ever growing) and how far *across* (means nothing).

Along grows with the days, so that a month is about 135 units, with at least a little room between two signs; a young
trail is stretched so that it is a trail at all. Across sways gently, alike for everybody but for a phase of their own;
each turn is a hairpin of 75 units to the other side. A hard day can therefore make the way longer, never shorter, and
never break it. Curves go through every stop and are monotone along (Fritsch and Carlson 1980), so the line never goes
back.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import pi, sin

from trailside.journey.rules.marks import Sign, Turn

A_MONTH = 135.0
A_DAY = A_MONTH / 30.44
SHORTEST = 300.0
ROOM = 26.0
ROOM_AT_TURN = 40.0
HAIRPIN = 75.0
SWAY = 34.0
SWAY_LENGTH = 230.0
BETWEEN = 52.0

Point = tuple[float, float]
Piece = tuple[Point, Point, Point]


@dataclass(frozen=True)
class Stop:
    """A place on the line. ``sign`` is None where the line only sways."""

    along: float
    across: float
    sign: Sign | None = None


@dataclass(frozen=True)
class Way:
    """A whole line from the first day to today, and how days lie on it."""

    stops: tuple[Stop, ...]
    began: date
    knots: tuple[tuple[float, float], ...]

    @property
    def length(self) -> float:
        """How far along today is."""
        return self.stops[-1].along

    def along_on(self, day: date) -> float:
        """Where a day lies on the line: between the signs around it, in proportion."""
        at = float((day - self.began).days)
        right = min(max(bisect_right([known for known, _ in self.knots], at), 1), len(self.knots) - 1)
        (before, low), (after, high) = self.knots[right - 1], self.knots[right]
        share = (at - before) / (after - before) if after > before else 1.0
        return low + (high - low) * min(max(share, 0.0), 1.0)


def way(signs: Sequence[Sign], began: date, today: date, phase: float = 0.0) -> Way:
    """Lay the line through ``signs``, which are in order and lie between ``began`` and ``today``.

    ``phase`` (0 to 1) is the person's own sway. Raises ValueError for signs out of order or outside of the days.
    """
    days = [began, *(sign.on for sign in signs), today]
    if any(later < earlier for earlier, later in pairwise(days)):
        raise ValueError("signs lie in order, between the first day and today")
    placed, knots = _place(signs, began, today)
    return Way(tuple(_with_sway(placed, phase)), began, tuple(knots))


def months_between(began: date, today: date) -> tuple[date, ...]:
    """The first day, and the first of every month after it, up to today."""
    firsts, month = [began], began.replace(day=1)
    while (month := (month + timedelta(days=32)).replace(day=1)) <= today:
        firsts.append(month)
    return tuple(firsts)


def _place(
    signs: Sequence[Sign], began: date, today: date
) -> tuple[list[tuple[float, Sign | None]], list[tuple[float, float]]]:
    days = (today - began).days
    a_day = max(A_DAY, SHORTEST / days) if days else A_DAY
    placed: list[tuple[float, Sign | None]] = []
    knots: list[tuple[float, float]] = []
    last: Sign | None = None
    for sign in (*signs, None):
        day = days if sign is None else (sign.on - began).days
        room = ROOM_AT_TURN if isinstance(sign, Turn) or isinstance(last, Turn) else ROOM
        along = day * a_day if not placed else max(day * a_day, placed[-1][0] + room)
        if not placed and isinstance(sign, Turn):
            along = max(along, ROOM_AT_TURN)
        if sign is None:
            along = max(along, SHORTEST)
        placed.append((along, sign))
        if not knots or day > knots[-1][0]:
            knots.append((float(day), along))
        last = sign
    if not days:
        return placed, [(0.0, 0.0), (1.0, placed[-1][0])]
    return placed, ([(0.0, 0.0), *knots] if knots[0][0] > 0 else knots)


def _with_sway(placed: Sequence[tuple[float, Sign | None]], phase: float) -> list[Stop]:
    stops: list[Stop] = []
    side = 0.0
    if placed[0][0] > 0:
        stops.append(Stop(0.0, _sway(0.0, phase)))
    for along, sign in placed:
        stops.extend(_in_between(stops[-1].along, along, phase) if stops else ())
        if isinstance(sign, Turn):
            here = stops[-1].across if stops else 0.0
            side = -side if side else (-1.0 if here > 0 else 1.0)
            stops.append(Stop(along, side * HAIRPIN, sign))
        else:
            stops.append(Stop(along, _sway(along, phase), sign))
    return stops


def _in_between(start: float, end: float, phase: float) -> list[Stop]:
    pieces = int((end - start) // BETWEEN)
    if pieces < 2:
        return []
    step = (end - start) / pieces
    return [Stop(start + step * at, _sway(start + step * at, phase)) for at in range(1, pieces)]


def _sway(along: float, phase: float) -> float:
    turn = along / SWAY_LENGTH + phase
    return SWAY * (0.75 * sin(2 * pi * turn) + 0.25 * sin(2 * pi * 1.7 * turn + phase))


def _slopes(stops: Sequence[Stop]) -> list[float]:
    """Slopes across per along at each stop: level at every extreme, so that nothing overshoots."""
    secants = [(b.across - a.across) / (b.along - a.along) for a, b in pairwise(stops)]
    inner = [0.0 if a * b <= 0 else 2 * a * b / (a + b) for a, b in pairwise(secants)]
    return [0.0, *inner, 0.0]


def _roundness(stop: Stop) -> float:
    """How long the handle at a stop is, as a share of the stretch: longer at a turn, so that it is round."""
    return 0.5 if isinstance(stop.sign, Turn) else 0.36


def curve(stops: Sequence[Stop]) -> list[Piece]:
    """The line as cubic pieces: each (first handle, second handle, end) in (along, across)."""
    slopes = _slopes(stops)
    pieces: list[Piece] = []
    for at, (left, right) in enumerate(pairwise(stops)):
        start, end = ((right.along - left.along) * _roundness(stop) for stop in (left, right))
        pieces.append(
            (
                (left.along + start, left.across + slopes[at] * start),
                (right.along - end, right.across - slopes[at + 1] * end),
                (right.along, right.across),
            )
        )
    return pieces


def trace(stops: Sequence[Stop], pieces: int = 6) -> list[Point]:
    """Points on the drawn line, in order, ``pieces`` to each stretch: where a label may not lie."""
    points = [(stops[0].along, stops[0].across)]
    for first, second, end in curve(stops):
        start = points[-1]
        for at in range(1, pieces + 1):
            t = at / pieces
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
            along = a * start[0] + b * first[0] + c * second[0] + d * end[0]
            points.append((along, a * start[1] + b * first[1] + c * second[1] + d * end[1]))
    return points
