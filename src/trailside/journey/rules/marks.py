"""What lies on a trail: marks in the order they came, and the turns that hard days make.

A mark is one thing that happened, in the person's own words where there are any. Hard days within a week of one
another share one turn. Nothing is weighed or added up: a trail has no height.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

SHARED_TURN = timedelta(days=7)
MOST_SIGNS_A_MONTH = 6


class Kind(StrEnum):
    """The signs of real trails: what a mark is drawn as."""

    JOINED = "joined"  # a letter in a circle: someone joins
    GOAL = "goal"  # a ring
    STEP = "step"  # a dot
    WIN = "win"  # one blaze
    HARD = "hard"  # two offset blazes: the path turns
    BACK = "back"  # one blaze too: coming back is a win
    NOTED = "noted"  # in words only, never a sign


# What is drawn first when a month is full, and who may speak in the picture.
IN_THE_PICTURE = (Kind.WIN, Kind.BACK, Kind.GOAL, Kind.JOINED, Kind.STEP)
SPEAKS_FIRST = (Kind.WIN, Kind.GOAL, Kind.JOINED)


@dataclass(frozen=True)
class Mark:
    """One thing on the trail.

    ``own`` says that ``words`` are the person's; ``letter`` is the initial of who joined; ``note`` is ours, said after
    the words; ``address`` is the page of the thing itself, if it has one.
    """

    kind: Kind
    on: date
    words: str = ""
    own: bool = False
    letter: str = ""
    note: str = ""
    address: str = ""


@dataclass(frozen=True)
class Turn:
    """Hard days that lie within a week of one another: the path turns once."""

    marks: tuple[Mark, ...]

    @property
    def on(self) -> date:
        """The first of the days."""
        return self.marks[0].on


Sign = Mark | Turn


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks by day; on one day in the order in which they were given."""
    return tuple(sorted(marks, key=lambda mark: mark.on))


def signs(marks: Iterable[Mark], today: date) -> tuple[Sign, ...]:
    """What is drawn: every turn, and at most six other signs a month, so that a hard day never hides a win."""
    seen = [mark for mark in in_order(marks) if mark.on <= today and mark.kind is not Kind.NOTED]
    drawn: list[Sign] = [*_turns([mark for mark in seen if mark.kind is Kind.HARD])]
    others = (mark for mark in seen if mark.kind is not Kind.HARD)
    for _, month in groupby(others, key=lambda mark: (mark.on.year, mark.on.month)):
        drawn.extend(_fullest(list(month)))
    return tuple(sorted(drawn, key=lambda one: one.on))


def by_month(marks: Iterable[Mark]) -> tuple[tuple[date, tuple[Mark, ...]], ...]:
    """The same in words: newest month first, and the newest mark first within it."""
    newest = reversed(in_order(marks))
    return tuple((first, tuple(month)) for first, month in groupby(newest, key=lambda mark: mark.on.replace(day=1)))


def _turns(hard: Sequence[Mark]) -> list[Turn]:
    turns: list[list[Mark]] = []
    for mark in hard:
        if turns and mark.on - turns[-1][0].on < SHARED_TURN:
            turns[-1].append(mark)
        else:
            turns.append([mark])
    return [Turn(tuple(one)) for one in turns]


def _fullest(month: list[Mark]) -> list[Mark]:
    ranked = sorted(range(len(month)), key=lambda at: (IN_THE_PICTURE.index(month[at].kind), at))
    return [month[at] for at in sorted(ranked[:MOST_SIGNS_A_MONTH])]


def kind_of(sign: Sign) -> Kind:
    """What a sign is drawn as."""
    return Kind.HARD if isinstance(sign, Turn) else sign.kind
