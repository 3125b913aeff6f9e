"""The one job thread: small things done again and again while the house is served.

It only waits and hands over; work that computes for long runs in a child process, since one busy thread slows all
pages. A chore is idempotent, named by its place, and its failure is logged by that name and tried again.
"""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import cast

from django.db import connections

log = logging.getLogger(__name__)

REST = 0.5  # seconds between two glances at the list


def _function(name: str) -> Callable[[], object]:
    module, _, function = name.rpartition(".")
    return cast(Callable[[], object], getattr(importlib.import_module(module), function))


def do(name: str) -> bool:
    """Do one chore. Returns whether it went well; what went wrong is logged without anybody's words."""
    try:
        _function(name)()
    except Exception as fault:  # the thread must outlive every fault of a chore
        log.warning("%s did not go well: %s", name, type(fault).__name__)
        for connection in connections.all(initialized_only=True):
            connection.close()
        return False
    return True


def _work(chores: Mapping[str, float], stop: threading.Event) -> None:
    due = dict.fromkeys(chores, 0.0)
    while not stop.wait(REST):
        for name, every in chores.items():
            if monotonic() >= due[name] and not stop.is_set():
                do(name)
                due[name] = monotonic() + every
    connections.close_all()


@contextmanager
def running(chores: Mapping[str, float]) -> Iterator[None]:
    """Do ``chores`` (function by name -> seconds between two times) in a thread until the block ends."""
    stop = threading.Event()
    thread = threading.Thread(target=_work, args=(chores, stop), name="chores", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=2)
