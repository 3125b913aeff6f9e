"""``trailside migrate``: copy everything, bring the databases to this release, check them, or put all back.

SQLite rebuilds a table to change it and forgets the table's triggers without a word; the ledger's triggers are what
keeps it append-only. So the steps in ``steps.AFTER_MIGRATE`` follow every migration.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections, router

from trailside.config import copies, named, release, steps
from trailside.config.copies.engines import CannotCopy, is_file
from trailside.config.server import lock
from trailside.ledger import triggers


class Damaged(Exception):
    """The databases are not whole after a migration; the message says how."""


def run(arguments: Sequence[str]) -> int:
    """Migrate; the number that this process ends with."""
    parser = argparse.ArgumentParser(prog="trailside migrate", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only say whether there is something to do (exit code 1)")
    parser.add_argument("--quiet", action="store_true", help="say nothing when all goes well")
    parser.add_argument("--held", action="store_true", help=argparse.SUPPRESS)  # update holds the lock and the copy
    options = parser.parse_args(arguments)
    django.setup()
    if options.check:
        waiting = sorted(pending())
        sys.stdout.write("\n".join(waiting) + "\n" if waiting else "")
        return 1 if waiting else 0
    if options.held:
        everything(quiet=options.quiet)
        return 0
    try:
        with ExitStack() as held:
            if is_file("default"):
                held.enter_context(lock.only_one(Path(settings.TRAILSIDE_DATA)))
            safely(quiet=options.quiet)
    except lock.AlreadyServed as fault:
        sys.stderr.write(f"{fault} Stop it first; migrating takes seconds.\n")
        return 1
    except CannotCopy as fault:
        sys.stderr.write(f"{fault} Nothing was changed.\n")
        return 1
    return 0


def safely(*, quiet: bool) -> None:
    """Migrate with a copy first when there is data that a migration would change; on failure it is put back."""
    copy = copies.make(release.name()) if has_data() and any(pending()) else None
    try:
        everything(quiet=quiet)
    except BaseException:
        if copy is not None:
            connections.close_all()
            copies.put_back(copy, sessions_end=False)
            sys.stderr.write("The migration did not go well. Everything was put back as it was.\n")
        raise
    copies.drop_old()


def everything(*, quiet: bool = True) -> None:
    """Migrate every database, take the steps that follow a migration, and check the result."""
    Path(settings.TRAILSIDE_DATA).mkdir(parents=True, exist_ok=True)
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
