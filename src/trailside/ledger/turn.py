"""The write turn of the embedded database: first come, first served, across threads and processes.

SQLite lets one writer in at a time and makes the others poll, unfairly: single waits of one to two seconds were
measured. A queue in this process and a lock file beside the database (for commands that run next to the server) give
equal shares. PostgreSQL needs none of it.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings
from django.db import connection

from trailside.kit.errors import CannotWrite

PATIENCE = 8.0  # seconds; no answer takes longer than 10
SHORTEST_PAUSE, LONGEST_PAUSE = 0.0002, 0.002  # seconds between two looks at another process's lock


class _Queue:
    """A first-come lock among threads: ``threading.Lock`` lets a newcomer overtake."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def take(self, patience: float) -> bool:
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            called = threading.Event()
            self._waiting.append(called)
        if called.wait(patience):
            return True
        with self._guard:
            if called.is_set():
                return True
            self._waiting.remove(called)
            return False

    def give(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_queue = _Queue()
_mine = threading.local()


def _locked(name: str, end: float) -> int:
    """The lock of one file in the data folder, held until the handle is closed. Raises CannotWrite at ``end``."""
    handle = os.open(Path(settings.TRAILSIDE_DATA) / name, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    pause = SHORTEST_PAUSE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except BlockingIOError:
            if monotonic() > end:
                os.close(handle)
                raise CannotWrite("another process is writing") from None
            sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def _among_processes(end: float) -> int:
    """The write lock, through a turnstile: who comes next waits in the place of one, so that nobody who writes without
    pause overtakes. (Measured without it: a command beside the server took 25 turns of 26, the pages waited 1.3 s.)
    """
    turnstile = _locked("write.next", end)
    try:
        return _locked("write.lock", end)
    finally:
        os.close(turnstile)


@contextmanager
def write_turn(patience: float = PATIENCE) -> Iterator[None]:
    """Hold the write turn. Raises CannotWrite when it does not come within ``patience`` seconds. Re-entrant."""
    if connection.vendor != "sqlite" or getattr(_mine, "holds", False):
        yield
        return
    end = monotonic() + patience
    if not _queue.take(patience):
        raise CannotWrite("the write turn did not come")
    try:
        handle = _among_processes(end)
        _mine.holds = True
        try:
            yield
        finally:
            _mine.holds = False
            os.close(handle)
    finally:
        _queue.give()
