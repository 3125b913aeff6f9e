"""What is in the databases and what this release wants there: migrating, checking, what is still to be done."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections, router

from trailside.config import named, steps
from trailside.config.copies.engines import is_file
from trailside.ledger import policies, triggers, wall


class Damaged(Exception):
    """The databases are not whole after a migration; the message says how."""


def everything(*, quiet: bool = True) -> None:
    """Migrate every database, take the steps that follow a migration, and check the result."""
    Path(settings.TRAILSIDE_DATA).mkdir(parents=True, exist_ok=True)
    with wall.every("migration"):
        for alias in connections.settings:
            call_command("migrate", database=alias, interactive=False, verbosity=0 if quiet else 1)
    for name in steps.AFTER_MIGRATE:
        named.function(name)()
    check()


def check() -> None:
    """Raise Damaged unless every page, key and trigger is where it belongs."""
    for alias in connections.settings:
        if is_file(alias):
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA quick_check")
                if (found := cursor.fetchone()[0]) != "ok":
                    raise Damaged(f"{alias}: {found}")
        connections[alias].check_constraints()
    if missing := triggers.missing():
        raise Damaged(f"triggers are missing: {', '.join(missing)}")
    if missing := policies.missing():
        raise Damaged(f"tables without a wall between programmes: {', '.join(missing)}")


def has_data() -> bool:
    """Whether there is a database with anything in it."""
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM django_migrations")
            row = cursor.fetchone()
    except DatabaseError:
        connections["default"].close()
        return False
    return bool(row) and row[0] > 0


def pending() -> Iterator[str]:
    """Migrations that are on this disk and not in the database, by name; reads file names only (milliseconds)."""
    for alias in connections.settings:
        try:
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT app, name FROM django_migrations")
                applied = set(cursor.fetchall())
        except DatabaseError:
            connections[alias].close()
            yield f"{alias}: everything"
            continue
        for app, name in on_disk(alias):
            if (app, name) not in applied:
                yield f"{alias}: {app}.{name}"


def on_disk(alias: str) -> Iterator[tuple[str, str]]:
    """App and name of every migration of this release that belongs into a database."""
    for app in apps.get_app_configs():
        if router.allow_migrate(alias, app.label):
            for path in sorted(Path(app.path, "migrations").glob("[0-9]*.py")):
                yield app.label, path.stem
