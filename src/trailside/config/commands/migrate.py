"""``trailside migrate``: bring the databases to this release, and re-make what a migration drops.

SQLite rebuilds a table to change it and forgets the table's triggers without a word; the ledger's triggers are what
keeps it append-only. So the steps in ``steps.AFTER_MIGRATE`` follow every migration.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections, router

from trailside.config import named, steps


def run(arguments: Sequence[str]) -> int:
    """Migrate; the number that this process ends with."""
    parser = argparse.ArgumentParser(prog="trailside migrate", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only say whether there is something to do (exit code 1)")
    parser.add_argument("--quiet", action="store_true", help="say nothing when all goes well")
    options = parser.parse_args(arguments)
    django.setup()
    if options.check:
        waiting = sorted(pending())
        sys.stdout.write("\n".join(waiting) + "\n" if waiting else "")
        return 1 if waiting else 0
    everything(quiet=options.quiet)
    return 0


def everything(*, quiet: bool = True) -> None:
    """Migrate every database, then take the steps that follow a migration."""
    Path(settings.TRAILSIDE_DATA).mkdir(parents=True, exist_ok=True)
    for alias in connections.settings:
        call_command("migrate", database=alias, interactive=False, verbosity=0 if quiet else 1)
    for name in steps.AFTER_MIGRATE:
        named.function(name)()


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
        for app in apps.get_app_configs():
            if not router.allow_migrate(alias, app.label):
                continue
            for path in sorted(Path(app.path, "migrations").glob("[0-9]*.py")):
                if (app.label, path.stem) not in applied:
                    yield f"{alias}: {app.label}.{path.stem}"
