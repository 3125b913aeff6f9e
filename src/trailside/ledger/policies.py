"""The policies of row-level security, one for every table that has ``organisation_id``, made by ``trailside migrate``.

``FORCE``: they hold for the role that owns the tables too. The setting is read once in a statement, not for each row
(a subquery without outer references). A connection that was told nothing has no organisation, and NULL equals nothing.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection

from trailside.ledger.wall import EVERY, SETTING

# A new text needs a new name: what has the name is left as it is.
NAME = "wall_1"
TOLD = f"(SELECT NULLIF(current_setting('{SETTING}', true), '')::uuid)"
RULE = f"organisation_id = {TOLD} OR {TOLD} = '{EVERY}'::uuid"
_KEPT = f"""
    SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relrowsecurity AND c.relforcerowsecurity
    AND (SELECT array_agg(p.polname::text) FROM pg_policy p WHERE p.polrelid = c.oid) = '{{{NAME}}}'"""


class Unwalled(Exception):
    """The role of this connection passes every policy; the message says what to do."""


def walled() -> list[str]:
    """The tables of the house that belong to one organisation, by name."""
    return sorted(
        table._meta.db_table
        for table in apps.get_models()
        if any(field.column == "organisation_id" for field in table._meta.concrete_fields)
    )


def missing() -> list[str]:
    """The tables whose wall is not whole; none on SQLite, which has no such thing."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(_KEPT)
        whole = {row[0] for row in cursor.fetchall()}
    return [table for table in walled() if table not in whole]


def make() -> None:
    """Build what is missing, and nothing else (building takes a table's lock for a moment)."""
    for table in missing():
        with connection.cursor() as cursor:
            cursor.execute("SELECT policyname FROM pg_policies WHERE tablename = %s", [table])
            for (old,) in cursor.fetchall():
                cursor.execute(f'DROP POLICY "{old}" ON "{table}"')
            cursor.execute(f'CREATE POLICY {NAME} ON "{table}" USING ({RULE}) WITH CHECK ({RULE})')
            cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY')


def check_role() -> None:
    """Raise Unwalled when PostgreSQL would ask this connection for no policy at all."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        name, passes = cursor.fetchone()
    if passes:
        raise Unwalled(
            f"The database role {name} passes every wall between programmes (SUPERUSER or BYPASSRLS). Use a role of "
            "Trailside's own: docs/running.md, When you outgrow it."
        )
