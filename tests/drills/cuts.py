"""Power cuts: only what was synced survives, of the rest some or nothing. Nothing acknowledged is lost.

One recording gives any number of cuts: the tape is replayed to a random byte, and what had been acknowledged before
that byte must be there exactly once in a whole database. First the same with ``synchronous=NORMAL``, which must lose
something: otherwise this drill would prove nothing. At last a real server is started on what a cut left.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.drills import kept, shim, tape
from tests.drills.house import House
from tests.drills.outcome import promise
from tests.drills.writers import Writers


@dataclass
class Recording:
    """What was on the disk before, everything that changed, and which mark was acknowledged at which byte."""

    house: House
    before: dict[str, bytes]
    tape: bytes
    acknowledged: dict[str, int]


def record(place: Path, library: Path, seconds: float, **environment: str) -> Recording:
    """Let people write for some seconds, then kill the server."""
    house = House(place, **environment).lived_in()
    before = tape.snapshot(house.data, house.vault)
    reel = place / "tape"
    house.start(**shim.watching(house, library, DRILL_TAPE=str(reel)))
    writers = Writers(house, stamp=lambda: reel.stat().st_size).start()
    time.sleep(seconds)
    house.kill()
    writers.stop()
    return Recording(house, before, reel.read_bytes(), writers.acknowledged)


def cut(recording: Recording, times: int, chance: random.Random) -> tuple[int, int, int]:
    """Cut at so many random bytes: how many acknowledged writes were lost, were doubled, and damaged databases."""
    lost = doubled = damaged = 0
    first = min(recording.acknowledged.values())
    points = sorted(chance.randint(first, len(recording.tape)) for _ in range(times))
    disk = tape.Disk(recording.before)
    changes = iter(tape.changes(recording.tape))
    change = next(changes, None)
    for number, point in enumerate(points):
        while change is not None and change.end <= point:
            disk.feed(change)
            change = next(changes, None)
        acknowledged = [mark for mark, byte in recording.acknowledged.items() if byte <= point]
        with tempfile.TemporaryDirectory(prefix="trailside-cut-") as found:
            database = found_after(recording, disk.cut(None if number % 3 == 0 else chance), Path(found))
            whole = kept.is_whole(database)
            damaged += not whole
            there = kept.marks(database) if whole else Counter[str]()
        lost += kept.lost(acknowledged, there)
        doubled += sum(count > 1 for count in there.values())
    return lost, doubled, damaged


def found_after(recording: Recording, files: dict[str, bytes], place: Path) -> Path:
    """Lay down what a cut left; the database file."""
    house = recording.house
    tape.lay_down(files, {house.data: place / "data", house.vault: place / "vault"})
    return place / "data" / "trailside.sqlite3"


def drill(place: Path, *, short: bool) -> str:
    """Show that it can fail, then that it does not."""
    library = shim.compiled(place)
    chance = random.Random(20261120)
    times = 30 if short else 1000
    seconds = 2.0 if short else 8.0
    (place / "weak").mkdir()
    (place / "full").mkdir()
    weak = record(place / "weak", library, seconds, DRILL_SYNCHRONOUS="NORMAL")
    lost_when_weak, _, _ = cut(weak, times, chance)
    promise(lost_when_weak > 0, "with synchronous=NORMAL nothing was lost: this drill proves nothing")
    recording = record(place / "full", library, seconds)
    promise(len(recording.acknowledged) > 20, f"only {len(recording.acknowledged)} writes were acknowledged: no proof")
    lost, doubled, damaged = cut(recording, times, chance)
    promise(damaged == 0, f"{damaged} of {times} cuts damaged the database")
    promise(lost == 0, f"{lost} acknowledged writes are lost after {times} power cuts")
    promise(doubled == 0, f"{doubled} writes are there twice after {times} power cuts")
    started = start_again(recording, place / "again", chance)
    return (
        f"{times} cuts among {len(recording.acknowledged)} acknowledged writes: 0 lost, 0 twice, whole "
        f"(with synchronous=NORMAL: {lost_when_weak} lost); a server starts on what is left in {started:.1f} s"
    )


def start_again(recording: Recording, place: Path, chance: random.Random) -> float:
    """A real server on the disk after the last cut: it serves, and knows every mark."""
    disk = tape.Disk(recording.before)
    for change in tape.changes(recording.tape):
        disk.feed(change)
    found_after(recording, disk.cut(chance), place)
    house = House(place)
    took = house.start()
    writers = Writers(house).start()
    time.sleep(0.3)
    house.stop()
    acknowledged = [*recording.acknowledged, *writers.stop().acknowledged]
    kept.exactly_once(acknowledged, kept.marks(house.data / "trailside.sqlite3"), "after a server started on a cut")
    return took
