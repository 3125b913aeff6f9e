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


def nothing() -> None:
    """Nothing has to be looked at first."""


def do(name: str, first: Callable[[], None] = nothing) -> bool:
    """Do one chore. Returns whether it went well; what went wrong is logged without anybody's words."""
    try:
        first()
        _function(name)()
    except Exception as fault:  # the thread must outlive every fault of a chore
        log.warning("%s did not go well: %s", name, type(fault).__name__)
        for connection in connections.all(initialized_only=True):
            connection.close()
        return False
    return True


def _work(chores: Mapping[str, float], stop: threading.Event, first: Callable[[], None]) -> None:
    due = dict.fromkeys(chores, 0.0)
    while not stop.wait(REST):
        for name, every in chores.items():
            if monotonic() >= due[name] and not stop.is_set():
                do(name, first)
                due[name] = monotonic() + every
    connections.close_all()


@contextmanager
def running(chores: Mapping[str, float], first: Callable[[], None] = nothing) -> Iterator[None]:
    """Do ``chores`` (function by name -> seconds between two times) in a thread until the block ends.

    first: called in that thread before each of them: are the databases still the ones that it opened?
    """
    stop = threading.Event()
    thread = threading.Thread(target=_work, args=(chores, stop, first), name="chores", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=2)
