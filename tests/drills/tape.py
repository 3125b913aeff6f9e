"""What a power cut leaves: the tape of ``disk.c`` replayed up to some byte, without what was never synced.

A file's writes are certain once it was synced after them. What came later may or may not have reached the disk: each
such write is kept or dropped by chance (so writes may also arrive out of order), or all are dropped.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("<cHIQ")


@dataclass(frozen=True, slots=True)
class Change:
    """One record of the tape; ``end`` is where it ends on the tape."""

    kind: str
    path: str
    offset: int
    data: bytes
    end: int


def changes(tape: bytes) -> Iterator[Change]:
    """The records of a tape; a torn last one is ignored."""
    at = 0
    while at + _HEAD.size <= len(tape):
        kind, length, size, offset = _HEAD.unpack_from(tape, at)
        start = at + _HEAD.size
        at = start + length + size
        if at > len(tape):
            return
        path = tape[start : start + length].decode()
        yield Change(kind.decode(), path, offset, tape[start + length : at], at)


@dataclass
class _File:
    certain: bytearray = field(default_factory=bytearray)
    waiting: list[Change] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.waiting:
            _apply(self.certain, change)
        self.waiting = []


def _apply(content: bytearray, change: Change) -> None:
    if change.kind == "T":
        del content[change.offset :]
        content.extend(bytes(change.offset - len(content)))
    else:
        missing = change.offset - len(content)
        if missing > 0:
            content.extend(bytes(missing))
        content[change.offset : change.offset + len(change.data)] = change.data


class Disk:
    """The disk as it would be found after a cut; fed with the tape in order."""

    def __init__(self, before: dict[str, bytes]) -> None:
        self._files = {path: _File(bytearray(content)) for path, content in before.items()}

    def feed(self, change: Change) -> None:
        """One more record."""
        if change.kind == "U":
            self._files.pop(change.path, None)
        elif change.kind == "R":
            file = self._files.pop(change.path, None)
            if file is not None:
                self._files[change.data.decode()] = file
        elif change.kind == "S":
            self._files.setdefault(change.path, _File()).sync()
        elif change.kind == "C":
            self._files.setdefault(change.path, _File())
        else:
            self._files.setdefault(change.path, _File()).waiting.append(change)

    def cut(self, chance: random.Random | None) -> dict[str, bytes]:
        """What is found now: without anything unsynced, or (with ``chance``) with some of it."""
        found = {}
        for path, file in self._files.items():
            content = bytearray(file.certain)
            for change in file.waiting:
                if chance is not None and chance.random() < 0.5:
                    _apply(content, change)
            found[path] = bytes(content)
        return found


def snapshot(*folders: Path) -> dict[str, bytes]:
    """Every file below these folders, as it is."""
    return {
        str(path): path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("-shm")
    }


def lay_down(found: dict[str, bytes], moved: dict[Path, Path]) -> None:
    """Write what a cut left into other folders (``moved``: from where to where)."""
    for path, content in found.items():
        for old, new in moved.items():
            if Path(path).is_relative_to(old):
                target = new / Path(path).relative_to(old)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
