"""The looks of one request, noted while it is answered and written before its first byte."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from trailside.ledger.viewer import Viewer


@dataclass(frozen=True)
class Look:
    """One viewer seeing one scope of one person (or, with ``about`` None, a list of names called ``scope``)."""

    viewer: Viewer
    about: UUID | None
    scope: str
    purpose: str


class Asked(Protocol):
    """What a look came through: a Sight, which can ask its gate again."""

    def read_again(self) -> None:
        """Ask the gate again, now, of whoever was read. Raises NotThere."""


class Book(set[Look]):
    """Looks, and the Sights that they came through."""

    def __init__(self) -> None:
        super().__init__()
        self.through: dict[int, Asked] = {}

    def checked_again(self) -> None:
        """Ask the gate again for every Sight of this book. Raises NotThere when one of them would not be given now."""
        for sight in self.through.values():
            sight.read_again()


_open: ContextVar[Book | None] = ContextVar("lookbook", default=None)


class NoLookbook(RuntimeError):
    """A participant's words were opened where nobody would write the look: a fault of ours."""


@contextmanager
def opened() -> Iterator[Book]:
    """A new book for this context; the one before comes back afterwards."""
    book = Book()
    token = _open.set(book)
    try:
        yield book
    finally:
        _open.reset(token)


def note(look: Look, through: Asked) -> None:
    """Note a look and the Sight it came through. Raises NoLookbook outside a request or ``looks.kept()``."""
    book = _open.get()
    if book is None:
        raise NoLookbook(look.purpose)
    book.add(look)
    book.through[id(through)] = through
