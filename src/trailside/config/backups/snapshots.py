"""A consistent picture of one database, in pieces, while the house is served.

SQLite: its own online backup, which waits for nobody and lets everybody write; the vault's never touches a disk in
clear. PostgreSQL: every table by COPY inside one repeatable read, behind no programme's wall, and refused where other
policies than ours might leave rows out: half a backup that calls itself whole is the worst of all. No ``pg_dump`` of
the right version needed.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from trailside.config.backups.envelope import SIZE, Piece
from trailside.config.backups.faults import CannotBackUp, DiskFull
from trailside.config.copies.engines import file_of, is_file
from trailside.ledger import policies, wall

FILE = "database"
TABLES = "tables"
SEQUENCES = "sequences.json"
LEFT_OUT = frozenset({"django_session", "people_session"})
"""Nobody stays signed in over a restore."""
EVERY_TABLE = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
OTHER_POLICIES = "SELECT DISTINCT tablename FROM pg_policies WHERE policyname <> %s ORDER BY 1"
EVERY_SEQUENCE = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1"


def engine(alias: str) -> str:
    """``sqlite`` or ``postgresql``."""
    return "sqlite" if is_file(alias) else "postgresql"


def pieces(alias: str) -> Iterator[Piece]:
    """Everything in the database ``alias`` as it is at this moment. Raises CannotBackUp, DiskFull."""
    if not is_file(alias):
        yield from _tables(alias)
    elif alias == "vault":
        yield from _cut(_in_memory(file_of(alias)))
    else:
        yield from _file(file_of(alias))


def _cut(whole: bytes) -> Iterator[Piece]:
    for number, start in enumerate(range(0, len(whole), SIZE)):
        yield f"{FILE}/{number:06}", whole[start : start + SIZE]


def _in_memory(path: Path) -> bytes:
    """A wrapped key that is forgotten tomorrow must not lie in a temporary file's old blocks."""
    source, copy = sqlite3.connect(path), sqlite3.connect(":memory:")
    try:
        source.backup(copy)
        return bytes(copy.serialize())
    finally:
        copy.close()
        source.close()


def _file(path: Path) -> Iterator[Piece]:
    place = Path(settings.TRAILSIDE_DATA)
    for left in place.glob(".backup-*"):  # of a backup that was killed
        left.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(prefix=".backup-", dir=place)
    os.close(handle)
    draft = Path(name)
    try:
        _copied(path, draft)
        with draft.open("rb") as file:
            number = 0
            while data := file.read(SIZE):
                yield f"{FILE}/{number:06}", data
                number += 1
    finally:
        draft.unlink(missing_ok=True)


def _copied(path: Path, draft: Path) -> None:
    source, copy = sqlite3.connect(path), sqlite3.connect(draft)
    try:
        copy.execute("PRAGMA synchronous=OFF")
        source.backup(copy)
    except sqlite3.OperationalError as fault:
        if "full" in str(fault):
            raise DiskFull(f"{draft.parent} has no room for a second {path.name}. Make room there.") from fault
        raise CannotBackUp(f"{path.name} cannot be copied: {fault}") from fault
    finally:
        copy.close()
        source.close()


@contextmanager
def connected(alias: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """A connection of our own without time limits, as the role that sees all rows."""
    settings_of = connections[alias].get_connection_params()
    with psycopg.connect(**settings_of, autocommit=False) as connection:
        connection.execute("SET statement_timeout = 0")
        connection.execute("SET idle_in_transaction_session_timeout = 0")
        connection.execute(f"SET {wall.SETTING} = '{wall.EVERY}'")
        connection.commit()
        yield connection


def _tables(alias: str) -> Iterator[Piece]:
    with connected(alias) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        try:
            if others := connection.execute(OTHER_POLICIES, [policies.NAME]).fetchall():
                tables = ", ".join(str(table) for (table,) in others)
                raise CannotBackUp(f"Policies that are not ours may leave rows out of these tables: {tables}.")
            for (table,) in connection.execute(EVERY_TABLE).fetchall():
                if table not in LEFT_OUT:
                    yield from _table(connection, str(table))
            rows = connection.execute(EVERY_SEQUENCE).fetchall()
        except psycopg.Error as fault:
            raise CannotBackUp(f"PostgreSQL did not give everything: {str(fault).strip()}") from fault
        yield SEQUENCES, json.dumps({str(name): last for name, last in rows if last is not None}).encode()


def columns(connection: psycopg.Connection[tuple[Any, ...]], table: str) -> list[str]:
    """The columns of a table that hold something of their own."""
    rows = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
        "AND attgenerated = '' ORDER BY attnum",
        [sql.Identifier(table).as_string(connection)],
    )
    return [str(name) for (name,) in rows.fetchall()]


def _table(connection: psycopg.Connection[tuple[Any, ...]], table: str) -> Iterator[Piece]:
    names = columns(connection, table)
    yield f"{TABLES}/{table}/columns.json", json.dumps(names).encode()
    what = sql.SQL("COPY {} ({}) TO STDOUT").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    held, number = bytearray(), 0
    with connection.cursor() as cursor, cursor.copy(what) as copy:
        for data in copy:
            held += cast(bytes, data)
            if len(held) >= SIZE:
                yield f"{TABLES}/{table}/{number:06}", bytes(held)
                held, number = bytearray(), number + 1
    if held:
        yield f"{TABLES}/{table}/{number:06}", bytes(held)
