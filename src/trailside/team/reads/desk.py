"""The specialist's today, put together: one line for each reason, with the safe way to reach the person."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from trailside.encounters.reads import written
from trailside.journey.reads import days
from trailside.journey.reads.days import DaySeen
from trailside.kit import clock
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.measures.reads import check_ins
from trailside.people.reads import namesakes
from trailside.reach.reads import quiet as attempts
from trailside.reach.reads import ways
from trailside.reach.reads.ways import OpenWay
from trailside.reach.rules import By, Outcome
from trailside.safety import reads as safety
from trailside.team.reads import asks, handovers, planned, promises, quiet
from trailside.team.rules import SHARED_LATELY


@dataclass(frozen=True)
class Line:
    """One person on the desk, why, and how to reach them. ``what``: the ask, promise, meeting, share or quiet."""

    person: UUID
    name: Words
    what: Any
    ways: list[OpenWay] = field(default_factory=list)
    no_answer_at: Any = None

    @property
    def by(self) -> str:
        """The first way there is, for noting that we tried: a code of reach's ``By``."""
        for way in self.ways:
            if way.call:
                return By.CALL
            if way.text:
                return By.TEXT
            if way.mail:
                return By.EMAIL
        return By.OTHER


@dataclass(frozen=True)
class Desk:
    """Today. Each list may be empty; nothing here is late, due or silent."""

    new: list[Line]
    told: list[Line]
    asked: list[Line]
    wishes: list[Line]
    promised: list[Line]
    meeting: list[Line]
    shared: list[Line]
    quiet: list[Line]

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, one.name) for one in fields(self))


@dataclass(frozen=True)
class Wish:
    """Someone asked to leave something out of a payer's note."""

    person: UUID
    encounter: UUID


def today(sight: Sight) -> Desk:
    """The whole desk of the Sight's viewer. A fixed number of questions, however many people walk with them."""
    since = clock.today(sight.viewer.zone) - timedelta(days=SHARED_LATELY)
    found: dict[str, list[Any]] = {
        "new": handovers.new_with_me(sight),
        "told": safety.told_me(sight),
        "asked": asks.for_me(sight),
        "wishes": [Wish(person, encounter) for encounter, person in written.wishes_to_answer(sight)],
        "promised": promises.by_me(sight),
        "meeting": planned.by_me(sight),
        "shared": [*_hard_days(sight, since), *check_ins.shared_with_me(sight, since=since)],
        "quiet": quiet.longer_than_agreed(sight),
    }
    people = {one.person for ones in found.values() for one in ones}
    called, reached = namesakes.told_apart(sight, people), ways.ways_of_many(sight, people)
    tried = attempts.last_attempts(sight)

    def line(one: Any) -> Line:
        at, outcome = tried.get(one.person, (None, ""))
        return Line(
            one.person,
            called[one.person],
            one,
            reached.get(one.person, []),
            at if outcome == Outcome.NO_ANSWER else None,
        )

    return Desk(**{name: [line(one) for one in ones] for name, ones in found.items()})


def _hard_days(sight: Sight, since: date) -> list[DaySeen]:
    return [day for day in days.shared_with_me(sight, since=since) if day.is_hard_day]
