"""The looks of one request, noted while it is answered and written before its first byte."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from trailside.ledger.viewer import Viewer


@dataclass(frozen=True)
class Look:
    """One viewer seeing one scope of one person (or, with ``about`` None, a list of names called ``scope``)."""

    viewer: Viewer
    about: UUID | None
    scope: str
    purpose: str


_open: ContextVar[set[Look] | None] = ContextVar("lookbook", default=None)


class NoLookbook(RuntimeError):
    """A participant's words were opened where nobody would write the look: a fault of ours."""


@contextmanager
def opened() -> Iterator[set[Look]]:
    """A new book for this context; the one before comes back afterwards."""
    book: set[Look] = set()
    token = _open.set(book)
    try:
        yield book
    finally:
        _open.reset(token)


def note(look: Look) -> None:
    """Note a look. Raises NoLookbook outside a request or ``looks.kept()``."""
    book = _open.get()
    if book is None:
        raise NoLookbook(look.purpose)
    book.add(look)
