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


def _lock_file(patience: float) -> int:
    path = Path(settings.TRAILSIDE_DATA) / "write.lock"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    end = monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except BlockingIOError:
            if monotonic() > end:
                os.close(handle)
                raise CannotWrite("another process is writing") from None
            sleep(0.002)


@contextmanager
def write_turn(patience: float = PATIENCE) -> Iterator[None]:
    """Hold the write turn. Raises CannotWrite when it does not come within ``patience`` seconds. Re-entrant."""
    if connection.vendor != "sqlite" or getattr(_mine, "holds", False):
        yield
        return
    if not _queue.take(patience):
        raise CannotWrite("the write turn did not come")
    try:
        handle = _lock_file(patience)
        _mine.holds = True
        try:
            yield
        finally:
            _mine.holds = False
            os.close(handle)
    finally:
        _queue.give()
