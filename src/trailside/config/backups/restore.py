"""Putting backups into an empty place: data, vault, master key, in any combination; then nobody who was forgotten is
back, nobody is signed in, and what was written after the backup is named.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyrage
from cryptography.exceptions import InvalidTag
from django.conf import settings

from trailside.config import schema
from trailside.config.backups import about as abouts
from trailside.config.backups import files, forgotten, recovery
from trailside.config.backups.about import About, Kept, alias_of
from trailside.config.backups.envelope import NO_ROOM, Piece, unseal
from trailside.config.backups.faults import CannotBackUp, DiskFull, NotWhole
from trailside.config.backups.make import ABOUT
from trailside.config.backups.receivers import must_be_empty, receiver
from trailside.config.copies.restore import end_sessions
from trailside.exchange.actions.forgetting import forget_again
from trailside.ledger import binder, proof
from trailside.ledger.proof import Head
from trailside.vault import keys, master
from trailside.vault.models import DataKey


@dataclass
class Restored:
    """What was put back and what is to be said of it."""

    kinds: list[str] = field(default_factory=list)
    data: About | None = None
    forgotten_again: int = 0
    missing: list[str] = field(default_factory=list)


def restore(
    paths: Sequence[Path], by: Sequence[pyrage.x25519.Identity], lists: Sequence[Path], heads: Sequence[str]
) -> Restored:
    """Restore everything in ``paths``. Nobody may serve meanwhile. Raises CannotBackUp, each saying what to do.

    lists: further lists of who was forgotten. heads: heads of the ledger that were kept elsewhere.
    """
    done = Restored()
    trial(paths, by)  # every byte of every file, before anything is put anywhere
    try:
        for path in sorted(paths, key=_vault_first):
            _one(path, by, done)
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise DiskFull("The disk is full. Make room, and say the same again: nothing half is left.") from fault
        raise CannotBackUp(f"{fault.filename}: {fault.strerror}.") from fault
    if not (set(done.kinds) & {"data", "vault"}):
        return done
    schema.everything()
    _settled(done, [*lists, *(path.parent / forgotten.NAME for path in paths)])
    if done.data is not None:
        done.missing = _missing([*heads, *_beside(paths)])
    _opens()
    forget_again()
    return done


def _vault_first(path: Path) -> tuple[int, str]:
    order = {"recovery": 0, "vault": 1}
    return min((number for word, number in order.items() if word in path.name), default=2), path.name


def _one(path: Path, by: Sequence[pyrage.x25519.Identity], done: Restored) -> None:
    _has_its_size(path)
    text = recovery.read(path, by)
    if text is not None:
        recovery.put_back(text)
        done.kinds.append("master key")
        return
    pieces = unseal(path, by)
    name, data = next(pieces, ("", b""))
    if name != ABOUT:
        raise NotWhole(f"{path.name} is no backup of Trailside.")
    said = abouts.read(data, path.name)
    abouts.fits(said)
    must_be_empty(alias_of(said.kind))
    with _staged() as stage, receiver(alias_of(said.kind), said) as taking:
        for name, data in pieces:
            if name.startswith(files.FILES + "/"):
                files.take(stage, name, data)
            else:
                taking.take(name, data)
    done.kinds.append(said.kind)
    done.data = said if said.kind == "data" else done.data


def _has_its_size(path: Path) -> None:
    """What stands beside a backup knows how long it is: half a file is named before anything is opened."""
    if not path.exists():
        raise CannotBackUp(f"There is no {path}.")
    beside = Kept(path).beside
    if beside.exists() and (whole := Kept(path).said().get("size")) != path.stat().st_size:
        raise NotWhole(f"{path.name} is not whole: {path.stat().st_size} bytes of {whole}. Take another backup.")


@contextmanager
def _staged() -> Iterator[Path]:
    """A folder for files, which go to their places only when the whole backup was read and vouched for."""
    place = Path(settings.TRAILSIDE_DATA)
    stage = place / ".restoring"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True, mode=0o700)
    try:
        yield stage
        for path in sorted(stage.rglob("*")):
            if path.is_file():
                target = place / path.relative_to(stage)
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                os.replace(path, target)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _opens() -> None:
    """Raise CannotBackUp unless the master key opens the vault."""
    owners = list(DataKey.objects.values_list("owner", flat=True)[:100])
    wanted = "Bring its recovery copy too (trailside-recovery-....age), or the paper: docs/running.md, The master key."
    try:
        if owners:
            master.must_be_there()
            keys.opened(owners)
    except (InvalidTag, master.NoMasterKey) as fault:
        raise CannotBackUp(f"Everything is back, but this master key does not open the vault. {wanted}") from fault


def _settled(done: Restored, lists: Iterable[Path]) -> None:
    """Whoever was forgotten has no key again; nobody is signed in."""
    stones = keys.destroyed()
    for path in lists:
        if path.exists():
            stones.update(forgotten.read(path))
    done.forgotten_again = keys.destroy_again(stones)
    end_sessions()


def _beside(paths: Sequence[Path]) -> list[str]:
    """The heads of every backup in the folders that these came from."""
    found: list[str] = []
    for folder in {path.parent for path in paths}:
        for beside in folder.glob("trailside-*-*.json"):
            found += json.loads(beside.read_text()).get("heads", [])
    return found


def _missing(kept: Iterable[str]) -> list[str]:
    """In words: what the ledger had, by heads kept elsewhere, that it does not have now."""
    binder.bind_all()
    here = {head.month: head.size for head in proof.heads()}
    newest: dict[str, int] = {}
    for head in map(Head.read, kept):
        newest[head.month] = max(newest.get(head.month, 0), head.size)
    cut = {month: size - here.get(month, 0) for month, size in newest.items() if size > here.get(month, 0)}
    return [
        f"{month}: of {newest[month]} lines of the ledger the last {lost} are missing"
        for month, lost in sorted(cut.items())
    ]


def trial(paths: Sequence[Path], by: Sequence[pyrage.x25519.Identity]) -> list[About]:
    """Open backups to the last byte and say what they are; nothing is kept. Raises WrongKey, NotWhole."""
    found = []
    for path in paths:
        _has_its_size(path)
        if recovery.read(path, by) is None:
            found.append(_read_through(unseal(path, by), path.name))
    return found


def _read_through(pieces: Iterator[Piece], name: str) -> About:
    first, data = next(pieces, ("", b""))
    if first != ABOUT:
        raise NotWhole(f"{name} is no backup of Trailside.")
    for _piece in pieces:
        pass
    return abouts.read(data, name)
