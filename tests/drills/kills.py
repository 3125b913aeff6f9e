"""The whole server killed (-9) while people write: nothing acknowledged is lost, nothing is there twice."""

from __future__ import annotations

import random
import time
from pathlib import Path

from tests.drills import kept
from tests.drills.house import House
from tests.drills.outcome import promise
from tests.drills.writers import Writers

RESTART = 5.0


def drill(place: Path, *, short: bool) -> str:
    """Kill, start again, look."""
    house = House(place).lived_in()
    times = 3 if short else 100
    house.start()
    acknowledged: set[str] = set()
    slowest = 0.0
    for _ in range(times):
        writers = Writers(house).start()
        time.sleep(random.uniform(0.3, 0.8))
        house.kill()
        acknowledged |= set(writers.stop().acknowledged)
        slowest = max(slowest, house.start())
    house.stop()
    database = house.data / "trailside.sqlite3"
    promise(kept.is_whole(database), "the database is damaged after a kill")
    kept.exactly_once(acknowledged, kept.marks(database), "after a kill")
    promise(len(acknowledged) > 5 * times, f"only {len(acknowledged)} writes were acknowledged: no proof")
    promise(slowest < RESTART, f"starting again took {slowest:.1f} s")
    return f"{times} kills, {len(acknowledged)} acknowledged, 0 lost, 0 twice, back within {slowest:.1f} s"
