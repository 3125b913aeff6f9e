"""The codes of this room, and when quiet is longer than someone said is fine. Plain Python."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

LONGEST = 500
# Days a planned meeting that has passed stays on the desk, so that it can be filed or called off.
LOOK_BACK = 3
# Days ahead that the desk shows.
LOOK_AHEAD = 7
# Days ahead that a meeting can be planned.
FARTHEST = 366
# Days in which something shared with the specialist stays on the desk.
SHARED_LATELY = 7
# Days in which someone who was handed on stands on the desk as new.
NEW_FOR = 14


class AskState(StrEnum):
    """Someone asked for me: open, answered, or taken back."""

    OPEN = "open"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"


class PromiseState(StrEnum):
    """A promise of a worker: open, kept, or told that it could not be kept."""

    OPEN = "open"
    KEPT = "kept"
    COULD_NOT = "could_not"


class PlanState(StrEnum):
    """A planned meeting: it stands, or it was called off. That they met is told by the meeting itself."""

    STANDS = "stands"
    CALLED_OFF = "called_off"


class HandoverAnswer(StrEnum):
    """What a participant says to walking with someone else: asked, fine, no; passed when handed on again before."""

    OPEN = "open"
    FINE = "fine"
    NO = "no"
    PASSED = "passed"


def quiet_for(now: datetime, last: datetime, agreed_days: int | None) -> int | None:
    """Whole days of quiet when it is longer than agreed; None otherwise, and always None for *leave me be*."""
    if agreed_days is None:
        return None
    quiet = now - last
    return quiet.days if quiet > timedelta(days=agreed_days) else None
