"""Chores of the serving process: a backup when it is due, made by a process of its own; old keys that may go."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

from trailside.config.backups import make
from trailside.config.backups.faults import CannotBackUp
from trailside.config.backups.plan import is_wanted, plan
from trailside.ledger import wall
from trailside.ledger.resealing import reseal
from trailside.vault import rotation

_under_way: list[subprocess.Popen[bytes]] = []


def back_up() -> bool:
    """Begin a backup if one is due; the job thread does not wait for it. Raises CannotBackUp when the last one did not
    go well, which the log names. Returns whether one was begun.
    """
    if _under_way and _under_way[0].poll() is None:
        return False
    if _under_way and _under_way.pop().returncode:
        raise CannotBackUp
    if not is_wanted() or not make.is_due(plan()):
        return False
    line = [sys.executable, "-m", "trailside.config.command", "backup", "--due"]
    _under_way.append(subprocess.Popen(line, stdout=subprocess.DEVNULL))  # noqa: S603  # ourselves
    return True


@wall.every("chore")
def drop_old_versions() -> int:
    """Destroy versions of keys that neither anything here nor a backup is sealed by. Returns how many."""
    longest = dt.timedelta()
    if is_wanted():
        wanted = plan()
        longest = max(wanted.kept_for("data"), dt.timedelta(weeks=wanted.weeks))
    if not rotation.may_drop(longest) or sum(reseal(), 0) > 0:
        return 0
    return rotation.drop_versions(longest)
