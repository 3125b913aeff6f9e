"""A long list, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, repr=False)
class Page(Generic[Row]):
    """One page of a list. ``before`` and ``after`` are the numbers of its neighbours, 0 when there is none."""

    rows: Sequence[Row]
    before: int
    after: int


def page(rows: Sequence[Row], number: int, most: int) -> Page[Row]:
    """Page ``number`` (from 1) of ``rows``, ``most`` on each; the nearest there is when it is too far."""
    last = max(1, -(-len(rows) // most))
    at = min(max(1, number), last)
    return Page(rows[(at - 1) * most : at * most], at - 1, at + 1 if at < last else 0)


def number(said: str) -> int:
    """The number of a page as an address says it; 1 for anything that is none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1
