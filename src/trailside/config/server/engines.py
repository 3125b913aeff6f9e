"""The databases under the page threads: is the file still the one we opened, and can it be read and written?

A SQLite connection goes on working on a file that was moved away or replaced, and would acknowledge writes that
nobody will ever find. So each page thread looks (two ``stat`` calls, microseconds) before it begins, lets go of a
connection whose file has changed, and says "not right now" when there is none: when the file is back, the next
request opens it. Nothing needs a restart.
"""

import os
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

PATIENCE = 2000
"""Milliseconds that a probe waits for its turn to write."""
_seen = threading.local()


class Gone(Exception):
    """A database that this installation lives in is not there."""


def file_of(alias: str) -> str | None:
    """The path of a SQLite database; nothing for an engine that is not a file, or lives in memory."""
    settings = connections.settings[alias]
    name = str(settings["NAME"])
    if not str(settings["ENGINE"]).endswith("sqlite3") or ":memory:" in name or "mode=memory" in name:
        return None
    return name.removeprefix("file:").split("?")[0]


def look() -> None:
    """Make sure that this thread's connections lead to the files of now; ``Gone`` when one is missing."""
    marks: dict[str, tuple[int, int]] = _seen.__dict__.setdefault("marks", {})
    for alias in connections.settings:
        path = file_of(alias)
        if path is None:
            continue
        try:
            about = os.stat(path)
        except OSError as fault:
            connections[alias].close()
            raise Gone(alias) from fault
        mark = (about.st_dev, about.st_ino)
        if marks.get(alias) != mark:
            connections[alias].close()
            marks[alias] = mark


def let_go() -> None:
    """Close this thread's connections."""
    for alias in connections.settings:
        connections[alias].close()


def read_and_write(connection: BaseDatabaseWrapper) -> None:
    """One durable write that changes nothing, and one read; raises DatabaseError when either fails."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            cursor.execute(f"PRAGMA user_version = {int(time.time()) % 2_000_000_000}")
        else:
            cursor.execute("SELECT pg_logical_emit_message(true, 'trailside.probe', '')")
        cursor.execute("SELECT count(*) FROM django_migrations")
        cursor.fetchone()


def trouble(probe: Callable[[BaseDatabaseWrapper], None] = read_and_write) -> str:
    """Why this installation cannot work right now, in plain words; empty when it can. Never raises."""
    try:
        look()
        for alias in connections.settings:
            probe(connections[alias])
    except Gone as fault:
        return f"the database {fault} is not there"
    except DatabaseError as fault:
        let_go()
        return _named(str(fault).lower())
    except OSError:
        let_go()
        return "the disk cannot be read or written"
    return ""


def _named(fault: str) -> str:
    if "locked" in fault or "busy" in fault:
        return ""
    if "full" in fault or "no space" in fault:
        return "the disk is full"
    if "readonly" in fault or "read-only" in fault:
        return "the database can only be read"
    if "malformed" in fault or "not a database" in fault:
        return "the database file is damaged"
    if "no such table" in fault or "does not exist" in fault:
        return "the database has not been migrated"
    return "the database does not answer"
