"""A question to a table, standing as a table itself: the other methods ask it as they would ask any."""

from __future__ import annotations

from collections.abc import Mapping

from trailside.evidence.errors import BadTable
from trailside.evidence.tables import Answer, Kind, Source, missing_column, not_a_number


class View:
    """The columns of ``sql``, of these kinds."""

    def __init__(self, source: Source, sql: str, kinds: Mapping[str, Kind]) -> None:
        self.source = source
        self.table = f"({sql}) view_"
        self.kinds = kinds
        self.whole: frozenset[str] = frozenset()

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


def one_row_each(source: Source, person: str, time: str) -> None:
    """Raises BadTable when somebody has two rows at one time."""
    who, when = source.column(person), source.number(time)
    most = source.ask(
        f"SELECT max(n) AS n FROM (SELECT count(*) AS n FROM {source.table} "
        f"WHERE {who} IS NOT NULL AND {when} IS NOT NULL GROUP BY {who}, {when}) r1"
    )
    if most["n"][0] > 1:
        raise BadTable(f"Somebody has two rows at one {time!r}. Keep one row for each person and {time}.")
