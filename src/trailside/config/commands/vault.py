"""``trailside vault recovery|check|rotate``: looks after the keys."""

import argparse
import base64
import sys
import textwrap
from collections.abc import Iterator, Sequence

from cryptography.exceptions import InvalidTag
from django.conf import settings

from trailside.config.backups import recovery
from trailside.config.backups.faults import CannotBackUp
from trailside.config.backups.plan import plan
from trailside.ledger.resealing import reseal
from trailside.vault import keys, master, rotation
from trailside.vault.models import DataKey, Tombstone

GROUP = 4
"""Characters that are read out together."""
LINE = "\n"


class Refused(Exception):
    """What was asked for cannot be done; the message says why."""


def run(arguments: Sequence[str]) -> int:
    """Do one of them; the number that this process ends with."""
    options = asked(arguments)
    try:
        master.key()
        match options.what:
            case "check":
                say(checked())
            case "rotate":
                rotate_people() if options.people else rotate_master()
            case _:
                say(str(recovery.keep(plan())) if options.sealed else on_paper(master.ring()))
    except (master.NoMasterKey, CannotBackUp, Refused, rotation.KeptElsewhere) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


def asked(arguments: Sequence[str]) -> argparse.Namespace:
    """The options, read."""
    parser = argparse.ArgumentParser(prog="trailside vault", description=(__doc__ or "").strip())
    parser.add_argument("what", choices=["recovery", "check", "rotate"])
    parser.add_argument("--sealed", action="store_true", help="with recovery: seal it to the backups' key, as a file")
    parser.add_argument("--people", action="store_true", help="with rotate: everybody's own key, not the master key")
    return parser.parse_args(arguments)


def say(words: str) -> None:
    """One line, or several."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def checked() -> str:
    """Whether the master key opens every key."""
    owners = list(DataKey.objects.values_list("owner", flat=True).distinct())
    try:
        opened = len(keys.opened(owners))
    except InvalidTag as fault:
        raise Refused("This master key does not open this vault: one of the two is from elsewhere.") from fault
    gone = Tombstone.objects.count()
    return f"The master key opens all {opened} keys. {gone} were destroyed and stay destroyed."


def rotate_master() -> None:
    """A new master key in front of the old one, and every key wrapped by it; or the rest of what was begun."""
    if rotation.is_half_done():
        say("A rotation was begun before: going on with it.")
    else:
        rotation.turn_master()
    say(f"{done(rotation.rewrap())} keys are wrapped by the new master key. Nothing was unreadable meanwhile.")
    for _key, until in master.ring().older:
        say(f"One from before stays for copies of the vault until {until}; then it goes by itself.")
    say("The paper in the safe opens nothing new any more: trailside vault recovery prints another one.")


def rotate_people() -> None:
    """A new version of everybody's key, and everything sealed anew by it; or the rest of what was begun."""
    renewal = rotation.renewal()
    say(f"{done(rotation.make_versions(renewal))} have a new key.")
    total = 0
    while found := done(reseal()):  # a page that was open meanwhile may have sealed by the old one
        total += found
    rotation.end(renewal)
    say(f"{total} values were sealed anew. Old versions stay until the last backup that needs them is gone.")


def done(steps: Iterator[int]) -> int:
    """Take every step; how many there were of what they count."""
    return sum(steps)


def on_paper(ring: master.Ring) -> str:
    """The master key on paper: in groups that can be read out, and how to put it back."""
    kept = "the environment" if settings.MASTER_KEY else str(settings.MASTER_KEY_FILE)
    lines = [f"    {' '.join(textwrap.wrap(base64.b64encode(ring.newest).decode(), GROUP))}"]
    if ring.kept_root is not None:  # the paper is for later: keys from before are only for copies of these weeks
        lines.append(f"    root {' '.join(textwrap.wrap(base64.b64encode(ring.kept_root).decode(), GROUP))}")
    return LINE.join(
        [
            "Trailside: recovery copy of the master key. Without it nothing can be read again, by anybody.",
            "",
            *lines,
            "",
            f"Now it comes from {kept}. Keep this paper in a closed envelope, in a safe that two people can open,",
            "never beside the copies of the data. To put it back, write the groups without spaces into that file"
            + (" (the word root in front of the second line)." if ring.kept_root is not None else "."),
        ]
    )
