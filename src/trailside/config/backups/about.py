"""What a backup says of itself: inside, sealed, for restoring; and beside it, in clear, for checking and finding."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import connections

from trailside.config import release
from trailside.config.backups.faults import NotWhole, OtherRelease
from trailside.config.backups.snapshots import engine
from trailside.config.schema import on_disk

FORMAT = 1
MOMENT = "%Y%m%dT%H%M%SZ"
SUFFIX = ".age"


@dataclass(frozen=True)
class About:
    """The first piece of every backup."""

    kind: str
    made_at: str
    engine: str
    release: str
    migrations: list[str]
    heads: list[str] = field(default_factory=list)
    format: int = FORMAT

    def as_bytes(self) -> bytes:
        """As it stands in the backup."""
        return json.dumps(asdict(self)).encode()


def about(kind: str, made_at: datetime, heads: list[str]) -> About:
    """Of the database of now. kind: ``data`` or ``vault``."""
    alias = alias_of(kind)
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = sorted({f"{app}.{name}" for app, name in cursor.fetchall()})
    return About(kind, made_at.isoformat(timespec="seconds"), engine(alias), release.name(), applied, heads)


def alias_of(kind: str) -> str:
    """The database behind a kind of backup."""
    return "vault" if kind == "vault" else "default"


def read(data: bytes, name: str) -> About:
    """Raises NotWhole, OtherRelease."""
    try:
        said = json.loads(data)
        if said["format"] > FORMAT:
            raise OtherRelease(f"{name} was made by a later Trailside ({said['release']}). Install that one first.")
        return About(**said)
    except (ValueError, KeyError, TypeError) as fault:
        raise NotWhole(f"{name} is no backup of Trailside.") from fault


def fits(said: About) -> None:
    """Raise OtherRelease unless this release can take it."""
    here = engine(alias_of(said.kind))
    if said.engine != here:
        raise OtherRelease(f"This backup is of {said.engine}, and the settings here say {here}. Change DATABASE_URL.")
    # Django notes every migration in each database, also those that changed nothing there.
    unknown = set(said.migrations) - {f"{app}.{name}" for alias in connections.settings for app, name in on_disk(alias)}
    if unknown:
        raise OtherRelease(
            f"This backup is of a later release ({said.release}; it has {min(unknown)}, which is not known here). "
            "Install that release, restore, then go on."
        )


@dataclass(frozen=True, order=True)
class Kept:
    """One backup in its folder. ``NAME.json`` beside ``NAME.age`` is written last: without it, it is half a backup."""

    path: Path

    @property
    def beside(self) -> Path:
        """What is said of it in clear: nothing about anybody."""
        return self.path.with_suffix(".json")

    @property
    def made_at(self) -> datetime:
        """When (UTC), from its name."""
        return datetime.strptime(self.path.stem.rsplit("-", 1)[-1] + "+0000", MOMENT + "%z")

    def said(self) -> Mapping[str, object]:
        """Size, SHA-256, release, heads. Raises NotWhole."""
        try:
            found: Mapping[str, object] = json.loads(self.beside.read_text())
        except (OSError, ValueError) as fault:
            raise NotWhole(f"Beside {self.path.name} there is no {self.beside.name}: it was never finished.") from fault
        return found


def name_of(kind: str, made_at: datetime) -> str:
    """The file's name."""
    return f"trailside-{kind}-{made_at.strftime(MOMENT)}{SUFFIX}"


def listed(folder: Path, kind: str) -> list[Kept]:
    """Every finished backup of one kind in a folder, oldest first."""
    found = (Kept(path) for path in folder.glob(f"trailside-{kind}-*{SUFFIX}"))
    return sorted((kept for kept in found if kept.beside.exists()), key=lambda kept: kept.made_at)
