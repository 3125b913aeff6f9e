"""The list of who was forgotten, kept beside the backups: random ids and days, nothing that says who it was.

A backup is older than now. Without this list, putting it back would bring back whoever was forgotten in between.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from trailside.config.backups import plan
from trailside.config.backups.faults import CannotBackUp
from trailside.config.copies.engines import synced
from trailside.vault import keys

NAME = "forgotten.txt"
Stones = dict[UUID, datetime]


def read(path: Path) -> Stones:
    """Who stands in a list. Raises CannotBackUp when it is none."""
    try:
        pairs = (line.split() for line in path.read_text().splitlines() if line.strip())
        return {UUID(owner): datetime.fromisoformat(when) for owner, when in pairs}
    except (OSError, ValueError) as fault:
        raise CannotBackUp(f"{path} is no list of who was forgotten.") from fault


def keep(folders: Iterable[Path]) -> None:
    """Write the list into each folder, whole or not at all; what stands there already stays in it."""
    now = keys.destroyed()
    for folder in folders:
        target = folder / NAME
        known = read(target) if target.exists() else {}
        if now.keys() <= known.keys():
            continue
        lines = [f"{owner} {when.isoformat()}" for owner, when in sorted({**known, **now}.items())]
        draft = target.with_name("." + NAME)
        draft.write_text("\n".join(lines) + "\n")
        synced(draft)
        os.replace(draft, target)
        synced(folder)


def keep_up() -> None:
    """A chore: whoever is forgotten stands in the list within the minute, not only at the next backup."""
    if plan.is_wanted():
        keep(folder for folder in plan.plan().folders.values() if folder.is_dir())
