"""What a table that answers GROUP BY looks like, whatever engine holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np
import pyarrow as pa

from trailside.evidence.errors import BadTable

Kind = Literal["number", "flag", "text", "time", "other"]
Array = np.ndarray[Any, np.dtype[Any]]
Answer = dict[str, Array]


@runtime_checkable
class Source(Protocol):
    """One table, in whatever engine, that answers plain SQL.

    `table` is the engine's name for it, ready to stand after FROM. `kinds` gives each column's kind in table order,
    `whole` the columns of a whole-number type (days, codes), which tend to repeat.
    """

    table: str
    kinds: Mapping[str, Kind]
    whole: frozenset[str]

    def column(self, name: str) -> str:
        """The column, quoted for this engine. Raises BadTable when there is none of that name."""
        ...

    def number(self, name: str) -> str:
        """The column as a DOUBLE expression. Raises BadTable when it holds text."""
        ...

    def literal(self, value: object) -> str:
        """A value as an SQL literal for this engine: text, number, flag or None."""
        ...

    def ask(self, sql: str) -> Answer:
        """One numpy array per column of the answer: numbers as float64 (NULL is nan), text as objects (NULL is None).

        Order of rows is the engine's own unless the question says ORDER BY.
        """
        ...


def missing_column(name: str, kinds: Mapping[str, Kind]) -> BadTable:
    """The error for a column that is not there, with the names that are."""
    return BadTable(f"There is no column {name!r}. The table has: {names(kinds)}. Check the spelling.")


def not_a_number(name: str, kind: Kind) -> BadTable:
    """The error for text or a date where a number is needed."""
    if kind == "time":
        return BadTable(f"Column {name!r} holds dates. Turn them into a number first, such as months since the start.")
    return BadTable(
        f"Column {name!r} holds {kind}, not numbers. Look for words such as 'n/a' or a decimal comma in it, "
        "leave those cells empty, and try again."
    )


def names(columns: Iterable[str]) -> str:
    """Column names for a sentence."""
    return ", ".join(repr(name) for name in columns)


def plain_literal(value: object) -> str:
    """None, flags and numbers, written the same on every engine."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | np.bool_):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | np.integer):
        return str(int(value))
    if isinstance(value, float | np.floating) and np.isfinite(value):
        return f"CAST('{float(value)!r}' AS DOUBLE)"
    raise BadTable(f"{value!r} cannot be written into a question to the table.")


def columns_of(table: pa.Table) -> Answer:
    """Arrow columns as numpy: numbers float64 with nan for NULL, everything else objects with None."""
    return {name: _array(table.column(name)) for name in table.column_names}


def _array(column: pa.ChunkedArray) -> Array:
    kind = column.type
    if pa.types.is_decimal(kind):
        column = column.cast(pa.float64(), safe=False)
    elif not (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
        return np.array(column.to_pylist(), dtype=object)
    numbers, start = np.empty(len(column)), 0
    for chunk in column.chunks:  # one copy, piece by piece
        numbers[start : start + len(chunk)] = chunk.to_numpy(zero_copy_only=False)
        start += len(chunk)
    return numbers
