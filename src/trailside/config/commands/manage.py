"""``trailside manage ...``: Django's own commands, without those that would make an account behind everybody's back."""

import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line

REFUSED = {
    "createsuperuser": "There are no superusers here: nobody may read everything.",
    "changepassword": "A password is changed by its holder, or replaced by a manager on the team page.",
}


def run(arguments: Sequence[str]) -> int:
    """Run one of Django's management commands; the number that this process ends with."""
    if arguments and arguments[0] in REFUSED:
        sys.stderr.write(REFUSED[arguments[0]] + "\n")
        return 2
    execute_from_command_line(["trailside", *arguments])
    return 0
