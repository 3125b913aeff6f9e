"""One copy of everything that a change of release touches."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from trailside.config import places
from trailside.config.copies.engines import copy_out, synced
from trailside.kit import clock

KEPT = timedelta(days=30)
"""How long a copy is kept: the vault's promise about backups."""
FORM = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """Named by its moment; ``release`` is what ran when it was made."""

    name: str
    release: str

    @property
    def data(self) -> Path:
        """Where the copy of the data stands."""
        return data_place() / self.name

    @property
    def vault(self) -> Path:
        """Where the copy of the vault stands."""
        return vault_place() / self.name

    @property
    def made_at(self) -> datetime:
        """When it was made (UTC, aware)."""
        return datetime.strptime(self.name + "+0000", FORM + "%z")

    def file(self, alias: str) -> Path:
        """The copy of one database."""
        return (self.vault if alias == "vault" else self.data) / f"{alias}.copy"


def data_place() -> Path:
    """The folder of the data's copies."""
    return Path(settings.TRAILSIDE_DATA) / "copies"


def vault_place() -> Path:
    """The folder of the vault's copies: beside the vault, never with the data's."""
    named = places.vault()
    if named.startswith("postgres"):
        data = Path(settings.TRAILSIDE_DATA)
        return data.with_name(data.name + "-vault") / "copies"
    return Path(named).parent / "copies"


def make(release: str) -> Copy:
    """Copy data and vault. Raises CannotCopy and OSError; then nothing is left of the attempt."""
    copy = Copy(clock.now().strftime(FORM), release)
    try:
        for folder in (copy.data, copy.vault):
            folder.mkdir(parents=True, mode=0o700)
        copy_out("default", copy.file("default"))
        copy_out("vault", copy.file("vault"))
        about = copy.data / "about.json"
        about.write_text(json.dumps({"release": release}))
        for path in (about, copy.data, copy.vault):
            synced(path)
    except BaseException:
        drop(copy)
        raise
    return copy


def listed() -> list[Copy]:
    """Every whole copy, oldest first."""
    found = []
    for about in data_place().glob("*/about.json"):
        copy = Copy(about.parent.name, str(json.loads(about.read_text())["release"]))
        if copy.file("vault").exists():
            found.append(copy)
    return sorted(found)


def newest() -> Copy | None:
    """The latest whole copy."""
    return listed()[-1] if listed() else None


def drop(copy: Copy) -> None:
    """Remove a copy; harmless when some of it is not there."""
    shutil.rmtree(copy.data, ignore_errors=True)
    shutil.rmtree(copy.vault, ignore_errors=True)


def drop_old() -> int:
    """Remove the copies that are too old, and halves of copies. Returns how many were removed."""
    whole = {copy.name for copy in listed() if clock.now() - copy.made_at < KEPT}
    left = {path.name for place in (data_place(), vault_place()) if place.is_dir() for path in place.iterdir()} - whole
    for name in left:
        drop(Copy(name, ""))
    return len(left)
