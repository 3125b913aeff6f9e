"""``trailside update``: copy everything, install the newest release, migrate, check and verify it, or put all back.

``trailside update --back`` returns to the copy that was made before (the newest, or one named by --copy): its release,
its data, its vault. What was written since is gone then; whoever was forgotten since stays forgotten.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import django
from django.conf import settings
from django.db import connections

from trailside.config import copies, release
from trailside.config.copies.engines import CannotCopy, is_file
from trailside.config.server import lock


class Failed(Exception):
    """A step of the update did not go well."""


def run(arguments: Sequence[str]) -> int:
    """Update, or go back; the number that this process ends with."""
    options = asked(arguments)
    django.setup()
    if options.copies:
        for copy in copies.listed():
            sys.stdout.write(f"{copy.name}  {copy.made_at:%Y-%m-%d %H:%M} UTC  release {copy.release}\n")
        return 0
    try:
        with ExitStack() as held:
            if is_file("default"):
                held.enter_context(lock.only_one(Path(settings.TRAILSIDE_DATA)))
            return back(options) if options.back else forward(options)
    except lock.AlreadyServed as fault:
        return _said(f"{fault} Stop it first.")
    except (CannotCopy, Failed) as fault:
        return _said(str(fault))


def asked(arguments: Sequence[str]) -> argparse.Namespace:
    """The options, read."""
    parser = argparse.ArgumentParser(prog="trailside update", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", default="", metavar="RELEASE", help="this release (the newest)")
    parser.add_argument("--from", dest="index", default="", metavar="PLACE", help="a folder of wheels, or an index")
    parser.add_argument("--back", action="store_true", help="return to the copy made before the last update")
    parser.add_argument("--copy", default="", metavar="NAME", help="with --back: this copy (see --copies)")
    parser.add_argument("--copies", action="store_true", help="list the copies")
    parser.add_argument("--yes", action="store_true", help="with --back: do not ask")
    return parser.parse_args(arguments)


def forward(options: argparse.Namespace) -> int:
    """The update itself."""
    before = release.name()
    copy = copies.make(before)
    sys.stdout.write(f"Copied everything ({copy.name}).\n")
    connections.close_all()
    try:
        if before == release.CHECKOUT:
            sys.stdout.write("This is a checkout: what git has brought is what runs.\n")
        else:
            install(f"trailside=={options.to}" if options.to else "trailside", options.index)
        settled()
    except Failed as fault:
        sys.stderr.write(f"{fault}\nPutting everything back ...\n")
        copies.put_back(copy, sessions_end=False)
        if before != release.CHECKOUT:
            install(f"trailside=={before}", options.index)
        return _said(f"Nothing has changed: release {before} and its data are back.")
    copies.drop_old()
    sys.stdout.write("Updated, checked and verified. To return: trailside update --back\n")
    return 0


def back(options: argparse.Namespace) -> int:
    """The way back."""
    found = [copy for copy in copies.listed() if copy.name == options.copy] if options.copy else copies.listed()
    if not found:
        return _said("There is no such copy. trailside update --copies lists them.")
    copy = found[-1]
    sys.stdout.write(f"Everything returns to {copy.made_at:%Y-%m-%d %H:%M} UTC, release {copy.release}.\n")
    sys.stdout.write("What was written since then will be gone.\n")
    if not options.yes and input("Type yes to go on: ").strip() != "yes":
        return _said("Nothing was changed.")
    kept = copies.make(release.name())
    sys.stdout.write(f"A copy of now is kept too ({kept.name}).\n")
    again = copies.put_back(copy)
    if again:
        sys.stdout.write(f"{again} forgotten since then stay forgotten.\n")
    if copy.release not in (release.CHECKOUT, release.name()):
        install(f"trailside=={copy.release}", options.index)
    sys.stdout.write("Back. Everybody signs in again.\n")
    return 0


def install(what: str, index: str) -> None:
    """Install a release into this environment. Raises Failed."""
    line = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--upgrade"]
    if index:
        line += ["--find-links", index, "--no-index"] if Path(index).is_dir() else ["--index-url", index]
    _child([*line, what], f"installing {what}")


def settled() -> None:
    """Migrate, check and verify with the release that is installed now, in processes of their own. Raises Failed."""
    ours = [sys.executable, "-m", "trailside.config.command"]
    _child([*ours, "migrate", "--quiet", "--held"], "migrating")
    _child([*ours, "manage", "check"], "checking")
    _child([*ours, "ledger", "verify"], "verifying the ledger")


def _child(line: list[str], doing: str) -> None:
    done = subprocess.run(line, capture_output=True, text=True, check=False)  # noqa: S603  # ourselves and pip
    if done.returncode:
        raise Failed(f"{doing.capitalize()} did not go well:\n{(done.stdout + done.stderr).strip()[-2000:]}")


def _said(words: str) -> int:
    sys.stderr.write(words + "\n")
    return 1
