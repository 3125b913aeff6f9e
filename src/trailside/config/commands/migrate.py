"""``trailside migrate``: copy everything, bring the databases to this release, check them, or put all back.

SQLite rebuilds a table to change it and forgets the table's triggers without a word; the ledger's triggers are what
keeps it append-only. So the steps in ``steps.AFTER_MIGRATE`` follow every migration.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import django
from django.conf import settings
from django.db import connections

from trailside.config import copies, release, schema
from trailside.config.copies.engines import CannotCopy, is_file
from trailside.config.server import lock


def run(arguments: Sequence[str]) -> int:
    """Migrate; the number that this process ends with."""
    parser = argparse.ArgumentParser(prog="trailside migrate", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only say whether there is something to do (exit code 1)")
    parser.add_argument("--quiet", action="store_true", help="say nothing when all goes well")
    parser.add_argument("--held", action="store_true", help=argparse.SUPPRESS)  # update holds the lock and the copy
    options = parser.parse_args(arguments)
    django.setup()
    if options.check:
        waiting = sorted(schema.pending())
        sys.stdout.write("\n".join(waiting) + "\n" if waiting else "")
        return 1 if waiting else 0
    if options.held:
        schema.everything(quiet=options.quiet)
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
    copy = copies.make(release.name()) if schema.has_data() and any(schema.pending()) else None
    try:
        schema.everything(quiet=quiet)
    except BaseException:
        if copy is not None:
            connections.close_all()
            copies.put_back(copy, sessions_end=False)
            sys.stderr.write("The migration did not go well. Everything was put back as it was.\n")
        raise
    copies.drop_old()
