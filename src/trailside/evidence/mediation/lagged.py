"""From one row per person and wave to rows in which support comes first, then the mediator, then the outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trailside.evidence.tables import Answer, Kind, Source, missing_column, not_a_number


class View:
    """A question to a table, standing as a table itself. Every column of it is a number, but for the person."""

    def __init__(self, source: Source, sql: str, kinds: Mapping[str, Kind]) -> None:
        self.source = source
        self.table = f"({sql}) view_"
        self.kinds = kinds

    def column(self, name: str) -> str:
        if name not in self.kinds:
            raise missing_column(name, self.kinds)
        return quoted(self.source, name)

    def number(self, name: str) -> str:
        column = self.column(name)
        if self.kinds[name] not in ("number", "flag"):
            raise not_a_number(name, self.kinds[name])
        return f"CAST({column} AS DOUBLE)"

    def literal(self, value: object) -> str:
        return self.source.literal(value)

    def ask(self, sql: str) -> Answer:
        return self.source.ask(sql)


def quoted(source: Source, name: str) -> str:
    """A name, new to the table perhaps, in the engine's quotes."""
    mark = source.column(next(iter(source.kinds)))[0]
    return mark + name.replace(mark, 2 * mark) + mark


def before(name: str) -> str:
    """The name of a column two waves earlier."""
    return f"{name} before"


def lagged(source: Source, x: str, mediators: Sequence[str], y: str, covariates: Sequence[str], person: str,
           wave: str) -> View:  # fmt: skip
    """Each row: x two waves ago, mediators one wave ago, y now; with mediators and y of two waves ago beside them."""
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
