"""The database goes away and comes back: 503 with the crisis lines, the crisis page itself, and no restart needed."""

from __future__ import annotations

import os
import time
from pathlib import Path

from tests import postgres
from tests.drills import kept
from tests.drills.house import House
from tests.drills.outcome import promise
from tests.drills.writers import Writers


def drill(place: Path, *, short: bool) -> str:
    """Both engines."""
    (place / "embedded").mkdir()
    (place / "postgres").mkdir()
    return f"SQLite: {embedded(place / 'embedded')}; PostgreSQL: {server(place / 'postgres')}"


def while_gone(house: House) -> None:
    """What readers get meanwhile."""
    began = time.monotonic()
    status, body, headers = house.ask("/drill/read/")
    promise(status == 503 and "988" in body and "retry-after" in headers, f"a page answers {status}: {body[:200]}")
    promise(time.monotonic() - began < 10, f"the answer took {time.monotonic() - began:.1f} s")
    for path in ("/now/", "/robots.txt"):
        began = time.monotonic()
        promise(house.ask(path)[0] == 200, f"{path} does not answer with the database gone")
        promise(time.monotonic() - began < 0.5, f"{path} took {time.monotonic() - began:.1f} s")
    time.sleep(5.1)
    promise(not house.health()[0], "health says that all is well with the database gone")


def back_again(house: House) -> float:
    """Seconds until a write is acknowledged."""
    began = time.monotonic()
    mark = f"back{began}"
    while house.ask("/drill/write/", {"mark": mark, "once": mark})[0] != 302:
        promise(time.monotonic() - began < 10, "writing does not come back: " + house.said())
        time.sleep(0.05)
    return time.monotonic() - began


def embedded(place: Path) -> str:
    """The files are moved away and back."""
    house = House(place).found()
    house.start()
    writers = Writers(house).start()
    time.sleep(0.7)
    away = place / "away"
    house.data.rename(away)
    while_gone(house)
    away.rename(house.data)
    took = back_again(house)
    writers.stop()
    house.stop()
    promise(set(writers.refused) <= {503}, f"other answers than 503: {sorted(set(writers.refused))}")
    kept.exactly_once(writers.acknowledged, kept.marks(house.data / "trailside.sqlite3"), "after the files were away")
    return f"{len(writers.refused)} clean 503, {len(writers.acknowledged)} acknowledged, 0 lost, back in {took:.1f} s"


def server(place: Path) -> str:
    """PostgreSQL is stopped at once and started again."""
    os.environ.pop(postgres.WHERE, None)
    data, vault = postgres.addresses()
    house = House(place, DATABASE_URL=data, TRAILSIDE_VAULT=vault).found()
    house.start()
    writers = Writers(house).start()
    time.sleep(0.7)
    postgres.stop()
    while_gone(house)
    postgres.start()
    took = back_again(house)
    writers.stop()
    promise(set(writers.refused) <= {503}, f"other answers than 503: {sorted(set(writers.refused))}")
    lost = sum(house.ask(f"/drill/count/?mark={mark}")[1] != "1" for mark in writers.acknowledged)
    promise(lost == 0, f"{lost} acknowledged writes are not there exactly once")
    house.stop()
    return f"{len(writers.refused)} clean 503, {len(writers.acknowledged)} acknowledged, 0 lost, back in {took:.1f} s"
