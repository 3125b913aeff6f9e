"""New keys for old under load: killed (-9) again and again, and nothing is unreadable at any instant."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from tests import postgres
from tests.drills.house import ROOT, House
from tests.drills.outcome import promise
from tests.drills.update import tried
from tests.drills.writers import Writers

WORDS = "A place with my own door"
MANY = (
    "from trailside.kit.ids import new_id; from trailside.vault import keys; keys.make(*(new_id() for _ in range({})))"
)


class Readers:
    """Ada and Ben open Ada's pages all the time; every answer that is not her own words is remembered."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.answers: Counter[str] = Counter()
        self._stopped = threading.Event()
        self._running = [threading.Thread(target=self._read, args=(who,), daemon=True) for who in ("ada", "ben")]

    def start(self) -> Readers:
        """Begin."""
        for thread in self._running:
            thread.start()
        return self

    def stop(self) -> int:
        """How many pages were read; all of them had to be whole."""
        self._stopped.set()
        for thread in self._running:
            thread.join(15)
        wrong = {word: count for word, count in self.answers.items() if word != "whole"}
        promise(not wrong, f"pages that were not whole while keys were renewed: {wrong}")
        return self.answers["whole"]

    def _read(self, who: str) -> None:
        while not self._stopped.is_set():
            status, body, _ = self.house.ask_as(who, f"/goals/{self.house.goal}/")
            self.answers["whole" if status == 200 and WORDS in body else f"{who} {status}"] += 1


def drill(place: Path, *, short: bool) -> str:
    """On SQLite and PostgreSQL."""
    kills, many = (3, 1500) if short else (20, 5000)
    said = renewed(House(place / "sqlite", **key_at(place / "sqlite")), kills, many)
    os.environ.pop(postgres.WHERE, None)
    data, vault = postgres.addresses()
    there = place / "postgres"
    house = House(there, DATABASE_URL=data, TRAILSIDE_VAULT=vault, **key_at(there))
    return f"SQLite: {said}; PostgreSQL: {renewed(house, kills, many)}"


def key_at(place: Path) -> dict[str, str]:
    """The master key in a file, as on a server."""
    place.mkdir()
    return {"TRAILSIDE_MASTER_KEY": "", "TRAILSIDE_MASTER_KEY_FILE": str(place / "key" / "master.key")}


def renewed(house: House, kills: int, many: int) -> str:
    """Both rotations, each killed so many times, then finished; beside readers and writers."""
    house.data.parent.mkdir(exist_ok=True)
    house.lived_in()
    house.say("manage", "shell", "--no-imports", "-c", MANY.format(many))
    house.start()
    readers, writers = Readers(house).start(), Writers(house, threads=3).start()
    for words in (("vault", "rotate"), ("vault", "rotate", "--people")):
        for _ in range(kills):
            killed(house, *words)
            code, said = tried(house, "vault", "check")
            promise(code == 0, f"a key does not open after {words} was killed: {said[-300:]}")
        code, said = tried(house, *words)
        promise(code == 0, f"{words} ends with {code}: {said[-500:]}")
    pages = readers.stop()
    writers.stop()
    promise(pages > 20 and len(writers.acknowledged) > 20, f"only {pages} pages and {len(writers.acknowledged)} writes")
    promise(not [status for status in writers.refused if status >= 500], f"refused: {Counter(writers.refused)}")
    house.stop()
    house.start()
    house.ask_as("ada", "/")
    time.sleep(0.1)
    status, body, _ = house.ask_as("ada", f"/goals/{house.goal}/")
    promise(status == 200 and WORDS in body, "Ada's words are not there after it")
    house.stop()
    return f"{2 * kills} kills, {pages} pages and {len(writers.acknowledged)} writes meanwhile, each whole"


def killed(house: House, *words: str) -> None:
    """Begin, and be killed at any moment."""
    line = [sys.executable, "-m", "trailside.config.command", *words]
    process = subprocess.Popen(line, env=house.environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    time.sleep(random.uniform(0.5, 1.6))
    process.kill()
    process.wait()
