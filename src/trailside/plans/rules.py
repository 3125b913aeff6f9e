"""The codes of this room and the few rules about steps. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Below this a step is offered to be made smaller (action plans after Bodenheimer: 7 of 10 is sure enough).
SURE_ENOUGH = 7
MOST = 10
# Characters of one answer: far more than a phone is patient for, and no place for a book.
LONGEST = 2000


class GoalState(StrEnum):
    """A goal is open, reached, or put down (and may be picked up again)."""

    OPEN = "open"
    REACHED = "reached"
    PUT_DOWN = "put_down"


class StepState(StrEnum):
    """Where a step is. ``smaller``: another, smaller step took its place. None of them is a failure."""

    OPEN = "open"
    DONE = "done"
    SMALLER = "smaller"
    LET_GO = "let_go"


class Choice(StrEnum):
    """What may follow *not this time*."""

    KEEP = "keep"
    SMALLER = "smaller"
    LET_GO = "let_go"


class Carried(StrEnum):
    """Who carries a step: me, together, or someone for me. None is lower than another."""

    ME = "me"
    TOGETHER = "together"
    FOR_ME = "for_me"


class Area(StrEnum):
    """SAMHSA's eight dimensions of wellness (2016, SMA16-4958); the screen has plain words for them."""

    EMOTIONAL = "emotional"
    PHYSICAL = "physical"
    SOCIAL = "social"
    OCCUPATIONAL = "occupational"
    FINANCIAL = "financial"
    ENVIRONMENTAL = "environmental"
    INTELLECTUAL = "intellectual"
    SPIRITUAL = "spiritual"


class Strength(StrEnum):
    """What gave me strength: Bandura's four sources (1977); the same codes as journey's ``Source``, one floor up."""

    DID_IT = "did-it"
    SAW_IT = "saw-it"
    WAS_TOLD = "was-told"
    FELT_IT = "felt-it"


@dataclass(frozen=True)
class More:
    """What may be said of a step behind *add more*; all of it may be left empty. Words but ``area`` and ``carried``."""

    when: str = ""
    where: str = ""
    with_whom: str = ""
    if_what: str = ""
    then_what: str = ""
    area: str = ""
    carried: str = Carried.ME


NOTHING_MORE = More()


def wants_smaller(sure: int | None) -> bool:
    """Whether to ask "shall we make it smaller?". An answer left out asks nothing."""
    return sure is not None and sure < SURE_ENOUGH
