"""My trail as a picture: plain values that a template draws, in two orientations.

Tall (narrow screens): time runs up. Wide (from 60 rem, and in print): time runs right. In both, the other direction
means nothing. What lies ahead is dotted and leaves the map. Numbers are units of the SVG's own view box; the text of
months and signs is the template's, so that it can be translated.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import groupby, pairwise
from math import ceil

from trailside.journey.rules.ground import TILE, contours
from trailside.journey.rules.labels import Box, Label, broken, first_free, set_at
from trailside.journey.rules.marks import SPEAKS_FIRST, Kind, Mark, Sign, kind_of, signs
from trailside.journey.rules.way import Stop, Way, curve, months_between, trace, way

A_YEAR = timedelta(days=365)
AHEAD = 132.0
MONTH_APART = 30.0
SHORT_NAME = 46.0
LONG_NAME = 92.0

Place = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True)
class SignAt:
    """One sign, its place, and the mark it stands for (for a turn, the first of its days)."""

    kind: Kind
    x: float
    y: float
    letter: str = ""


@dataclass(frozen=True)
class MonthAt:
    """The name of a month belongs here."""

    first: date
    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """Everything a template needs to draw one orientation."""

    width: int
    height: int
    way: str
    ahead: str
    ground: str
    ground_moved: str
    short_names: bool
    here: tuple[float, float]
    signs: tuple[SignAt, ...]
    months: tuple[MonthAt, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Trail:
    """What a trail shows: its days, its turns and its two pictures."""

    began: date
    today: date
    turns: int
    tall: Picture
    wide: Picture


def trail(marks: Sequence[Mark], *, began: date, today: date, seed: str, here: str) -> Trail:
    """Draw the last twelve months of ``marks``.

    ``seed`` is the record's id (the ground and the sway are the person's own); ``here`` is the label of today in the
    reader's language. Raises ValueError when ``began`` lies after ``today``.
    """
    if began > today:
        raise ValueError("a trail begins before today")
    first = max(began, today - A_YEAR)
    drawn = signs((mark for mark in marks if mark.on >= first), today)
    laid = way(drawn, first, today, phase=sha256(seed.encode()).digest()[0] / 255)
    turns = sum(kind_of(one) is Kind.HARD for one in drawn)
    return Trail(first, today, turns, _tall(laid, today, seed, here), _wide(laid, today, seed, here))


def _tall(laid: Way, today: date, seed: str, here: str) -> Picture:
    width, above, below = 360, 108.0, 52.0
    height = ceil(laid.length + above + below)

    def place(along: float, across: float) -> tuple[float, float]:
        return round(174 + across, 1), round(height - below - along, 1)

    ahead = _ahead(laid, AHEAD)
    months = _months(laid, today, lambda along: (14.0, place(along, 0)[1] + 5), MONTH_APART)
    whole, line = Box(10, 10, width - 10, height - 10), _drawn(laid, ahead, place)
    taken = [Box(month.x, month.y - 14, month.x + 34, month.y + 4) for month in months]

    def tries(stop: Stop, lines: tuple[str, ...], own: bool) -> Iterable[Label]:
        x, y = place(stop.along, stop.across)
        sides = ((width - 14.0, "end"), (14.0, "start"), (x + 26, "start"), (x - 26, "end"))
        for edge, anchor in sides if x >= 174 else (sides[1], sides[0], *sides[2:]):
            for moved in (0.0, -16.0, 16.0, -32.0, 32.0):
                yield set_at(lines, edge, y + moved, anchor, own)

    labels = _labels(laid, here, 14, tries, whole, line, taken)
    ground = contours(seed, width, ceil(height / TILE))
    ways = (_path(laid.stops, place), _path(ahead, place))
    return _picture(laid, place, (width, height), ways, (ground, f"translate(0 {height})"), True, months, labels)


def _wide(laid: Way, today: date, seed: str, here: str) -> Picture:
    width, height, left, right = 1032, 420, 48.0, 100.0
    scale = min(1.6, (width - left - right) / laid.length)

    def place(along: float, across: float) -> tuple[float, float]:
        return round(left + along * scale, 1), round(206 + across * 0.9, 1)

    ahead = _ahead(laid, (width + 20 - left) / scale - laid.length)
    firsts = [laid.along_on(first) for first in months_between(laid.began, today)]
    short = any((later - earlier) * scale < LONG_NAME for earlier, later in pairwise(firsts))
    apart = (SHORT_NAME if short else LONG_NAME) / scale
    months = _months(laid, today, lambda along: (place(along, 0)[0] + 4, 400.0), apart)
    whole, line = Box(10, 10, width - 10, 380), _drawn(laid, ahead, place)

    def tries(stop: Stop, lines: tuple[str, ...], own: bool) -> Iterable[Label]:
        x, y = place(stop.along, stop.across)
        half = len(lines) * 9.5
        sides = (1, -1) if y >= 206 else (-1, 1)
        for away in (28, 44, 62):
            for side in sides:
                for moved in (0, 24, -24, 48, -48):
                    yield set_at(lines, x + moved, y + side * (away + half), "middle", own)

    labels = _labels(laid, here, 18, tries, whole, line, [])
    ground = contours(seed, height, ceil(width / TILE), wide=True)
    ways = (_path(laid.stops, place), _path(ahead, place))
    return _picture(laid, place, (width, height), ways, (ground, ""), short, months, labels)


def _picture(
    laid: Way,
    place: Place,
    size: tuple[int, int],
    ways: tuple[str, str],
    ground: tuple[str, str],
    short_names: bool,
    months: tuple[MonthAt, ...],
    labels: tuple[Label, ...],
) -> Picture:
    today = laid.stops[-1]
    drawn = [(stop, stop.sign) for stop in laid.stops if stop.sign is not None]
    return Picture(
        width=size[0],
        height=size[1],
        way=ways[0],
        ahead=ways[1],
        ground=ground[0],
        ground_moved=ground[1],
        short_names=short_names,
        here=place(today.along, today.across),
        signs=tuple(SignAt(kind_of(sign), *place(stop.along, stop.across), _letter(sign)) for stop, sign in drawn),
        months=months,
        labels=labels,
    )


def _letter(sign: Sign) -> str:
    return sign.letter[:1].upper() if isinstance(sign, Mark) else ""


def _ahead(laid: Way, far: float) -> tuple[Stop, ...]:
    last = laid.stops[-1]
    lean = 16.0 if last.across <= 0 else -16.0
    pieces = max(3, round(far / 60))
    return (last, *(Stop(last.along + far * at / pieces, last.across + lean * (at % 2)) for at in range(1, pieces + 1)))


def _drawn(laid: Way, ahead: tuple[Stop, ...], place: Place) -> list[tuple[float, float]]:
    return [place(*point) for point in (*trace(laid.stops), *trace(ahead))]


def _path(stops: Sequence[Stop], place: Place) -> str:
    start = place(stops[0].along, stops[0].across)
    pieces = ("C" + " ".join(f"{x:g} {y:g}" for x, y in (place(*point) for point in piece)) for piece in curve(stops))
    return f"M{start[0]:g} {start[1]:g}" + "".join(pieces)


def _months(laid: Way, today: date, at: Callable[[float], tuple[float, float]], apart: float) -> tuple[MonthAt, ...]:
    named = [(first, laid.along_on(first)) for first in months_between(laid.began, today)]
    kept = [
        one for one, later in zip(named, [*named[1:], None], strict=True) if later is None or later[1] - one[1] >= apart
    ]
    return tuple(MonthAt(first, *at(along)) for first, along in kept)


def _labels(
    laid: Way,
    here: str,
    letters: int,
    tries: Callable[[Stop, tuple[str, ...], bool], Iterable[Label]],
    whole: Box,
    line: Sequence[tuple[float, float]],
    taken: Sequence[Box],
) -> tuple[Label, ...]:
    """Today's label, then at most one a month, the newest first; each takes room from those after it."""
    placed: list[Label] = []
    wanted = [(laid.stops[-1], here, False)]
    speaking = [(stop, stop.sign) for stop in reversed(laid.stops) if isinstance(stop.sign, Mark)]
    for _, month in groupby(speaking, key=lambda one: (one[1].on.year, one[1].on.month)):
        said = [(stop, mark) for stop, mark in month if mark.words and mark.kind in SPEAKS_FIRST]
        if said:
            stop, mark = min(said, key=lambda one: SPEAKS_FIRST.index(one[1].kind))
            wanted.append((stop, mark.words, mark.own))
    for stop, words, own in wanted:
        free = first_free(
            tries(stop, broken(words, letters, own), own), whole, line, [*taken, *(label.box for label in placed)]
        )
        if free is not None:
            placed.append(free)
    return tuple(placed)
