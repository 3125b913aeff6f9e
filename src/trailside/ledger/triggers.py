"""Triggers that refuse to change or remove an entry, a look or a leaf.

SQLite drops triggers silently when a migration re-makes a table, so ``trailside migrate`` makes them anew and ``serve``
checks them at start.
"""

from __future__ import annotations

from django.db import connection

GUARDED = ("ledger_entry", "ledger_look", "ledger_leaf")
_SAY = "the ledger is append-only"


def _names() -> list[tuple[str, str, str]]:
    return [(f"{table}_no_{event.lower()}", table, event) for table in GUARDED for event in ("UPDATE", "DELETE")]


def make() -> None:
    """Make every trigger, whether it is there or not."""
    lift()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{_SAY}'; END $$"
            )
        for name, table, event in _names():
            body = (
                "FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"
                if connection.vendor == "postgresql"
                else f"BEGIN SELECT RAISE(ABORT, '{_SAY}'); END"
            )
            cursor.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} {body}")


def lift() -> None:
    """Take the triggers away: for re-making them, and for tests that empty the tables."""
    with connection.cursor() as cursor:
        for name, table, _event in _names():
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


def missing() -> list[str]:
    """The names of triggers that are not there; empty when all is well."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    return [name for name, _table, _event in _names() if name not in there]
