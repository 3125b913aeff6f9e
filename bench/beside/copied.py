"""A small installation copied many times in SQL: a large one for measuring pages, in minutes.

Every copy is an organisation of its own with its own ids, lines and leaves; only the keys are not copied, so the pages
that are measured are those of the first. ``python -m bench.beside.copied SMALL LARGE COPIES``
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path

# Ids are random, version 4; a copy's begin with its number and are of no version, so they meet no others.
MARK = """printf('%04x', {copy}) || substr("{column}", 5, 8) || 'f' || substr("{column}", 14)"""
ALONE = ("django_", "ledger_tree", "ledger_once", "sqlite_", "account_", "mfa_", "auth_")
NUMBERED = {"ledger_entry": "id", "ledger_look": "id"}


def _tables(database: sqlite3.Connection) -> list[str]:
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    found = [name for (name,) in rows if not name.startswith(ALONE)]
    return [name for name in found if database.execute(f"SELECT EXISTS (SELECT 1 FROM {name})").fetchone()[0]]


def _value(table: str, column: str, kind: str, most: dict[str, int]) -> str:
    """What stands in ``column`` of the copy."""
    if NUMBERED.get(table) == column:
        return f"{column} + {{copy}} * {most[table]}"
    if table == "ledger_leaf" and column == "number":
        return f"number + {{copy}} * {most['ledger_leaf']}"
    if table == "ledger_leaf" and column == "row":
        return f"row + {{copy}} * CASE kind WHEN 'e' THEN {most['ledger_entry']} ELSE {most['ledger_look']} END"
    if column in ("name_token", "slug"):
        return f"{{copy}} || '-' || {column}"
    if kind.lower() == "char(32)":
        return MARK.replace("{column}", column)
    return f'"{column}"'


def _statement(database: sqlite3.Connection, table: str, most: dict[str, int]) -> str:
    columns = [(name, kind) for _at, name, kind, *_more in database.execute(f"PRAGMA table_info({table})")]
    names = ", ".join(f'"{name}"' for name, _kind in columns)
    values = ", ".join(_value(table, name, kind, most) for name, kind in columns)
    return f"INSERT INTO main.{table} ({names}) SELECT {values} FROM small.{table}"


def copy(small: Path, large: Path, copies: int) -> None:
    """Make ``large`` from ``small``: the same and ``copies`` more."""
    shutil.copytree(small, large)
    source, target = (place / "data" / "trailside.sqlite3" for place in (small, large))
    database = sqlite3.connect(target)
    database.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; PRAGMA foreign_keys=OFF;")
    database.execute("ATTACH ? AS small", [str(source)])
    most = {
        table: int(database.execute(f"SELECT coalesce(max({column}), 0) FROM small.{table}").fetchone()[0])
        for table, column in (*NUMBERED.items(), ("ledger_leaf", "number"))
    }
    statements = [_statement(database, table, most) for table in _tables(database)]
    for number in range(1, copies + 1):
        with database:
            for statement in statements:
                database.execute(statement.replace("{copy}", str(number)))
    database.close()


if __name__ == "__main__":
    copy(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
