"""Taking the pieces of one database into an empty place: all of it, or nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from trailside.config.backups.about import About
from trailside.config.backups.faults import CannotBackUp, NotEmpty, NotWhole
from trailside.config.backups.snapshots import FILE, SEQUENCES, TABLES, connected
from trailside.config.copies.engines import file_of, is_file, synced


class Receiver(Protocol):
    """Takes pieces by name."""

    def take(self, name: str, data: bytes) -> None: ...


@contextmanager
def receiver(alias: str, said: About) -> Iterator[Receiver]:
    """Whoever leaves the block well has the database in its place; else it is as empty as before."""
    with _into_file(file_of(alias)) if is_file(alias) else _into_tables(alias, said) as found:
        yield found


def must_be_empty(alias: str) -> None:
    """Raise NotEmpty when a database is there already."""
    if is_file(alias):
        path = file_of(alias)
        if path.exists() and path.stat().st_size:
            raise NotEmpty(
                f"There is a database already: {path}. A restore never writes over one. Move it away first "
                "(keep it: whoever was forgotten since the backup stands in it), or name another TRAILSIDE_DATA."
            )
        return
    with connections[alias].cursor() as cursor:
        tables = connections[alias].introspection.table_names(cursor)
    if tables:
        raise NotEmpty(f"The database {connections.settings[alias]['NAME']} is not empty. Make a new, empty one.")


class _File:
    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._next = 0

    def take(self, name: str, data: bytes) -> None:
        if name != f"{FILE}/{self._next:06}":
            raise NotWhole(f"{name} comes out of turn.")
        self._file.write(data)
        self._next += 1

    def close(self) -> None:
        self._file.close()


@contextmanager
def _into_file(place: Path) -> Iterator[Receiver]:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place.with_name("." + place.name + ".coming")
    taking = _File(draft)
    try:
        yield taking
        taking.close()
        synced(draft)
        for left in ("-wal", "-shm"):
            place.with_name(place.name + left).unlink(missing_ok=True)
        os.replace(draft, place)
        synced(place.parent)
    finally:
        taking.close()
        draft.unlink(missing_ok=True)


@contextmanager
def _into_tables(alias: str, said: About) -> Iterator[Receiver]:
    """The tables of the backup's own release are made, emptied of what making them wrote, and filled in one go."""
    try:
        _as_it_was(alias, said)
        connections[alias].close()
        with connected(alias) as connection, connection.transaction():
            taking = _Tables(connection)
            yield taking
            taking.finish()
    except BaseException as fault:
        _empty(alias)
        if isinstance(fault, (psycopg.Error, DatabaseError)):
            raise CannotBackUp(f"PostgreSQL did not take it: {str(fault).strip()}") from fault
        raise


def _as_it_was(alias: str, said: About) -> None:
    """Make the tables as that release had them, whatever this release adds later (``trailside migrate``)."""
    executor = MigrationExecutor(connections[alias])
    wanted = {(name.partition(".")[0], name.partition(".")[2]) for name in said.migrations}
    known = wanted & set(executor.loader.graph.nodes)
    last = [
        node for node in known if not {child.key for child in executor.loader.graph.node_map[node].children} & known
    ]
    executor.migrate(sorted(last))


def _empty(alias: str) -> None:
    """Drop what was made: the place was empty before."""
    connections[alias].close()
    with connected(alias) as connection, connection.transaction():
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
        for (table,) in rows:
            connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(table)))


class _Tables:
    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection
        self._columns: dict[str, list[str]] = {}
        self._sequences: dict[str, int] = {}
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
        tables = sql.SQL(", ").join(sql.Identifier(str(table)) for (table,) in rows)
        if rows:
            connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(tables))

    def take(self, name: str, data: bytes) -> None:
        if name == SEQUENCES:
            self._sequences = json.loads(data)
            return
        kind, table, part = name.split("/")
        if kind != TABLES:
            raise NotWhole(f"{name} is not of PostgreSQL.")
        if part == "columns.json":
            self._columns[table] = json.loads(data)
            return
        names = sql.SQL(", ").join(map(sql.Identifier, self._columns[table]))
        what = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
        with self._connection.cursor() as cursor, cursor.copy(what) as copy:
            copy.write(data)

    def finish(self) -> None:
        for name, last in self._sequences.items():
            self._connection.execute("SELECT setval(%s::regclass, %s)", [f'"{name}"', last])
