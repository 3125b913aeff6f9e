"""What is in a database file, asked without the server."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.drills.outcome import promise


def marks(database: Path) -> Counter[str]:
    """Every mark that was kept, and how often."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT coded FROM ledger_entry WHERE verb = 'drill.written'").fetchall()
    connection.close()
    return Counter(json.loads(coded)["mark"] for (coded,) in rows)


def is_whole(database: Path) -> bool:
    """SQLite's own check of every page and index."""
    try:
        with sqlite3.connect(database) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError:
        return False
    connection.close()
    return bool(found == "ok")


def lost(acknowledged: Iterable[str], kept: Counter[str]) -> int:
    """How many acknowledged marks are not there."""
    return sum(not kept[mark] for mark in acknowledged)


def exactly_once(acknowledged: Iterable[str], kept: Counter[str], when: str) -> None:
    """Every acknowledged mark is there once, and none twice."""
    gone = lost(acknowledged, kept)
    promise(gone == 0, f"{gone} acknowledged writes are lost {when}")
    doubled = sum(count > 1 for count in kept.values())
    promise(doubled == 0, f"{doubled} writes are there twice {when}")
