"""Ids are random, made in Python before a row is kept, and tell nothing about when or how many."""

from __future__ import annotations

import uuid


def new_id() -> uuid.UUID:
    """A random version-4 id. Never version 7 in a URL: that one tells the time."""
    return uuid.uuid4()
