"""What lies in the data folder beside the database: uploads, the pages that answer without it, Django's secret."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.conf import settings

from trailside.config.backups.envelope import SIZE, Piece
from trailside.config.backups.faults import NotWhole
from trailside.config.copies.engines import file_of, is_file

FILES = "files"
NOT_HERE = frozenset({"copies", "serve.lock", "write.lock", "write.next"})


def _left_out(name: str) -> bool:
    database = file_of("default").name if is_file("default") else "trailside.sqlite3"
    return name in NOT_HERE or name.startswith((".", database))


def pieces() -> Iterator[Piece]:
    """Every file but the database and what belongs to this machine only (locks, copies)."""
    place = Path(settings.TRAILSIDE_DATA)
    for top in sorted(place.iterdir()) if place.is_dir() else []:
        if _left_out(top.name) or top.is_symlink():
            continue
        found = sorted(top.rglob("*")) if top.is_dir() else [top]
        for path in found:
            if path.is_file() and not path.is_symlink():
                yield from _file(path, path.relative_to(place))


def _file(path: Path, named: Path) -> Iterator[Piece]:
    try:
        file = path.open("rb")
    except FileNotFoundError:  # dropped while we came to it
        return
    with file:
        number = 0
        while (data := file.read(SIZE)) or not number:
            yield f"{FILES}/{number:06}/{PurePosixPath(named)}", data
            number += 1


def take(place: Path, name: str, data: bytes) -> None:
    """Write one piece below ``place``. Raises NotWhole for a name that would lead out of it."""
    _files, _number, inner = name.split("/", 2)
    target = (place / inner).resolve()
    if place.resolve() not in target.parents:
        raise NotWhole("a name in this backup leads out of the data folder.")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
        file.write(data)
