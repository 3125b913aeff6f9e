"""``trailside manage ...``: Django's own commands, without those that would make an account behind everybody's back."""

import os
import sys
from collections.abc import Callable, Sequence

from django.core.management import execute_from_command_line
from django.db.utils import OperationalError, ProgrammingError

from trailside.config import places

REFUSED = {
    "createsuperuser": "There are no superusers here: nobody may read everything.",
    "changepassword": "A password is changed by its holder, or replaced by a manager on the team page.",
}

NO_TABLES = ("no such table", "no such column", "does not exist")
MAKE_ONE = "Name the right place with TRAILSIDE_DATA; or let script/run or trailside migrate make it."


def run(arguments: Sequence[str]) -> int:
    """Run one of Django's management commands; the number that this process ends with."""
    if arguments and arguments[0] in REFUSED:
        sys.stderr.write(REFUSED[arguments[0]] + "\n")
        return 2

    def django() -> int:
        execute_from_command_line(["trailside", *arguments])
        return 0

    return in_words(django)


def in_words(call: Callable[[], int]) -> int:
    """What ``call`` ends with; where there is no database of this release, a sentence and 1."""
    try:
        return call()
    except (OperationalError, ProgrammingError) as fault:
        if not any(sign in str(fault) for sign in NO_TABLES):
            raise
        where = "the database of DATABASE_URL" if os.environ.get("DATABASE_URL") else str(places.data())
        sys.stderr.write(f"In {where} there is no Trailside of this release. {MAKE_ONE}\n")
        return 1
