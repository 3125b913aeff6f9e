"""The codes of a meeting, what is told when it ends, and a payer's units."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

LONGEST_SENTENCE = 1000
A_DAY_OF_MINUTES = 24 * 60
# Days after which a meeting is no longer filed: a slip of the finger, not a memory.
LONGEST_AGO = 366
# A unit is 15 minutes; the first is earned after 8 (the eight-minute rule, Medicare Claims Processing Manual 5, 20.2).
A_UNIT = 15
FIRST_UNIT_AFTER = 8


class Kind(StrEnum):
    """How two people met."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    TEXT = "text"


class Outcome(StrEnum):
    """What became of the step from last time; empty when nothing was said of it."""

    DONE = "done"
    KEEP = "keep"
    SMALLER = "smaller"
    LET_GO = "let_go"


class Voice(StrEnum):
    """Who speaks in a sentence: the participant, the specialist, or the programme's note for a payer."""

    PARTICIPANT = "participant"
    SPECIALIST = "specialist"
    NOTE = "note"


class Answer(StrEnum):
    """What the participant answered to what was written. No answer is an answer too, and nothing waits for one."""

    HOW_IT_WAS = "how_it_was"
    DIFFERENTLY = "differently"


class Wish(StrEnum):
    """What became of *leave this out* in a note for a payer, where it must be answered."""

    ASKED = "asked"
    LEFT_OUT = "left_out"
    STAYS = "stays"


# The programme's switch (people.Organisation.written) and the voices it allows at most. Less is always possible.
VOICES: dict[str, tuple[Voice, ...]] = {
    "met": (),
    "own_words": (Voice.PARTICIPANT, Voice.SPECIALIST),
    "full_note": (Voice.PARTICIPANT, Voice.SPECIALIST, Voice.NOTE),
}


@dataclass(frozen=True)
class Met:
    """That two people met: how, when (aware), how many minutes if that is kept, and where in their words."""

    at: datetime
    kind: str = Kind.IN_PERSON
    minutes: int | None = None
    place: str = ""


@dataclass(frozen=True)
class Told:
    """What the last two minutes tell. next_words empty: no next step. sentences: words by voice."""

    outcome: str = ""
    strength: str = ""
    next_words: str = ""
    next_sure: int | None = None
    sentences: dict[Voice, str] = field(default_factory=dict)


def units(minutes: int | None) -> int:
    """Units of 15 minutes that a payer counts; 0 when minutes were not kept."""
    return (minutes + A_UNIT - FIRST_UNIT_AFTER) // A_UNIT if minutes else 0
