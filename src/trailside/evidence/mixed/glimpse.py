"""The rows as a question sees them, and what a few of them suggest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trailside.evidence.mixed.design import OUTCOME, Design
from trailside.evidence.tables import Source

HUGE = 1e150
FEW = 20_000
STEPS = (1.0, 2.0, 4.0, 10.0, 12.0, 7.0, 100.0, 1000.0, 10000.0, 30.4375, 365.25)
"""Steps to one unit of time that are looked for: halves, quarters, months of a year, days of a week or month."""


def base(source: Source, design: Design, *, clean: bool) -> str:
    """The table with the columns p (person), g (site), one per atom and y; not-a-number is empty."""
    parts = [f"{source.column(design.person)} AS p"]
    if design.site is not None:
        parts.append(f"{source.column(design.site)} AS g")
    for name, expression in {**design.atoms, OUTCOME: design.outcome}.items():
        sql = expression.sql(source)
        plain = clean or expression.level is not None or source.kinds.get(expression.text) == "flag"
        parts.append(f"{sql} AS {name}" if plain else f"CASE WHEN isnan({sql}) THEN NULL ELSE {sql} END AS {name}")
    return f"SELECT {', '.join(parts)} FROM {source.table}"


def complete(design: Design) -> str:
    """The condition for a row that can be used."""
    columns = ["p", *(["g"] if design.site is not None else []), *design.atoms, OUTCOME]
    return " AND ".join(f"{column} IS NOT NULL" for column in columns)


@dataclass(frozen=True)
class Glimpse:
    """What a few rows suggest: middles to count from, atoms that never change within people, steps of the slopes."""

    middles: Mapping[str, float]
    between: frozenset[str]
    steps: Mapping[str, tuple[float, ...]]


def glimpse(source: Source, design: Design, steps: Sequence[float]) -> Glimpse:
    """Look at a few thousand rows; whatever is taken from them is proved on all of them later."""
    names = [*design.atoms, OUTCOME]
    inner = ["count(*) AS n"]
    for name in names:
        inner += [f"sum({name}) AS {name}", f"count({name}) AS {name}_n", f"max({name}) - min({name}) AS {name}_range"]
    inner += [f"max({off(source, slope, s)}) AS {slope}_{i}" for slope in design.slopes for i, s in enumerate(steps)]
    outer = [f"sum({name}) / sum({name}_n) AS {name}, max({name}_range) AS {name}_range" for name in names]
    outer += [f"max({slope}_{i}) AS {slope}_{i}" for slope in design.slopes for i in range(len(steps))]
    few = f"SELECT * FROM ({base(source, design, clean=False)}) AS t LIMIT {FEW}"
    people = f"SELECT {', '.join(inner)} FROM ({few}) AS s GROUP BY p"
    answer = source.ask(f"SELECT {', '.join(outer)} FROM ({people}) AS u")
    middles = {name: float(answer[name][0]) for name in names}
    return Glimpse(
        {name: middle if abs(middle) < HUGE else 0.0 for name, middle in middles.items()},
        frozenset(a for a in design.atoms if a not in design.slopes and not answer[f"{a}_range"][0] > 0),
        {slope: tuple(s for i, s in enumerate(steps) if fits(answer[f"{slope}_{i}"][0], s)) for slope in design.slopes},
    )


def off(source: Source, name: str, steps: float) -> str:
    """How far a value is from a whole number of steps."""
    stepped = f"({name} * {source.literal(steps)})" if steps != 1.0 else name
    return f"abs({stepped} - round({stepped}))"


def fits(furthest: float, steps: float) -> bool:
    """True when the furthest value is a whole number of steps but for rounding."""
    return bool(furthest < 1e-9 * max(1.0, steps))
