"""The same form sent eight times at once, or again with other words: one thing is made."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from pathlib import Path

from tests.drills import kept
from tests.drills.house import House
from tests.drills.outcome import promise


def drill(place: Path, *, short: bool) -> str:
    """Tap, tap."""
    house = House(place).found()
    house.start()
    rounds = 5 if short else 100
    statuses: Counter[int] = Counter()
    for _ in range(rounds):
        mark = uuid.uuid4().hex
        answers: list[tuple[int, str]] = []

        def tap(mark: str = mark, answers: list[tuple[int, str]] = answers) -> None:
            status, _, headers = house.ask("/drill/write/", {"mark": mark, "once": mark})
            answers.append((status, headers.get("location", "")))

        threads = [threading.Thread(target=tap) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        statuses.update(status for status, _ in answers)
        promise(len(set(answers)) == 1 and answers[0][0] == 302, f"eight taps were answered {set(answers)}")
        other, _, _ = house.ask("/drill/write/", {"mark": "other words", "once": mark})
        promise(other == 409, f"the same key with other words is answered {other}")
    house.stop()
    there = kept.marks(house.data / "trailside.sqlite3")
    promise(all(count == 1 for count in there.values()) and len(there) == rounds, "a form was done twice")
    return f"{rounds} x 8 taps at once made {len(there)} things; the same key with other words is 409"
