"""The exact text of an entry or a look that is hashed, written by the database itself.

The same on SQLite and PostgreSQL, so that a ledger can move. Fields are joined by the unit separator (0x1f), which no
code, id or time contains; times are UTC with microseconds, ids are 32 hexadecimal letters.
"""

from __future__ import annotations

from django.db import connection

_COLUMNS = {
    "e": ("ledger_entry", "at? said_at? organisation_id# verb by# said_by# about# ref coded"),
    "l": ("ledger_look", "at? organisation_id# viewer# about# scopes purpose"),
}


def _time(column: str) -> str:
    if connection.vendor == "postgresql":
        return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    return f"substr({column} || '.000000', 1, 26)"


def _identity(column: str) -> str:
    return f"replace({column}::text, '-', '')" if connection.vendor == "postgresql" else column


def _said(column: str) -> str:
    if column.endswith("?"):
        return _time(column[:-1])
    return _identity(column[:-1]) if column.endswith("#") else column


def table(kind: str) -> str:
    """The table of a kind of leaf: ``e`` entries, ``l`` looks."""
    return _COLUMNS[kind][0]


def text(kind: str) -> str:
    """A SQL expression for the hashed text of one row of that kind."""
    separator = "chr(31)" if connection.vendor == "postgresql" else "char(31)"
    columns = ["id", *(_said(column) for column in _COLUMNS[kind][1].split())]
    parts = f" || {separator} || ".join(f"coalesce(CAST({column} AS text), '')" for column in columns)
    return f"'{kind}' || {separator} || {parts}"
