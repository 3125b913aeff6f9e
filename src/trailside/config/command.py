"""The command line: ``trailside <word> ...``.

The words of the house (serve, migrate, update, manage) live in ``commands``; each word of a room is that room's
management command of the same name. Only the word asked for is loaded.
"""

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import django

from trailside.config import release
from trailside.config.commands.manage import in_words
from trailside.config.commands.manage import run as run_django
from trailside.ledger import wall


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the command line: ours (a module in ``commands`` with ``run(arguments)``), a module with
    ``main(arguments)`` that needs no database, or a room's management command of the same name. tables: our module
    imports tables, so Django is made ready before it is loaded."""

    does: str
    ours: bool = False
    module: str = ""
    tables: bool = False


WORDS = {
    "serve": Word("serve the pages on one port", ours=True),
    "demo": Word("make two made-up programmes to try things out, and list how to sign in to them"),
    "simulate": Word("make many made-up participants, for practice and for measuring"),
    "migrate": Word("bring the database to this release (makes it when there is none)", ours=True),
    "update": Word("copy everything, install the newest release, check it, or put all back", ours=True),
    "backup": Word("seal a backup of data and vault to your public key, or check one", ours=True, tables=True),
    "restore": Word("put backups back into an empty place", ours=True, tables=True),
    "ledger": Word("check that nobody changed, removed or inserted a line in the record of who did what"),
    "vault": Word("look after the keys: the master key, its recovery copy, new keys for old", ours=True, tables=True),
    "forget": Word("forget one person for good, or show what is still to be forgotten"),
    "evidence": Word("compute whether it helps, for whom, and how sure that is", module="trailside.evidence.command"),
    "manage": Word("run one of Django's own management commands", ours=True),
}
"""Every word, in the order in which a programme meets them."""


def overview() -> str:
    """What is printed when no word is given."""
    lines = [f"  {name:<10} {word.does}" for name, word in WORDS.items()]
    return "\n".join(
        [
            "Trailside, the system a peer-support programme runs on.",
            "",
            "trailside <word> [--help]",
            "",
            *lines,
            "",
            "Where things are kept: TRAILSIDE_DATA, TRAILSIDE_VAULT, TRAILSIDE_MASTER_KEY_FILE, DATABASE_URL",
            "(docs/running.md says what each means).",
        ]
    )


def alone(module: str, arguments: list[str]) -> int:
    """Run a word that stands alone; it may need more than the programme itself does."""
    try:
        return int(importlib.import_module(module).main(arguments))
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("trailside"):
            raise
        sys.stderr.write(f"This needs {missing.name} too: pip install 'trailside[evidence]'\n")
        return 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one word; the number that this process ends with."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("-h", "--help", "help"):
        sys.stdout.write(overview() + "\n")
        return 0
    name, rest = words[0], words[1:]
    if name in ("--version", "version"):
        sys.stdout.write(f"trailside {release.name()}\n")
        return 0
    if name not in WORDS:
        sys.stderr.write(f"trailside has no word {name!r}. Say just trailside to see them all.\n")
        return 2
    os.umask(0o077)  # whatever is made here is for this user alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trailside.config.settings")
    if WORDS[name].module:
        return alone(WORDS[name].module, rest)
    if not WORDS[name].ours:
        with wall.every("command"):
            return run_django([name, *rest])
    if WORDS[name].tables:
        django.setup()
        with wall.every("command"):
            return _ours(name, rest)
    return _ours(name, rest)


def _ours(name: str, rest: list[str]) -> int:
    ours = importlib.import_module(f"trailside.config.commands.{name}")
    return in_words(lambda: int(ours.run(rest)))


if __name__ == "__main__":
    sys.exit(main())
