"""A full disk: clean 503 with the crisis lines, nothing acknowledged is lost, and it works again by itself."""

from __future__ import annotations

import time
from pathlib import Path

from tests.drills import kept, shim
from tests.drills.house import House
from tests.drills.outcome import promise
from tests.drills.writers import Writers


def drill(place: Path, *, short: bool) -> str:
    """Fill, look, make room, look."""
    library = shim.compiled(place)
    house = House(place).lived_in()
    flag = place / "full"
    house.start(**shim.watching(house, library, DRILL_FULL=str(flag)))
    writers = Writers(house).start()
    rounds = 1 if short else 5
    recovered = 0.0
    for _ in range(rounds):
        time.sleep(0.7)
        flag.touch()
        time.sleep(0.3)
        status, body, headers = house.ask("/drill/write/", {"mark": "refused", "once": "refused"})
        promise(status == 503 and "988" in body, f"a write on a full disk answers {status} without crisis lines")
        promise("retry-after" in headers, "503 without Retry-After")
        promise(house.ask("/drill/read/")[0] == 200, "reading fails on a full disk")
        promise(house.ask("/now/")[0] == 200, "the crisis page fails on a full disk")
        own_and_others(house)
        time.sleep(5.1)
        promise(house.health() == (False, "the disk is full"), f"health says {house.health()} on a full disk")
        flag.unlink()
        began = time.monotonic()
        while house.ask("/drill/write/", {"mark": f"after{began}", "once": f"after{began}"})[0] != 302:
            promise(time.monotonic() - began < 10, "writing does not come back when there is room again")
            time.sleep(0.05)
        recovered = max(recovered, time.monotonic() - began)
    writers.stop()
    house.stop()
    flag.touch()
    house.start(until="/now/", **shim.watching(house, library, DRILL_FULL=str(flag)))
    own_and_others(house)
    flag.unlink()
    promise(set(writers.refused) <= {503}, f"other answers than 503: {sorted(set(writers.refused))}")
    house.stop()
    there = kept.marks(house.data / "trailside.sqlite3")
    kept.exactly_once(writers.acknowledged, there, "after a full disk")
    promise("refused" not in there, "a write that was refused is there")
    return (
        f"{rounds} times full: {len(writers.refused)} clean 503, {len(writers.acknowledged)} acknowledged, 0 lost; "
        f"writing again {recovered:.1f} s after there was room, without a restart"
    )


def own_and_others(house: House) -> None:
    """Ada reads what is hers; Ben does not see her page, because his look could not be written; strangers still 404."""
    for path in ("/goals/", f"/goals/{house.goal}/", "/check-in/before/"):
        status, body, _ = house.ask_as("ada", path)
        promise(status == 200, f"on a full disk Ada's own {path} answers {status}")
    promise("A place with my own door" in house.ask_as("ada", "/goals/")[1], "Ada's own words are not on her page")
    theirs = f"/goals/with/{house.people['ada']['person']}/"
    status, body, _ = house.ask_as("ben", theirs)
    promise(status == 503 and "own door" not in body, f"on a full disk another person's page answers {status}")
    promise(house.ask_as("dov", theirs)[0] == 404, "on a full disk a stranger learns that somebody is there")
