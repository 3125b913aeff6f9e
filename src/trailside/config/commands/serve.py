"""``trailside serve``: the pages, on one port, until you stop it (Ctrl+C)."""

import argparse
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import django
from django.conf import settings
from django.core.management import get_commands
from django.db import DatabaseError, connection, connections

from trailside.config import schema, steps
from trailside.config.server import engines, lock
from trailside.config.server.serve import CannotListen, Place
from trailside.config.server.serve import run as serve
from trailside.kit import chores
from trailside.ledger import policies, triggers


def run(arguments: Sequence[str]) -> int:
    """Serve; the number that this process ends with."""
    options = asked(arguments)
    if bool(options.certificate) != bool(options.key):
        return _said("--certificate and --key belong together.")
    for path in (options.certificate, options.key):
        if path is not None and not os.access(path, os.R_OK):
            return _said(f"{path} cannot be read.")
    django.setup()
    if options.prepare and not prepare(demo=not options.empty):
        return 1
    with ExitStack() as held:
        try:
            if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
                held.enter_context(lock.only_one(Path(settings.TRAILSIDE_DATA)))
            if list(schema.pending()):
                return _said("The database is not of this release yet. Say trailside migrate first.")
            policies.check_role()
            guard()
            place = Place(options.host, options.port, options.certificate, options.key, options.proxy, options.threads)
            with (
                chores.running(steps.EVERY_FEW_SECONDS, engines.look),
                chores.running(steps.AGAIN_AND_AGAIN, engines.look),
            ):
                serve(place, welcome)
        except lock.AlreadyServed as fault:
            return _said(str(fault))
        except (CannotListen, policies.Unwalled) as fault:
            return _said(str(fault))
    return 0


def asked(arguments: Sequence[str]) -> argparse.Namespace:
    """The options, read."""
    parser = argparse.ArgumentParser(prog="trailside serve", description=(__doc__ or "").strip())
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (0.0.0.0: every one)")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="the port (PORT; 8000)")
    parser.add_argument("--certificate", type=Path, help="a certificate chain (PEM), to serve https without a proxy")
    parser.add_argument("--key", type=Path, help="the certificate's private key (PEM)")
    parser.add_argument("--proxy", default="", help="addresses of the proxies in front, whose word about https counts")
    parser.add_argument("--threads", type=int, default=6, choices=range(1, 33), metavar="N", help="page threads (6)")
    parser.add_argument("--prepare", action="store_true", help="migrate first, and make the demo when there is no data")
    parser.add_argument("--empty", action="store_true", help="with --prepare: no demo; the first page makes your own")
    return parser.parse_args(arguments)


def prepare(*, demo: bool) -> bool:
    """Whatever a first start needs, each in a process of its own (this one stays small). Whether it went well."""
    new = not settings.MASTER_KEY and not Path(settings.MASTER_KEY_FILE).exists()
    if any(schema.pending()) and not _child("migrate", "--quiet"):
        return False
    if demo and is_empty() and "demo" in get_commands() and not _child("demo", "--make", quietly=True):
        return False
    if new and sys.stdout.isatty():  # never into a log
        _child("vault", "recovery")
    return True


def is_demo() -> bool:
    """Whether what is here is made up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_organisation WHERE is_demo")
        row = cursor.fetchone()
    return bool(row) and row[0] > 0


def guard() -> None:
    """The ledger is append-only while we serve: a trigger that some tool dropped is made again, and that is said."""
    missing = triggers.missing()
    if missing:
        sys.stderr.write(f"The ledger's triggers were missing and are made again: {', '.join(missing)}\n")
        triggers.make()
    if missing := policies.missing():
        sys.stderr.write(f"Walls between programmes were missing and are built again: {', '.join(missing)}\n")
        policies.make()


def is_empty() -> bool:
    """Whether nobody has begun here yet."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_organisation")
            row = cursor.fetchone()
    except DatabaseError:
        connection.close()
        return False
    return bool(row) and row[0] == 0


def welcome(address: str) -> None:
    """What is printed once readers may come."""
    sys.stdout.write(f"\nTrailside is here: {address}\nStop it with Ctrl+C.\n")
    if not address.startswith("https") and not settings.HTTPS:
        sys.stdout.write(
            "Without https passkeys are off, and whoever shares the network can listen in: for practice.\n"
        )
    elif not settings.HTTPS:
        sys.stdout.write("Say TRAILSIDE_ADDRESS=https://your.name too: it makes cookies safe and turns passkeys on.\n")
    if is_empty():
        sys.stdout.write("Nobody has begun yet: the first page makes your organisation and its first manager.\n")
    sys.stdout.flush()
    if is_demo():
        sys.stdout.write("How to sign in to the made-up programmes (trailside demo says it again):\n\n")
        sys.stdout.flush()
        threading.Thread(target=_child, args=("demo",), daemon=True).start()  # the first reader does not wait for it


def _child(*words: str, quietly: bool = False) -> bool:
    connections.close_all()
    line = [sys.executable, "-m", "trailside.config.command", *words]
    output = subprocess.DEVNULL if quietly else None
    return subprocess.run(line, check=False, stdout=output).returncode == 0  # noqa: S603  # ourselves


def _said(words: str) -> int:
    sys.stderr.write(words + "\n")
    return 1
