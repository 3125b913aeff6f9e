"""Every row of a database as text, to compare two of them: one is not the other unless each row is the same."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
from psycopg import sql

from trailside.ledger import wall

SESSIONS = {"django_session", "people_session"}
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


def every_row(where: Path | str, first: str = "") -> dict[str, list[str]]:
    """Rows by table, sorted. where: a file, or the address of a PostgreSQL database. first: a statement said before."""
    return _of_file(where, first) if isinstance(where, Path) else _of_server(where)


def _of_file(path: Path, first: str) -> dict[str, list[str]]:
    connection = sqlite3.connect(path)
    if first:
        connection.execute(first)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {
        table: sorted(map(repr, connection.execute(f'SELECT * FROM "{table}"')))
        for table in tables
        if table not in SESSIONS
    }
    connection.close()
    return rows


def _of_server(address: str) -> dict[str, list[str]]:
    found = {}
    with psycopg.connect(address) as connection:
        connection.execute("SELECT set_config(%s, %s, false)", [wall.SETTING, wall.EVERY])
        for (table,) in connection.execute(TABLES).fetchall():
            if table not in SESSIONS:
                rows = connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))).fetchall()
                found[table] = sorted(map(repr, rows))
    return found
