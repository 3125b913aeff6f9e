"""What is in a database file, asked without the server."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.drills.outcome import promise

TABLES = {"goals": "plans_goal", "steps": "plans_step", "check-in": "measures_checkin"}
"""Where the things stand that a form's result leads to, by the first word of its address."""


def marks(database: Path) -> Counter[str]:
    """Every mark that was kept, and how often: as an entry of the drill, or as the thing its once-key leads to."""
    with sqlite3.connect(database) as connection:
        entries = connection.execute("SELECT coded FROM ledger_entry WHERE verb = 'drill.written'").fetchall()
        results = connection.execute("SELECT key, result FROM ledger_oncekey WHERE result <> ''").fetchall()
        there = {
            word: {row[0].replace("-", "") for row in connection.execute(f"SELECT id FROM {table}")}
            for word, table in TABLES.items()
        }
    connection.close()
    found = Counter(str(json.loads(coded)["mark"]) for (coded,) in entries)
    for key, result in results:
        word, _, rest = result.strip("/").partition("/")
        if word in there:
            number = rest.partition("/")[0].replace("-", "")
            found[key] += number in there[word]
            there[word].discard(number)
    made_otherwise = {"goals": 1, "steps": 0, "check-in": 0}
    for word, left in there.items():
        if len(left) > made_otherwise[word]:
            found[f"{word} without a form"] = 2
    return found


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
