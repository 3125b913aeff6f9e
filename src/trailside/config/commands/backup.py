"""``trailside backup``: data and vault, apart, each sealed to a public key, read again from the disk."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyrage

from trailside.config.backups import about, envelope, make, restore
from trailside.config.backups.faults import CannotBackUp
from trailside.config.backups.plan import KINDS, plan
from trailside.config.copies.engines import is_file

# The server may be making today's just now.
TEN_MINUTES = 600.0


def run(arguments: Sequence[str]) -> int:
    """Back up, list or check; the number that this process ends with."""
    options = asked(arguments)
    if options.new_key:
        sys.stdout.write(new_key())
        return 0
    try:
        if options.list:
            return listed()
        if options.check is not None:
            return checked(options.check, options.identity)
        if options.due and not make.is_due(plan()):
            return 0
        return made()
    except CannotBackUp as fault:
        sys.stderr.write(f"{fault}\n")
        return 1


def asked(arguments: Sequence[str]) -> argparse.Namespace:
    """The options, read."""
    parser = argparse.ArgumentParser(prog="trailside backup", description=(__doc__ or "").strip())
    parser.add_argument("--new-key", action="store_true", help="make a pair of keys: one to keep away, one for here")
    parser.add_argument("--list", action="store_true", help="list the backups that there are")
    parser.add_argument("--due", action="store_true", help="only when the last one is old enough (the server does so)")
    parser.add_argument(
        "--check", nargs="*", type=Path, metavar="FILE", help="open these (the newest) and try them out"
    )
    parser.add_argument("--identity", type=Path, metavar="FILE", help="with --check: the key that opens them")
    return parser.parse_args(arguments)


def new_key() -> str:
    """A pair of keys, and where each belongs."""
    identity = pyrage.x25519.Identity.generate()
    return (
        "# The identity: it opens every backup. Write these lines into a file on another machine, or print them; keep\n"
        "# them in a safe that two people can open. Never on this machine, never with the backups.\n"
        f"{identity}\n\n"
        "# The public key: it can only close. It belongs into the settings here:\n"
        f"# TRAILSIDE_BACKUP_KEY={identity.to_public()}\n"
    )


def made() -> int:
    """Make one."""
    planned = plan()
    for kept in make.make(planned, patience=TEN_MINUTES):
        size = kept.path.stat().st_size
        sys.stdout.write(f"{kept.path}  {size:,} bytes, read again and found as it was written\n")
    return 0


def listed() -> int:
    """What there is."""
    planned = plan()
    for kind in KINDS:
        for kept in about.listed(planned.folders[kind], kind):
            sys.stdout.write(f"{kept.made_at:%Y-%m-%d %H:%M} UTC  {kind:<5}  {kept.path}\n")
    return 0


def checked(paths: Sequence[Path], identity: Path | None) -> int:
    """Read files again against what was written beside them; with the identity, try a whole restore."""
    found = list(paths) or newest()
    for path in found:
        said = about.Kept(path)
        if said.beside.exists():
            size, digest = envelope.hashed(path)
            if (size, digest) != (said.said()["size"], said.said()["sha256"]):
                raise CannotBackUp(f"{path.name} is not as it was written. Take another backup, and look at the disk.")
            sys.stdout.write(f"{path.name} is as it was written ({size:,} bytes).\n")
    if identity is None:
        sys.stdout.write("With --identity they are opened and tried out too.\n")
        return 0
    restore.trial(found, envelope.identities(identity))
    sys.stdout.write("Every byte opens.\n")
    return tried(found, identity) if is_file("default") and is_file("vault") else 0


def newest() -> list[Path]:
    """The newest backup of each kind, and the recovery copies."""
    planned = plan()
    last = [kept.path for kind in KINDS for kept in about.listed(planned.folders[kind], kind)[-1:]]
    if len(last) < len(KINDS):
        raise CannotBackUp("There is no whole backup yet: trailside backup makes one.")
    return [*last, *sorted(planned.folders["vault"].glob("trailside-recovery-*.age"), key=os.path.getmtime)[-1:]]


def tried(paths: Sequence[Path], identity: Path) -> int:
    """A whole restore into a place that goes away again, in processes of their own."""
    with tempfile.TemporaryDirectory(prefix="trailside-trial-") as place:
        here = {"TRAILSIDE_DATA": f"{place}/data", "TRAILSIDE_VAULT": f"{place}/vault/vault.sqlite3"}
        here |= {"TRAILSIDE_MASTER_KEY_FILE": f"{place}/key/master.key"}
        brought = any("recovery" in path.name for path in paths)
        kept = {name: value for name, value in os.environ.items() if not (brought and name == "TRAILSIDE_MASTER_KEY")}
        if not brought:
            here.pop("TRAILSIDE_MASTER_KEY_FILE")
        ours = [sys.executable, "-m", "trailside.config.command"]
        names = [str(path) for path in paths]
        for words in (["restore", *names, "--identity", str(identity)], ["ledger", "verify"], ["vault", "check"]):
            line = [*ours, *words]
            done = subprocess.run(line, env={**kept, **here}, capture_output=True, text=True, check=False)  # noqa: S603  # ourselves
            if done.returncode:
                raise CannotBackUp(f"The trial restore did not go well: {(done.stdout + done.stderr).strip()[-1000:]}")
    sys.stdout.write("A whole restore was tried: every page, key and line of the ledger is there.\n")
    return 0
