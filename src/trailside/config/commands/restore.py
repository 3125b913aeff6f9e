"""``trailside restore FILE... --identity FILE``: backups into an empty place."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from django.db import connections

from trailside.config.backups.envelope import identities
from trailside.config.backups.faults import CannotBackUp
from trailside.config.backups.restore import Restored, restore
from trailside.config.copies.engines import is_file
from trailside.config.server import lock


def run(arguments: Sequence[str]) -> int:
    """Restore; the number that this process ends with."""
    options = asked(arguments)
    try:
        with ExitStack() as held:
            if is_file("default"):
                held.enter_context(lock.only_one(Path(settings.TRAILSIDE_DATA)))
            done = restore(options.files, identities(options.identity), options.forgotten, options.head)
    except lock.AlreadyServed as fault:
        sys.stderr.write(f"{fault} Stop it first.\n")
        return 1
    except CannotBackUp as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    finally:
        connections.close_all()
    sys.stdout.write(said(done))
    return 0


def asked(arguments: Sequence[str]) -> argparse.Namespace:
    """The options, read."""
    parser = argparse.ArgumentParser(prog="trailside restore", description=(__doc__ or "").strip())
    parser.add_argument("files", nargs="+", type=Path, help="backups (.age): data, vault, recovery copy, any of them")
    parser.add_argument("--identity", type=Path, required=True, metavar="FILE", help="the key that opens them")
    parser.add_argument(
        "--forgotten", action="append", default=[], type=Path, metavar="FILE",
        help="a further list of who was forgotten (the one beside the backups is read anyway)",
    )  # fmt: skip
    parser.add_argument("--head", action="append", default=[], help="a head of the ledger kept elsewhere")
    return parser.parse_args(arguments)


def said(done: Restored) -> str:
    """What was done, in words."""
    lines = [f"Back: {', '.join(done.kinds)}."]
    if done.data is not None:
        lines.append(f"The data is as it was on {done.data.made_at} (release {done.data.release}).")
        lines.append("Everybody signs in again.")
    if done.forgotten_again:
        lines.append(f"{done.forgotten_again} forgotten since then stay forgotten.")
    for words in done.missing:
        lines.append(f"Not in this backup, by the heads that were kept: {words}.")
    return "\n".join(lines) + "\n"
