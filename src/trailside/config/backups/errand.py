"""The chore of the serving process: a backup when the last one is a day old, made by a process of its own."""

from __future__ import annotations

import subprocess
import sys

from trailside.config.backups import make
from trailside.config.backups.faults import CannotBackUp
from trailside.config.backups.plan import is_wanted, plan


def back_up() -> bool:
    """Make a backup if one is due. Raises CannotBackUp, which the log names. Returns whether one was made."""
    if not is_wanted() or not make.is_due(plan()):
        return False
    line = [sys.executable, "-m", "trailside.config.command", "backup", "--due"]
    if subprocess.run(line, check=False, stdout=subprocess.DEVNULL).returncode:  # noqa: S603  # ourselves
        raise CannotBackUp
    return True
