"""One made-up participant's time with a programme, as events in order. Plain values from one seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from trailside.simulator.rules.calibration import Calibration, Truth, negative_binomial, odds
from trailside.simulator.rules.words import BY_LANGUAGE


class Kind(StrEnum):
    """What can happen."""

    MEETING = "meeting"
    STEP_DONE = "step_done"
    CHECK_IN = "check_in"
    SENTENCES = "sentences"
    NOT_NOW = "not_now"
    ENDING = "ending"


@dataclass(frozen=True)
class Event:
    """Something that happens at a moment; ``said`` holds what the acting needs."""

    at: datetime
    kind: Kind
    said: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Life:
    """One participant and what happens. levels: the truth, self-efficacy by day. name: empty is any made-up one."""

    number: int
    language: str
    hope: str
    began: datetime
    ends: datetime
    events: list[Event]
    levels: list[tuple[int, float]]
    worker: int
    name: str = ""


SOURCES = ("did-it", "saw-it", "was-told", "felt-it")


class _Teller:
    """Lets one life happen; the random numbers of life ``number`` do not depend on any other life."""

    def __init__(
        self, number: int, seed: int, since: datetime, until: datetime, intensity: float, how: Calibration, truth: Truth
    ) -> None:
        self.chance = random.Random(f"{seed}/{number}")  # noqa: S311  # made-up people need no secrets
        self.number, self.intensity, self.how, self.truth = number, intensity, how, truth
        self.since, self.until = since, until
        self.language = "es" if self.chance.random() < 0.18 else "en"
        self.words = BY_LANGUAGE[self.language]
        self.level = self.chance.gauss(truth.baseline_mean, truth.baseline_sd)
        self.levels: list[tuple[int, float]] = []

    def tell(self, workers: int) -> Life:
        chance = self.chance
        worker = chance.randrange(workers)
        self.gift = self.truth.per_meeting + random.Random(f"worker/{worker}").gauss(0, self.truth.worker_sd)  # noqa: S311
        span = (self.until - self.since).total_seconds()
        began = self.since + timedelta(seconds=chance.random() ** 0.8 * span)
        began = began.replace(hour=13 + chance.randrange(9), minute=chance.randrange(60), second=0, microsecond=0)
        began = min(began, self.until - timedelta(hours=1))
        mean, sd = self.how.engagement_log
        days = min(chance.lognormvariate(mean, sd) * odds_of_staying(self.level, self.truth), 2000.0)
        ends = began + timedelta(days=max(days, 0.5))
        events = sorted(self._moments(began, min(ends, self.until)), key=lambda event: event.at)
        told = list(self._lived(began, events))
        if ends < self.until:
            ending = chance.choices(["got_what_i_came_for", "lost_touch", "moved_on"], [3, 5, 2])[0]
            told.append(Event(ends, Kind.ENDING, {"ending": ending}))
        hope = chance.choice(self.words.hopes)
        return Life(self.number, self.language, hope, began, ends, told, self.levels, worker)

    def _count(self, share: float, mean: float, sd: float) -> int:
        if self.chance.random() >= share:
            return 0
        shape, scale = negative_binomial(mean, sd)
        rate = self.chance.gammavariate(shape, scale)
        return max(1, round((1 + _poisson(self.chance, rate)) * self.intensity))

    def _moments(self, began: datetime, until: datetime) -> Iterator[Event]:
        how, chance = self.how, self.chance
        length = max((until - began).total_seconds() - 3600, 60.0)

        def some(count: int) -> Iterator[datetime]:
            for _ in range(count):
                yield began + timedelta(seconds=1800 + round(length * chance.random() ** 1.2))

        for at in some(self._count(how.share_meeting, how.meetings_mean, how.meetings_sd)):
            yield Event(at, Kind.MEETING)
        for at in some(self._count(how.share_checking_in, how.check_ins_mean, how.check_ins_sd)):
            yield Event(at, Kind.CHECK_IN)
        yield from self._times(began, until)

    def _times(self, began: datetime, until: datetime) -> Iterator[Event]:
        """When the ten sentences are offered: within the first month, then every three months."""
        first = began + timedelta(days=7 + self.chance.random() * 21)
        answered = self.chance.random() < self.how.answers_first
        while first < until:
            yield Event(first, Kind.SENTENCES if answered else Kind.NOT_NOW)
            first += timedelta(days=92 + self.chance.random() * 20)
            answered = answered and self.chance.random() < self.how.answers_again

    def _lived(self, began: datetime, events: list[Event]) -> Iterator[Event]:
        """The events with what is said in them; self-efficacy moves as the truth has it."""
        last, open_step = began, False
        for event in events:
            self.level += self.truth.drift * (event.at - last).total_seconds() / (30.4 * 86400)
            last = event.at
            match event.kind:
                case Kind.MEETING:
                    yield Event(event.at, Kind.MEETING, self._meeting(open_step))
                    open_step = True
                case Kind.CHECK_IN:
                    yield Event(event.at, Kind.CHECK_IN, self._check_in())
                case Kind.SENTENCES:
                    yield Event(event.at, Kind.SENTENCES, {"answers": self._answers()})
                case _:
                    yield event
            self.levels.append(((event.at - began).days, round(self.level, 3)))

    def _meeting(self, open_step: bool) -> dict[str, object]:
        chance, words, truth = self.chance, self.words, self.truth
        self.level += self.gift
        said: dict[str, object] = {
            "kind": chance.choices(["in_person", "phone", "text", "video"], [55, 30, 5, 10])[0],
            "minutes": chance.choice([15, 20, 30, 30, 45, 45, 60]),
            "next_words": chance.choice(words.steps),
            "next_sure": min(10, max(0, round(chance.gauss(6.4 + (self.level - truth.baseline_mean) / 5, 1.8)))),
            "goal": chance.choice(words.goals),
        }
        if open_step:
            z = (self.level - truth.baseline_mean) / truth.baseline_sd
            if chance.random() < odds(0.58, truth.reach * z):
                self.level += truth.per_win
                said |= {"outcome": "done", "strength": chance.choices(SOURCES, [45, 20, 20, 15])[0]}
            else:
                said["outcome"] = chance.choices(["keep", "smaller", "let_go"], [5, 3, 2])[0]
                if said["outcome"] == "smaller":
                    said["next_words"] = chance.choice(words.smaller)
        if chance.random() < 0.8:
            said |= {"specialist": chance.choice(words.remembered), "person": chance.choice(words.did)}
        return said

    def _check_in(self) -> dict[str, object]:
        z = (self.level - self.truth.baseline_mean) / 5
        rulers = [min(10, max(0, round(self.chance.gauss(5.6 + z, 2.1)))) for _ in range(3)]
        return {"rulers": rulers, "word": self.chance.choice(self.words.days), "shared": self.chance.random() < 0.4}

    def _answers(self) -> list[int]:
        """Ten answers from 1 to 4 whose sum is the level and its wobble, as near as whole answers come."""
        total = min(40, max(10, round(self.chance.gauss(self.level, self.truth.wobble))))
        answers = [total // 10] * 10
        for place in self.chance.sample(range(10), total % 10):
            answers[place] += 1
        for _ in range(6):
            up, down = self.chance.sample(range(10), 2)
            if answers[up] < 4 and answers[down] > 1:
                answers[up] += 1
                answers[down] -= 1
        return answers


def odds_of_staying(level: float, truth: Truth) -> float:
    """How much longer than usual someone stays who believes more in themselves (a factor around 1)."""
    z = (level - truth.baseline_mean) / truth.baseline_sd
    return float(max(0.2, 1 - truth.leaving * z))


def _poisson(chance: random.Random, rate: float) -> int:
    """A Poisson count by the times between events (Knuth); rates here stay below a few hundred."""
    count, left = 0, rate
    while (left := left - chance.expovariate(1)) > 0:
        count += 1
    return count


def life(
    number: int,
    *,
    seed: int,
    since: datetime,
    until: datetime,
    workers: int,
    how: Calibration,
    truth: Truth,
    intensity: float = 1.0,
) -> Life:
    """The life of made-up participant ``number`` between ``since`` and ``until`` (aware).

    intensity: multiplies how often people meet and check in; for tests of scale only, since it breaks the calibration.
    """
    return _Teller(number, seed, since, until, intensity, how, truth).tell(workers)
