"""The master key, sealed to the same public key as the backups: with it and the vault's backup a lost vault is back.

It opens nothing of whoever was forgotten (their keys are not in it), so it need not be thrown away after 30 days.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pyrage
from django.conf import settings

from trailside.config.backups.envelope import seal, unseal
from trailside.config.backups.faults import CannotBackUp, NotWhole
from trailside.config.backups.plan import Plan
from trailside.config.copies.engines import synced
from trailside.vault import master

PIECE = "master.json"


def name() -> str:
    """The file's name says which master key is in it, and nothing more."""
    return f"trailside-recovery-{master.ring().mark}.age"


def keep(plan: Plan) -> Path:
    """Put the recovery copy beside the vault's backups, unless the one of this master key is there."""
    folder = plan.folders["vault"]
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / name()
    if not target.exists():
        make(target, plan.recipients)
    return target


def make(target: Path, recipients: Sequence[str]) -> None:
    """Seal the master key to ``target``. Raises CannotBackUp."""
    seal(target, [(PIECE, json.dumps({"master": master.ring().as_text()}).encode())], recipients)
    synced(target.parent)


def read(path: Path, identities: Sequence[pyrage.x25519.Identity]) -> str | None:
    """The master key's text; None when this file is no recovery copy. Raises WrongKey, NotWhole."""
    found = None
    for number, (piece, data) in enumerate(unseal(path, identities)):
        if not number and piece != PIECE:
            return None
        found = str(json.loads(data)["master"])
    if found is None:
        raise NotWhole(f"{path.name} is empty.")
    return found


def put_back(text: str) -> None:
    """Put the master key where the settings say. Raises CannotBackUp when another one is there."""
    wanted = master.Ring.read(text)
    if settings.MASTER_KEY:
        if master.ring().newest != wanted.newest:
            raise CannotBackUp("TRAILSIDE_MASTER_KEY holds another master key. Take it out, or put the right one in.")
        return
    path = Path(settings.MASTER_KEY_FILE)
    if path.exists() and path.read_text().strip():
        if master.Ring.read(path.read_text()).newest == wanted.newest:
            return
        raise CannotBackUp(f"{path} holds another master key. Move it away (keep it), and try again.")
    master.write(path, wanted)
