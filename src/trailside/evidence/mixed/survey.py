"""The first look at a table: is it fit for the question, and in which units is the one pass best taken?

Everything that would give a number nobody should believe is refused here, with words that say what to do.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from trailside.evidence.errors import BadTable
from trailside.evidence.expression import Expression
from trailside.evidence.mixed.design import OUTCOME, Design
from trailside.evidence.mixed.glimpse import HUGE, STEPS, Glimpse, base, complete, fits, glimpse, off
from trailside.evidence.mixed.statistics import Coordinate
from trailside.evidence.tables import Answer, Source


@dataclass(frozen=True, slots=True)
class Spread:
    """One number of every row, over the whole table."""

    empty: int
    low: float
    high: float
    mean: float
    sd: float


@dataclass(frozen=True)
class Survey:
    """What the table holds: rows in all, rows that can be used, and the spread of each atom and of the outcome.

    `clean` tables have no empty cell and no not-a-number, so that nobody needs to look out for them again.
    """

    rows: int
    usable: int
    people_left_out: int
    clean: bool
    spreads: Mapping[str, Spread]
    coordinates: Mapping[str, Coordinate]
    between: frozenset[str]


def survey(source: Source, design: Design) -> Survey:
    """Look once at every row. Raises BadTable for anything that would make the answer meaningless."""
    glimpsed = glimpse(source, design, STEPS)
    rows, spreads, steps, clean = _looked(source, design, glimpsed)
    expressions = {**design.atoms, OUTCOME: design.outcome}
    usable = rows if clean else _usable(source, design)
    for name, expression in expressions.items():
        _is_fit(expression.name, spreads[name], rows)
    _no_outliers(source, design, spreads, usable, clean)
    return Survey(
        rows=rows,
        usable=usable,
        people_left_out=_people_left_out(source, design) if usable < rows else 0,
        clean=clean,
        spreads=spreads,
        coordinates={name: _coordinate(design, name, spread, steps.get(name)) for name, spread in spreads.items()},
        between=glimpsed.between,
    )


def _looked(source: Source, design: Design, g: Glimpse) -> tuple[int, dict[str, Spread], dict[str, float | None], bool]:
    """Rows, spreads, steps that hold everywhere, and whether the table is clean: quickly, then carefully if need be."""
    for clean in (True, False):
        asked = ["count(*) AS rows", "count(p) AS people"]
        asked += ["count(g) AS sites"] if design.site is not None else []
        for name, middle in g.middles.items():
            at = f"({name} - {source.literal(middle)})"
            asked += [f"count({name}) AS {name}_n", f"min({name}) AS {name}_low", f"max({name}) AS {name}_high",
                      f"sum({at}) AS {name}_first", f"sum({at} * {at}) AS {name}_second"]  # fmt: skip
        tried = {slope: steps[:3] for slope, steps in g.steps.items()}
        asked += [
            f"max({off(source, slope, s)}) AS {slope}_{i}" for slope, ss in tried.items() for i, s in enumerate(ss)
        ]
        answer = source.ask(f"SELECT {', '.join(asked)} FROM ({base(source, design, clean=clean)}) AS t")
        rows = int(answer["rows"][0])
        if rows == 0:
            raise BadTable("The table has no rows.")
        spreads = {name: _spread(answer, name, middle, rows) for name, middle in g.middles.items()}
        whole = all(answer[part][0] == rows for part in ("people", "sites") if part in answer)
        if not clean or (whole and all(s.empty == 0 and abs(s.high) < HUGE for s in spreads.values())):
            break
    fitting = {
        slope: next((s for i, s in enumerate(ss) if fits(answer[f"{slope}_{i}"][0], s)), None)
        for slope, ss in tried.items()
    }
    return rows, spreads, fitting, clean


def _spread(answer: Answer, name: str, middle: float, rows: int) -> Spread:
    n, low, high, first, second = (
        float(answer[f"{name}_{part}"][0]) for part in ("n", "low", "high", "first", "second")
    )
    mean = first / n if n else 0.0
    sd = math.sqrt(max(0.0, second - n * mean * mean) / (n - 1)) if n > 1 else 0.0
    return Spread(rows - int(n), low, high, middle + mean, sd)


def _usable(source: Source, design: Design) -> int:
    whole = f"sum(CASE WHEN {complete(design)} THEN 1 ELSE 0 END)"
    return int(source.ask(f"SELECT {whole} AS n FROM ({base(source, design, clean=False)}) AS t")["n"][0])


def _is_fit(name: str, spread: Spread, rows: int) -> None:
    if spread.empty == rows:
        raise BadTable(f"Column {name!r} is empty in every row. Is it the right column?")
    if max(abs(spread.low), abs(spread.high)) > HUGE:
        raise BadTable(f"{name!r} is infinite (or as good as) in some rows. Empty those cells and try again.")
    if rows - spread.empty > 1 and spread.low == spread.high:
        raise BadTable(f"{name!r} is {spread.low:g} in every row. Something that never varies can explain nothing "
                       "and cannot be explained.")  # fmt: skip


def _no_outliers(source: Source, design: Design, spreads: Mapping[str, Spread], usable: int, clean: bool) -> None:
    """A cell a thousand times further out than all others spread is a slip of the keyboard, not a finding."""
    for name, expression in {**design.atoms, OUTCOME: design.outcome}.items():
        s = spreads[name]
        reach = max(s.high - s.mean, s.mean - s.low)
        if usable > 3 and reach > 0.9 * min(8.0, usable**0.5 - 1.0) * s.sd:
            _is_no_outlier(source, base(source, design, clean=clean), name, expression, s)


def _is_no_outlier(source: Source, rows: str, name: str, expression: Expression, s: Spread) -> None:
    middle, far = source.literal(s.mean), source.literal(max(s.high - s.mean, s.mean - s.low) / 2)
    near = source.ask(
        f"SELECT min({name}) AS low, max({name}) AS high, avg({name}) AS mean FROM ({rows}) AS t "
        f"WHERE abs({name} - {middle}) < {far}"
    )
    low, high = float(near["low"][0]), float(near["high"][0])
    width = high - low
    worst = s.high if s.high - high > low - s.low else s.low
    if width > 0 and max(s.high - high, low - s.low) > 1000 * width:
        raise BadTable(
            f"{expression.name!r} has a value of {worst:g} while nearly all others are between {low:g} and {high:g}. "
            "Is it a slip, or a code for 'missing'? Correct or empty those cells and try again."
        )


def _people_left_out(source: Source, design: Design) -> int:
    answer = source.ask(
        f"SELECT count(DISTINCT p) AS everyone, count(DISTINCT CASE WHEN {complete(design)} THEN p ELSE NULL END) "
        f"AS used FROM ({base(source, design, clean=False)}) AS t"
    )
    return int(answer["everyone"][0] - answer["used"][0])


def _coordinate(design: Design, name: str, spread: Spread, steps: float | None) -> Coordinate:
    """Centre and unit of one atom: whole steps for slopes, so that patterns of occasions match exactly."""
    shift = name == OUTCOME or name in design.shiftable
    if name not in design.slopes:
        plain = name != OUTCOME and design.atoms[name].level is not None
        return Coordinate() if plain else Coordinate(spread.mean if shift else 0.0, spread.sd or 1.0)
    if steps is None:
        return Coordinate(spread.mean if shift else 0.0, spread.sd)
    return Coordinate(round(spread.mean * steps) / steps if shift else 0.0, 1.0 / steps, steps)
