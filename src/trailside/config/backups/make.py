"""Making one backup: data, then vault (so that every key the data needs is there), each read again from the disk."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from trailside.config.backups import files, forgotten, recovery, snapshots
from trailside.config.backups.about import Kept, about, alias_of, listed, name_of
from trailside.config.backups.envelope import NO_ROOM, Piece, hashed, seal
from trailside.config.backups.faults import CannotBackUp, DiskFull
from trailside.config.backups.plan import KINDS, Plan
from trailside.config.copies.engines import synced
from trailside.kit import clock
from trailside.ledger import binder, proof

ABOUT = "about.json"


class Busy(CannotBackUp):
    """Another process makes a backup into the same place just now."""


@contextmanager
def _only_one(folder: Path, patience: float) -> Iterator[None]:
    handle, until = os.open(folder / ".lock", os.O_WRONLY | os.O_CREAT, 0o600), time.monotonic() + patience
    try:
        while not _locked(handle):
            if time.monotonic() >= until:
                raise Busy(f"A backup into {folder} is being made already.")
            time.sleep(0.2)
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def make(plan: Plan, patience: float = 0.0) -> list[Kept]:
    """One backup of data and vault, verified. Raises CannotBackUp; then nothing is left of the attempt.

    patience: seconds to wait while another process (the server, once a day) makes one; Busy when it takes longer.
    """
    try:
        for folder in plan.folders.values():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _only_one(plan.folders["data"], patience):
            return _made(plan)
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise DiskFull("The disk of the backups is full. Make room there; nothing of this try is left.") from fault
        raise CannotBackUp(f"{fault.filename}: {fault.strerror}. Is the disk there, and may we write to it?") from fault


def _made(plan: Plan) -> list[Kept]:
    binder.bind_all()
    heads = [str(head) for head in proof.heads()]
    moment = _free_moment(plan)
    done: list[Kept] = []
    try:
        for kind in KINDS:
            done.append(_one(plan, kind, moment, heads))
        recovery.keep(plan)
        forgotten.keep(plan.folders.values())
    except BaseException:
        for kept in done:
            drop(kept)
        raise
    for kind in KINDS:
        thin_out(plan, kind)
    return done


def _free_moment(plan: Plan) -> datetime:
    """Now, or the next second after it: names go by the second, and one that is there is never written over."""
    moment = clock.now()
    while any((plan.folders[kind] / name_of(kind, moment)).exists() for kind in KINDS):
        moment += timedelta(seconds=1)
    return moment


def _pieces(kind: str, moment: datetime, heads: list[str]) -> Iterable[Piece]:
    first = (ABOUT, about(kind, moment, heads).as_bytes())
    return chain([first], snapshots.pieces(alias_of(kind)), files.pieces() if kind == "data" else ())


def _one(plan: Plan, kind: str, moment: datetime, heads: list[str]) -> Kept:
    kept = Kept(plan.folders[kind] / name_of(kind, moment))
    try:
        size, digest = seal(kept.path, _pieces(kind, moment, heads), plan.recipients)
        if hashed(kept.path) != (size, digest):
            raise CannotBackUp(f"{kept.path} is not on the disk as it was written. The disk may be failing.")
        said = {"kind": kind, "made_at": moment.isoformat(timespec="seconds"), "size": size, "sha256": digest}
        kept.beside.write_text(json.dumps({**said, "heads": heads}, indent=1) + "\n")
        synced(kept.beside)
        synced(kept.path.parent)
    except BaseException:
        drop(kept)
        raise
    return kept


def drop(kept: Kept) -> None:
    """Remove a backup; harmless when some of it is not there."""
    kept.beside.unlink(missing_ok=True)
    kept.path.unlink(missing_ok=True)


def thin_out(plan: Plan, kind: str) -> int:
    """Remove what is too old and what was never finished. The data's last of each week may stay for longer.

    The newest always stays, however old: no backup at all is worse than an old one. Of the vault it goes too.
    """
    folder, now = plan.folders[kind], clock.now()
    every = listed(folder, kind)
    young = {kept for kept in every if now - kept.made_at < plan.kept_for(kind)}
    stay = young | (set() if kind == "vault" else _weekly(every, now, plan.weeks) | set(every[-1:]))
    left = {Kept(path) for path in folder.glob(f"trailside-{kind}-*.age")} - stay
    for kept in left:
        drop(kept)
    return len(left)


def _weekly(every: list[Kept], now: datetime, weeks: int) -> set[Kept]:
    """The last one of each week, for so many weeks."""
    last = {kept.made_at.isocalendar()[:2]: kept for kept in every}
    return {kept for kept in last.values() if now - kept.made_at < timedelta(weeks=weeks)}


def is_due(plan: Plan) -> bool:
    """Whether the last whole backup is old enough for the next one (a few minutes early is the same day)."""
    last = [listed(plan.folders[kind], kind)[-1:] for kind in KINDS]
    if not all(last):
        return True
    return clock.now() - min(found[0].made_at for found in last) >= plan.every - timedelta(minutes=5)
