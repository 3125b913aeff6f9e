"""Follow-up rates in windows: of the people whose window has closed, how many answered within it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trailside.evidence import limits
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.result import Estimate, Missing, Result
from trailside.evidence.source import open_source
from trailside.evidence.tables import Source
from trailside.evidence.words import Language, Said, number

LEAST = 11


@dataclass(frozen=True)
class Window:
    """Answers from ``opens`` to ``closes`` (both included, since a person's start) count for ``name``."""

    name: str
    opens: float
    closes: float

    def __post_init__(self) -> None:
        if not self.opens <= self.closes:
            raise ValueError(f"{self.name}: a window opens before it closes.")


@dataclass(frozen=True)
class Seen:
    """People of one window: ``due`` have it behind them, ``within`` answered in it, ``only_outside`` answered after
    the start but not in it, ``open`` have it ahead or running. Additive."""

    due: int
    within: int
    only_outside: int
    open: int

    def merge(self, other: Seen) -> Seen:
        return Seen(
            self.due + other.due,
            self.within + other.within,
            self.only_outside + other.only_outside,
            self.open + other.open,
        )


@dataclass(frozen=True, kw_only=True)
class FollowUp(Result):
    """One `Seen` per window."""

    person: str
    time: str
    elapsed: str
    windows: tuple[Window, ...]
    seen: tuple[Seen, ...]
    level: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """The rates, with Wilson's limits, of windows in which at least 11 people are due."""
        return tuple(
            Estimate(window.name, seen.within / seen.due, limits.wilson(seen.within, seen.due, self.level))
            for window, seen in zip(self.windows, self.seen, strict=True)
            if seen.due >= LEAST
        )

    def sentence(self, language: Language = "en") -> str:
        words = []
        for window, seen in zip(self.windows, self.seen, strict=True):
            if seen.due < LEAST:
                continue
            share = number(100 * seen.within / seen.due)
            words.append(
                Said(
                    f"{window.name}: of {seen.due:,} people due, {share} % answered in time.",
                    f"{window.name}: de {seen.due:,} personas a quienes les tocaba, el {share} % respondió a tiempo.",
                )
            )
        return " ".join(part.into(language) for part in (*words, *self.refusals))

    def r_code(self) -> str:
        lines = [f"by_person <- split(data, data${self.person})"]
        lines += [
            f"d <- Filter(function(p) max(p${self.elapsed}) > {w.closes:g}, by_person); "
            f"mean(sapply(d, function(p) any(p${self.time} >= {w.opens:g} & p${self.time} <= {w.closes:g})))"
            for w in self.windows
        ]
        return "\n".join(lines)


def follow_up(
    person: str, time: str, elapsed: str, windows: Sequence[Window], *, data: object, level: float = 0.95
) -> FollowUp:
    """The rate of each window. One row per answer; ``time`` is when (since the person's start), ``elapsed`` how long
    ago the person started, today, in the same unit. People are due when their window is behind them.

    Raises TooLittle when no window has 11 people due.
    """
    if not windows:
        raise BadTable("Name at least one window, such as Window('6 months', 150, 240).")
    source = open_source(data)
    who = source.column(person)
    n, seen = _count(source, person, time, elapsed, windows)
    whole = source.ask(f"SELECT count(*) AS rows_, count(DISTINCT {who}) AS people FROM {source.table}")
    if all(each.due < LEAST for each in seen):
        most = max(each.due for each in seen)
        raise TooLittle(f"At most {most} people are due in a window. {LEAST} would be enough.")
    return FollowUp(
        n=n,
        rows=int(whole["rows_"][0]),
        missing=Missing(people=int(whole["people"][0]) - n),
        assumptions=(
            Said(
                "Everybody's days are counted from their own start, and whoever answered is in the table.",
                "Los días se cuentan desde el inicio de cada quien, y toda respuesta está en la tabla.",
            ),
        ),
        refusals=tuple(_too_few(w) for w, each in zip(windows, seen, strict=True) if each.due < LEAST),
        person=person,
        time=time,
        elapsed=elapsed,
        windows=tuple(windows),
        seen=seen,
        level=level,
    )


def _too_few(window: Window) -> Said:
    return Said(
        f"{window.name}: fewer than {LEAST} people are due, so no rate is said.",
        f"{window.name}: les tocaba a menos de {LEAST} personas; no se dice la tasa.",
    )


def _count(
    source: Source, person: str, time: str, elapsed: str, windows: Sequence[Window]
) -> tuple[int, tuple[Seen, ...]]:
    """(people whose start is known, how they stand in each window): one scan."""
    who, when, ago = source.column(person), source.number(time), source.number(elapsed)
    flags, asked = [], ["count(*) AS n"]
    for i, w in enumerate(windows):
        inside = f"{when} >= {source.literal(float(w.opens))} AND {when} <= {source.literal(float(w.closes))}"
        flags.append(f"max(CASE WHEN {inside} THEN 1 ELSE 0 END) AS in{i}")
        flags.append(f"max(CASE WHEN NOT ({inside}) AND {when} > 0 THEN 1 ELSE 0 END) AS out{i}")
        due = f"ago > {source.literal(float(w.closes))}"
        asked += [
            f"sum(CASE WHEN {due} THEN 1 ELSE 0 END) AS due{i}",
            f"sum(CASE WHEN {due} AND in{i} = 1 THEN 1 ELSE 0 END) AS within{i}",
            f"sum(CASE WHEN {due} AND in{i} = 0 AND out{i} = 1 THEN 1 ELSE 0 END) AS outside{i}",
        ]
    people = (
        f"SELECT max({ago}) AS ago, {', '.join(flags)} FROM {source.table} "
        f"WHERE {who} IS NOT NULL AND NOT isnan({ago}) GROUP BY {who}"
    )
    answer = source.ask(f"SELECT {', '.join(asked)} FROM ({people}) p1 WHERE ago IS NOT NULL")
    n = int(answer["n"][0])
    told = [[int(np.nan_to_num(answer[f"{part}{i}"][0])) for part in ("due", "within", "outside")]
            for i in range(len(windows))]  # fmt: skip
    return n, tuple(Seen(due, within, outside, n - due) for due, within, outside in told)
