"""Chores of the serving process: a backup when it is due, made by a process of its own; old keys that may go."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

from trailside.config.backups import make
from trailside.config.backups.faults import CannotBackUp
from trailside.config.backups.plan import is_wanted, plan
from trailside.ledger.resealing import reseal
from trailside.vault import rotation


def back_up() -> bool:
    """Make a backup if one is due. Raises CannotBackUp, which the log names. Returns whether one was made."""
    if not is_wanted() or not make.is_due(plan()):
        return False
    line = [sys.executable, "-m", "trailside.config.command", "backup", "--due"]
    if subprocess.run(line, check=False, stdout=subprocess.DEVNULL).returncode:  # noqa: S603  # ourselves
        raise CannotBackUp
    return True


def drop_old_versions() -> int:
    """Destroy versions of keys that neither anything here nor a backup is sealed by. Returns how many."""
    longest = dt.timedelta()
    if is_wanted():
        wanted = plan()
        longest = max(wanted.kept_for("data"), dt.timedelta(weeks=wanted.weeks))
    if not rotation.may_drop(longest) or sum(reseal()):
        return 0
    return rotation.drop_versions(longest)
