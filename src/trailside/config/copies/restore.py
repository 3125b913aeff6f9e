"""Putting a copy back, without bringing back anybody who was forgotten meanwhile."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connections

from trailside.config.copies.copy import Copy
from trailside.config.copies.engines import copy_in

# Plain SQL on names that never change: the code that runs may be of another release than the copy.
TOMBSTONES = "SELECT owner, destroyed_at FROM vault_tombstone"
FORGET_KEY = "DELETE FROM vault_datakey WHERE owner = %s"
FORGET_MARK = "DELETE FROM vault_tombstone WHERE owner = %s"
KEEP_MARK = "INSERT INTO vault_tombstone (owner, destroyed_at) VALUES (%s, %s)"
# By whichever release the copy was made.
SESSIONS = ("people_session", "django_session")


def put_back(copy: Copy, *, sessions_end: bool = True) -> int:
    """Put data and vault back as they were in ``copy``. Nobody may serve meanwhile.

    Persons forgotten since are forgotten again. Returns how many those are.
    """
    forgotten = _tombstones()
    copy_in("vault", copy.file("vault"))
    copy_in("default", copy.file("default"))
    back = set(forgotten) - set(_tombstones())
    with connections["vault"].cursor() as cursor:
        for owner, destroyed_at in sorted(back, key=str):
            cursor.execute(FORGET_KEY, [owner])
            cursor.execute(FORGET_MARK, [owner])
            cursor.execute(KEEP_MARK, [owner, destroyed_at])
    if sessions_end:
        end_sessions()
    connections.close_all()
    return len(back)


def end_sessions() -> None:
    """End every session: what was restored holds those of another day."""
    with connections["default"].cursor() as cursor:
        there = set(connections["default"].introspection.table_names(cursor))
        for table in there.intersection(SESSIONS):
            cursor.execute(f"DELETE FROM {table}")


def _tombstones() -> list[tuple[Any, Any]]:
    """What the vault of now says was forgotten; nothing when it cannot be read any more."""
    try:
        with connections["vault"].cursor() as cursor:
            cursor.execute(TOMBSTONES)
            return list(cursor.fetchall())
    except DatabaseError:
        connections["vault"].close()
        return []
