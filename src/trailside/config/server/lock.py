"""One serving process for one data folder: a second one is told so instead of quietly sharing the files."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import IO


class AlreadyServed(Exception):
    """Another process serves this data folder; the message says which."""


def only_one(folder: Path) -> IO[str]:
    """Hold the folder's lock until the file returned is closed (or this process ends, however it ends)."""
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / "serve.lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        file.close()
        raise AlreadyServed(f"Trailside is already serving {folder} (process {holder}).") from fault
    with suppress(OSError):  # on a full disk the lock holds all the same, only its holder is not named
        os.truncate(file.fileno(), 0)
        os.write(file.fileno(), str(os.getpid()).encode())
    return file
