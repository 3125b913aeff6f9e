"""Tables that DuckDB reads in place: in memory, Parquet, CSV, or its own."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import duckdb

from trailside.evidence.errors import BadTable
from trailside.evidence.tables import Answer, Kind, columns_of, missing_column, not_a_number, plain_literal

_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
            "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL")  # fmt: skip
_READERS = {".parquet": "read_parquet", ".pq": "read_parquet", ".csv": "read_csv", ".tsv": "read_csv",
            ".txt": "read_csv", ".gz": "read_csv"}  # fmt: skip


class DuckSource:
    """A table, view or table function of a DuckDB connection (embedded, the default engine)."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: str) -> None:
        self.connection = connection
        self.table = table
        shape = connection.sql(f"SELECT * FROM {table}")  # bound and not run: the quickest way to the types
        engine_types = {name: str(kind).upper() for name, kind in zip(shape.columns, shape.types, strict=True)}
        self.kinds: Mapping[str, Kind] = {name: _kind(kind) for name, kind in engine_types.items()}
        self.whole = frozenset(name for name, kind in engine_types.items() if "INT" in kind and _kind(kind) == "number")

    def column(self, name: str) -> str:
        if name not in self.kinds:
            raise missing_column(name, self.kinds)
        return '"' + name.replace('"', '""') + '"'

    def number(self, name: str) -> str:
        quoted = self.column(name)
        if self.kinds[name] not in ("number", "flag"):
            raise not_a_number(name, self.kinds[name])
        return f"CAST({quoted} AS DOUBLE)"

    def literal(self, value: object) -> str:
        return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else plain_literal(value)

    def ask(self, sql: str) -> Answer:
        try:
            return columns_of(self.connection.sql(sql).to_arrow_table())
        except duckdb.Error as why:
            raise BadTable(f"The table cannot answer this. {str(why).splitlines()[0]}") from why


def in_memory(data: object) -> DuckSource:
    """An Arrow, pandas or polars table (or record batches, or a DuckDB relation), read where it lies."""
    connection = embedded()
    try:
        connection.register("data", data)
    except (duckdb.InvalidInputException, duckdb.NotImplementedException) as why:
        raise BadTable(
            f"This cannot be read as a table: {type(data).__name__}. Give a pandas, polars or Arrow table, "
            "a dict of columns, or the path of a CSV or Parquet file."
        ) from why
    return DuckSource(connection, "data")


def from_file(path: Path) -> DuckSource:
    """A Parquet, CSV or TSV file; `*` in the name takes several of one shape."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise BadTable(f"{path.name}: give a .parquet, .csv or .tsv file.")
    quoted = "'" + str(path).replace("'", "''") + "'"
    connection = embedded()
    try:
        if reader == "read_parquet":
            return DuckSource(connection, f"{reader}({quoted})")
        # Text is read once, not at every question; a temporary table belongs to this cursor alone.
        connection.execute(f"CREATE TEMP TABLE data AS FROM {reader}({quoted})")
        return DuckSource(connection, "data")
    except duckdb.Error as why:
        raise BadTable(f"{path.name} cannot be read as a table. {str(why).splitlines()[0]}") from why


def embedded() -> duckdb.DuckDBPyConnection:
    """A private in-memory DuckDB that fetches nothing from a network by itself.

    A cursor of one engine: what is registered in it nobody else sees, and opening it costs nothing (an engine 12 ms).
    """
    cursor = _engine().cursor()
    cursor.execute("SET enable_progress_bar = false")  # standard output belongs to the answer
    return cursor


@functools.cache
def _engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        ":memory:", config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )


def _kind(engine_type: str) -> Kind:
    name = engine_type
    if name == "BOOLEAN":
        return "flag"
    if name.endswith("]"):
        return "other"
    if name.startswith(_NUMBERS):
        return "number"
    if name == "VARCHAR" or name.startswith("ENUM"):
        return "text"
    return "time" if name.startswith(("DATE", "TIME")) else "other"
