"""Ids are random, made in Python before a row is kept, and tell nothing about when or how many."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain, repeat

NEIGHBOURS = 4096
NEAR_BYTES = 5

_near: ContextVar[Iterator[bytes] | None] = ContextVar("ids_near", default=None)


def new_id() -> uuid.UUID:
    """A random version-4 id. Never version 7 in a URL: that one tells the time."""
    near = _near.get()
    if near is None:
        return uuid.uuid4()
    return uuid.UUID(bytes=next(near) + os.urandom(16 - NEAR_BYTES), version=4)


@contextmanager
def close_together() -> Iterator[None]:
    """Ids made inside begin alike, 4,096 at a time: 82 random bits are left, so none can be guessed.

    Rows written by the thousand then meet in a few pages of each index. With ids all over it, every row of a large
    table costs a page of 4 kB an index, written twice: 150 GB for ten million lines (docs/benchmarks.md).
    """
    beginnings = (repeat(os.urandom(NEAR_BYTES), NEIGHBOURS) for _ in repeat(None))
    token = _near.set(chain.from_iterable(beginnings))
    try:
        yield
    finally:
        _near.reset(token)
