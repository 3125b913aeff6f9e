"""The crisis lines that ship, and what may be said about a line. Organisations change them as they need.

Sources (November 2026): 988lifeline.org; masshelpline.com (Massachusetts Behavioral Health Help Line: clinicians and
certified peer specialists, day and night, interpreters for over 200 languages); SafeSpot, the overdose prevention
line that came out of the Massachusetts Overdose Prevention Helpline.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum


class MaySend(StrEnum):
    """Whether a line may send someone to a caller's door without the caller's yes."""

    NO = "no"
    IF_YOU_AGREE = "if_you_agree"
    MAY = "may"


@dataclass(frozen=True)
class DefaultLine:
    """A line as it ships: numbers, who answers, when, in which languages, in English and Spanish."""

    name: str
    call: str
    text: str
    who_en: str
    who_es: str
    when_en: str
    when_es: str
    languages: str
    may_send: MaySend


DEFAULT_LINES = (
    DefaultLine(
        "988 Suicide and Crisis Lifeline",
        "988",
        "988",
        "Trained counselors.",
        "Personas preparadas para escuchar.",
        "Day and night.",
        "De día y de noche.",
        "en es",
        MaySend.MAY,
    ),
    DefaultLine(
        "Massachusetts Behavioral Health Help Line",
        "833-773-2445",
        "833-773-2445",
        "Clinicians, and peer specialists who have been there.",
        "Personal clínico, y especialistas pares que han pasado por eso.",
        "Day and night.",
        "De día y de noche.",
        "en es 200+",
        MaySend.MAY,
    ),
    DefaultLine(
        "SafeSpot",
        "800-972-0590",
        "",
        "Someone who stays on the line while you use.",
        "Alguien que se queda en la línea mientras consumes.",
        "Day and night.",
        "De día y de noche.",
        "en es",
        MaySend.IF_YOU_AGREE,
    ),
)

# Words of an organisation's address below /now/ that mean something else there.
RESERVED = frozenset({"used", "mine", "tell"})


@dataclass(frozen=True)
class Hours:
    """One weekly stretch in which somebody answers here. weekday: 0 Monday to 6 Sunday; local time, same day."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class Answering:
    """Whether somebody from here answers now; if not, from when (local); None when no hours are set."""

    now: bool
    until: datetime | None
    again: datetime | None


def answering(hours: list[Hours], here: datetime) -> Answering:
    """Who answers at the local moment ``here``: open now until when, or when again within the next eight days."""
    stretches = []
    for days in range(9):
        day = (here + timedelta(days=days)).date()
        for one in hours:
            if one.weekday == day.weekday():
                opens, closes = (datetime.combine(day, at, tzinfo=here.tzinfo) for at in (one.opens, one.closes))
                stretches.append((opens, closes))
    for opens, closes in sorted(stretches):
        if opens <= here < closes:
            return Answering(True, closes, None)
        if opens > here:
            return Answering(False, None, opens)
    return Answering(False, None, None)
