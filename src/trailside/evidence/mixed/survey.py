"""The first look at a table: is it fit for the question, and in which units is the one pass best taken?

Everything that would give a number nobody should believe is refused here, with words that say what to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trailside.evidence.errors import BadTable
from trailside.evidence.expression import Expression
from trailside.evidence.mixed.design import OUTCOME, Design
from trailside.evidence.mixed.statistics import Coordinate
from trailside.evidence.tables import Answer, Source

HUGE = 1e150
STEPS = (1.0, 2.0, 4.0, 10.0, 12.0, 7.0, 100.0, 1000.0, 10000.0, 30.4375, 365.25)
"""Steps to one unit of time that are looked for: halves, quarters, months of a year, days of a week or month."""


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
    """What the table holds: rows in all, rows that can be used, and the spread of each atom and of the outcome."""

    rows: int
    usable: int
    people_left_out: int
    spreads: Mapping[str, Spread]
    coordinates: Mapping[str, Coordinate]
    between: frozenset[str]


def survey(source: Source, design: Design) -> Survey:
    """Look once at every row. Raises BadTable for anything that would make the answer meaningless."""
    numbers = {**design.atoms, OUTCOME: design.outcome}
    answer = source.ask(_question(source, design))
    rows = int(answer["rows"][0])
    if rows == 0:
        raise BadTable("The table has no rows.")
    usable = int(answer["usable"][0])
    spreads = {name: _spread(answer, name, rows) for name in numbers}
    for name, expression in numbers.items():
        _is_fit(expression.name, spreads[name], float(answer[f"{name}_huge"][0]), rows)
    _no_outliers(source, design, spreads, usable)
    return Survey(
        rows=rows,
        usable=usable,
        people_left_out=_people_left_out(source, design) if usable < rows else 0,
        spreads=spreads,
        coordinates={name: _coordinate(source, design, name, spread) for name, spread in spreads.items()},
        between=_between(source, design),
    )


def base(source: Source, design: Design) -> str:
    """The table with the columns p (person), g (site), one per atom and y; not-a-number is empty."""
    parts = [f"{source.column(design.person)} AS p"]
    if design.site is not None:
        parts.append(f"{source.column(design.site)} AS g")
    for name, expression in {**design.atoms, OUTCOME: design.outcome}.items():
        sql = expression.sql(source)
        plain = expression.level is not None or source.kinds.get(expression.text) == "flag"
        parts.append(f"{sql} AS {name}" if plain else f"CASE WHEN isnan({sql}) THEN NULL ELSE {sql} END AS {name}")
    return f"SELECT {', '.join(parts)} FROM {source.table}"


def complete(design: Design) -> str:
    """The condition for a row that can be used."""
    columns = ["p", *(["g"] if design.site is not None else []), *design.atoms, OUTCOME]
    return " AND ".join(f"{column} IS NOT NULL" for column in columns)


def _question(source: Source, design: Design) -> str:
    asked = ["count(*) AS rows", f"sum(CASE WHEN {complete(design)} THEN 1 ELSE 0 END) AS usable"]
    for v in [*design.atoms, OUTCOME]:
        kept = f"CASE WHEN abs({v}) > {HUGE} THEN NULL ELSE {v} END"
        asked += [
            f"count({v}) AS {v}_n", f"min({v}) AS {v}_low", f"max({v}) AS {v}_high", f"avg({kept}) AS {v}_mean",
            f"stddev_samp({kept}) AS {v}_sd", f"sum(CASE WHEN abs({v}) > {HUGE} THEN 1 ELSE 0 END) AS {v}_huge",
        ]  # fmt: skip
    return f"SELECT {', '.join(asked)} FROM ({base(source, design)}) AS rows_of_table"


def _spread(answer: Answer, name: str, rows: int) -> Spread:
    value = {part: float(answer[f"{name}_{part}"][0]) for part in ("n", "low", "high", "mean", "sd")}
    return Spread(rows - int(value["n"]), value["low"], value["high"], value["mean"], value["sd"])


def _is_fit(name: str, spread: Spread, huge: float, rows: int) -> None:
    if spread.empty == rows:
        raise BadTable(f"Column {name!r} is empty in every row. Is it the right column?")
    if huge > 0:
        raise BadTable(f"{name!r} is infinite (or as good as) in {huge:.0f} rows. Empty those cells and try again.")
    if rows - spread.empty > 1 and spread.low == spread.high:
        raise BadTable(f"{name!r} is {spread.low:g} in every row. Something that never varies can explain nothing "
                       "and cannot be explained.")  # fmt: skip


def _no_outliers(source: Source, design: Design, spreads: Mapping[str, Spread], usable: int) -> None:
    """A cell a thousand times further out than all others spread is a slip of the keyboard, not a finding."""
    for name, expression in {**design.atoms, OUTCOME: design.outcome}.items():
        s = spreads[name]
        reach = max(s.high - s.mean, s.mean - s.low)
        if usable > 3 and reach > 0.9 * min(8.0, usable**0.5 - 1.0) * s.sd:
            _is_no_outlier(source, design, name, expression, s)


def _is_no_outlier(source: Source, design: Design, name: str, expression: Expression, s: Spread) -> None:
    middle, far = source.literal(s.mean), source.literal(max(s.high - s.mean, s.mean - s.low) / 2)
    near = source.ask(
        f"SELECT min({name}) AS low, max({name}) AS high, avg({name}) AS mean FROM ({base(source, design)}) AS t "
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
        f"AS used FROM ({base(source, design)}) AS t"
    )
    return int(answer["everyone"][0] - answer["used"][0])


def _coordinate(source: Source, design: Design, name: str, spread: Spread) -> Coordinate:
    """Centre and unit of one atom: whole steps for slopes, so that patterns of occasions match exactly."""
    shift = name == OUTCOME or name in design.shiftable
    if name not in design.slopes:
        plain = name != OUTCOME and design.atoms[name].level is not None
        return Coordinate() if plain else Coordinate(spread.mean if shift else 0.0, spread.sd or 1.0)
    steps = _steps(source, design, name)
    if steps is None:
        return Coordinate(spread.mean if shift else 0.0, spread.sd)
    return Coordinate(round(spread.mean * steps) / steps if shift else 0.0, 1.0 / steps, steps)


def _steps(source: Source, design: Design, name: str) -> float | None:
    """The coarsest rounding that all values share, or None when they share none."""
    few = f"SELECT {name} FROM ({base(source, design)}) AS t LIMIT 10000"
    fitting = _fitting(source, few, name, STEPS)[:3]
    fitting = _fitting(source, base(source, design), name, fitting) if fitting else fitting
    return fitting[0] if fitting else None


def _fitting(source: Source, rows: str, name: str, steps: Sequence[float]) -> list[float]:
    asked = [
        f"max(abs({name} * {source.literal(s)} - round({name} * {source.literal(s)}))) AS off{i}"
        for i, s in enumerate(steps)
    ]
    answer = source.ask(f"SELECT {', '.join(asked)} FROM ({rows}) AS t")
    return [s for i, s in enumerate(steps) if float(answer[f"off{i}"][0]) < 1e-9 * max(1.0, s)]


def _between(source: Source, design: Design) -> frozenset[str]:
    """Atoms that look constant within people, from a few rows; the scan itself proves it or asks again."""
    candidates = [atom for atom in design.atoms if atom not in design.slopes]
    if not candidates:
        return frozenset()
    inner = ", ".join(f"max({atom}) - min({atom}) AS {atom}" for atom in candidates)
    outer = ", ".join(f"max({atom}) AS {atom}" for atom in candidates)
    few = f"SELECT * FROM ({base(source, design)}) AS t LIMIT 20000"
    answer = source.ask(f"SELECT {outer} FROM (SELECT {inner} FROM ({few}) AS s GROUP BY p) AS u")
    return frozenset(atom for atom in candidates if not answer[atom][0] > 0)
