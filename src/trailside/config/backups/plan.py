"""What the environment says of backups: where to, sealed to whom, how often, how long they are kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pyrage

from trailside.config import places
from trailside.config.backups.faults import NotPlanned

LONGEST_VAULT = 30
"""Days that a copy of the vault may live: the promise of the page that forgets somebody."""
KINDS = ("data", "vault")
HOW = "docs/running.md says how, under Backups."


@dataclass(frozen=True)
class Plan:
    """Folders by kind (``data``, ``vault``), age recipients, days, weeks, hours between two."""

    folders: dict[str, Path]
    recipients: tuple[str, ...]
    days: int = LONGEST_VAULT
    weeks: int = 0
    every: timedelta = timedelta(hours=24)

    def kept_for(self, kind: str) -> timedelta:
        """How long every backup of this kind is kept."""
        return timedelta(days=min(self.days, LONGEST_VAULT) if kind == "vault" else self.days)


def _number(name: str, without: int) -> int:
    text = os.environ.get(name, "") or str(without)
    if not text.isdigit():
        raise NotPlanned(f"{name} must be a number, not {text!r}.")
    return int(text)


def _recipients(text: str) -> tuple[str, ...]:
    """Public keys, from the setting itself or from the file that it names."""
    if text and not text.startswith("age1"):
        try:
            text = Path(text).expanduser().read_text()
        except OSError as fault:
            raise NotPlanned(f"TRAILSIDE_BACKUP_KEY names a file that cannot be read: {text}") from fault
    lines = text.replace(",", "\n").splitlines()
    found = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    for one in found:
        try:
            pyrage.x25519.Recipient.from_str(one)
        except pyrage.RecipientError as fault:
            raise NotPlanned(f"TRAILSIDE_BACKUP_KEY is not a public key of age (age1...): {one[:12]}...") from fault
    return found


def _apart(data: Path, vault: Path) -> None:
    """Data and vault together in one place would open each other; neither belongs into what it is a copy of."""
    if data == vault or data in vault.parents or vault in data.parents:
        raise NotPlanned("TRAILSIDE_BACKUP_DATA and TRAILSIDE_BACKUP_VAULT must be two places, neither in the other.")
    here = places.data()
    if here in (data, vault) or here in data.parents or here in vault.parents:
        raise NotPlanned(f"A backup inside of {here} goes with it. Name a second disk or a folder that is taken away.")


def is_wanted() -> bool:
    """Whether backups are set up at all."""
    return bool(os.environ.get("TRAILSIDE_BACKUP_KEY"))


def plan() -> Plan:
    """The plan. Raises NotPlanned, which says what is missing."""
    recipients = _recipients(os.environ.get("TRAILSIDE_BACKUP_KEY", ""))
    data, vault = os.environ.get("TRAILSIDE_BACKUP_DATA", ""), os.environ.get("TRAILSIDE_BACKUP_VAULT", "")
    if not recipients or not data or not vault:
        needed = "TRAILSIDE_BACKUP_KEY, TRAILSIDE_BACKUP_DATA and TRAILSIDE_BACKUP_VAULT"
        raise NotPlanned(f"{needed} must be set (trailside backup --new-key makes a key). {HOW}")
    folders = {"data": Path(data).expanduser().resolve(), "vault": Path(vault).expanduser().resolve()}
    _apart(folders["data"], folders["vault"])
    return Plan(
        folders,
        recipients,
        days=max(1, _number("TRAILSIDE_BACKUP_DAYS", LONGEST_VAULT)),
        weeks=_number("TRAILSIDE_BACKUP_WEEKS", 0),
        every=timedelta(hours=max(1, _number("TRAILSIDE_BACKUP_HOURS", 24))),
    )
