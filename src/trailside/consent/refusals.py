"""Refused tries, noted while a page is answered and written down later by the job thread.

Whether an id is somebody's is asked only then: the page that is not there takes as long, and says the same, for whoever
exists and for nobody. Only ids are kept, and who asked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trailside.kit import clock
from trailside.ledger.viewer import Viewer

# What a guesser can make us keep in memory between two times of the job.
MOST = 10_000


@dataclass(frozen=True)
class Try:
    """``viewer`` asked for something about ``ids`` and was told that it is not there."""

    viewer: Viewer
    ids: frozenset[UUID]
    at: datetime


_noted: deque[Try] = deque(maxlen=MOST)


def note(viewer: Viewer, ids: Iterable[UUID]) -> None:
    """Note a refused try. Always the same work, whoever it was about."""
    _noted.append(Try(viewer, frozenset(ids) - {viewer.person}, clock.now()))


def taken() -> list[Try]:
    """Everything noted since the last time."""
    found = []
    while _noted:
        found.append(_noted.popleft())
    return found
