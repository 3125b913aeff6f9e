"""Copying one database to a file and back: SQLite by its own backup, PostgreSQL by pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import quote

from django.db import connections

from trailside.ledger import wall


class CannotCopy(Exception):
    """The copy could not be made or put back; the message says what to do. Nothing was changed."""


def is_file(alias: str) -> bool:
    """Whether this database is a file of ours."""
    return str(connections.settings[alias]["ENGINE"]).endswith("sqlite3")


def file_of(alias: str) -> Path:
    """The file of an embedded database."""
    return Path(str(connections.settings[alias]["NAME"]))


def copy_out(alias: str, target: Path) -> None:
    """A whole, consistent copy of one database, on the disk for certain."""
    if is_file(alias):
        source, copy = sqlite3.connect(file_of(alias)), sqlite3.connect(target)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()
    else:
        # Row security stays on, and the errand passes it: the role may have no right to switch it off.
        _postgres(alias, "pg_dump", "--enable-row-security", "--format=custom", f"--file={target}")
    synced(target)


def copy_in(alias: str, source: Path) -> None:
    """Put a copy in the place of a database. Nobody may be connected."""
    connections[alias].close()
    if is_file(alias):
        place = file_of(alias)
        draft = place.with_name(place.name + ".coming-back")
        shutil.copyfile(source, draft)
        synced(draft)
        for left in ("-wal", "-shm"):
            place.with_name(place.name + left).unlink(missing_ok=True)
        os.replace(draft, place)
        synced(place.parent)
    else:
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
        _postgres(alias, "pg_restore", *options, str(source))


def synced(path: Path) -> None:
    """Make sure that a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _postgres(alias: str, program: str, *words: str) -> None:
    """The password goes by the environment: everybody on the computer may read the words of a process."""
    found = shutil.which(program)
    if found is None:
        raise CannotCopy(f"{program} is needed to copy PostgreSQL first (Debian: apt install postgresql-client).")
    told = {**os.environ, "PGOPTIONS": f"-c {wall.SETTING}={wall.EVERY}"}
    if secret := connections.settings[alias]["PASSWORD"]:
        told["PGPASSWORD"] = str(secret)
    said = [found, f"--dbname={_address(alias)}", *words]
    done = subprocess.run(said, env=told, capture_output=True, text=True, check=False)  # noqa: S603  # as found
    if done.returncode:
        raise CannotCopy(f"{program} did not go well: {done.stderr.strip()[-500:]}")


def _address(alias: str) -> str:
    said = connections.settings[alias]
    host, port = quote(str(said["HOST"] or ""), safe=""), f":{said['PORT']}" if said["PORT"] else ""
    who = f"{quote(str(said['USER']), safe='')}@" if said["USER"] else ""
    return f"postgresql://{who}{host}{port}/{quote(str(said['NAME']), safe='')}"
