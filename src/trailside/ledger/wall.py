"""Behind which organisation's wall we stand: the second wall, which PostgreSQL itself keeps (row-level security).

Every table with ``organisation_id`` has a policy (``ledger.policies``): only rows of the organisation that the
connection was told are there at all. What it is told is decided here, in one value of this thread: the signed-in
person's organisation while a request lasts, the Sight's inside an action, and everything only in named errands
(``every``). Nobody said anything: no rows. ``ledger.postgresql`` sends it along with the statements. SQLite has no such
wall, and pays nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import Literal
from uuid import UUID

SETTING = "trailside.organisation"
# No organisation has this id (theirs are random, version 4): the value that passes every wall.
EVERY = "ffffffff-ffff-ffff-ffff-ffffffffffff"
Errand = Literal[
    "command",  # a word of the command line, said by whoever runs the computer
    "migration",
    "binder",  # one tree for all
    "who is here",  # an account may hold persons of several organisations; only its holder is told
    "is the account still used",
    "invitation",  # a link says by itself whose it is
    "chore",  # what is old goes, whoever's it is
    "test scene",
]


class Place:
    """Where we stand: an organisation's id, ``EVERY``, or nothing."""

    __slots__ = ("organisation",)

    def __init__(self, organisation: str = "") -> None:
        self.organisation = organisation


_place: ContextVar[Place | None] = ContextVar("wall", default=None)


def here() -> str:
    """What the database is told: an organisation's id, ``EVERY``, or an empty text: no rows at all."""
    place = _place.get()
    return place.organisation if place is not None else ""


@contextmanager
def standing(place: Place) -> Iterator[Place]:
    """Inside, ``place`` decides; it may be told its organisation later (a request learns who is here)."""
    token = _place.set(place)
    try:
        yield place
    finally:
        _place.reset(token)


@contextmanager
def of(organisation: UUID) -> Iterator[None]:
    """Inside, only rows of ``organisation`` are there."""
    with standing(Place(str(organisation))):
        yield


@contextmanager
def every(errand: Errand) -> Iterator[None]:
    """Inside, the rows of every organisation are there. ``errand`` says why; the list above is all there is."""
    with standing(Place(EVERY)):
        yield


def through(place: Place, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """An answer that is made piece by piece after its request is over: each piece is made behind the same wall."""
    waiting = iter(pieces)
    while True:
        with standing(place):
            piece = list(islice(waiting, 1))
        if not piece:
            return
        yield piece[0]
