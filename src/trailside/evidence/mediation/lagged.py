"""From one row per person and wave to rows in which support comes first, then the mediator, then the outcome."""

from __future__ import annotations

from collections.abc import Sequence

from trailside.evidence.tables import Kind, Source
from trailside.evidence.view import View, one_row_each, quoted


def before(name: str) -> str:
    """The name of a column two waves earlier."""
    return f"{name} before"


def lagged(source: Source, x: str, mediators: Sequence[str], y: str, covariates: Sequence[str], person: str,
           wave: str) -> View:  # fmt: skip
    """Each row: x two waves ago, mediators one wave ago, y now; with mediators and y of two waves ago beside them."""
    one_row_each(source, person, wave)
    order = f"OVER (PARTITION BY {source.column(person)} ORDER BY {source.number(wave)})"

    def shown(name: str, back: int, alias: str) -> str:
        value = source.number(name)
        return f"{f'lag({value}, {back}) {order}' if back else value} AS {quoted(source, alias)}"

    pieces = [f"{source.column(person)} AS {quoted(source, person)}", shown(x, 2, x), shown(y, 0, y)]
    pieces += [shown(name, 1, name) for name in mediators]
    pieces += [shown(name, 2, before(name)) for name in [*mediators, y]]
    pieces += [shown(name, 2, name) for name in covariates]
    kinds: dict[str, Kind] = {person: source.kinds[person]}
    for name in [x, *mediators, *map(before, [*mediators, y]), *covariates, y]:
        kinds[name] = "number"
    return View(source, f"SELECT {', '.join(pieces)} FROM {source.table}", kinds)
