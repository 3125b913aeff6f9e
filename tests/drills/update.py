"""Updating: a migration that fails or is killed half way leaves the old or the new, and there is a way back.

At last a real update from a folder of wheels in an environment of its own: a good release comes, a broken one is put
back by itself, and ``--back`` returns to the one before.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
import venv
from pathlib import Path

from tests import postgres
from tests.drills import kept
from tests.drills.house import ROOT, House
from tests.drills.outcome import promise
from tests.drills.wheels import wheel
from tests.drills.writers import Writers

KEY = "from trailside.kit.ids import new_id; from trailside.vault import keys; k = new_id(); keys.make(k); print(k)"
DESTROY = "from uuid import UUID; from trailside.vault import keys; keys.destroy(UUID('{}'))"
OPENED = "from uuid import UUID; from trailside.vault import keys; print(len(keys.opened([UUID('{}')])))"


def drill(place: Path, *, short: bool) -> str:
    """Fail, be killed, update, return."""
    house = House(place).found()
    house.start()
    writers = Writers(house).start()
    time.sleep(0.5)
    promise(tried(house, "migrate")[0] == 1, "a migration runs beside a server")
    house.kill()
    marks = set(writers.stop().acknowledged)
    fails(house, marks)
    killed(house, marks, times=3 if short else 25)
    returns(house, marks)
    on_postgres(place / "postgres")
    took = installed(place)
    return (
        f"a failed migration is put back on both engines, {3 if short else 25} kills leave old or new, "
        f"--back forgets again; {took}"
    )


def tried(house: House, *words: str, **more: str) -> tuple[int, str]:
    """Run one word: its exit code and everything it said."""
    line = [sys.executable, "-m", "trailside.config.command", *words]
    environment = {**house.environment, **more}
    done = subprocess.run(line, env=environment, check=False, capture_output=True, text=True, cwd=ROOT)
    return done.returncode, done.stdout + done.stderr


def tables(house: House) -> set[str]:
    """The drill's own tables."""
    connection = sqlite3.connect(house.data / "trailside.sqlite3")
    rows = connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'later_%'").fetchall()
    connection.close()
    return {name for (name,) in rows}


def fails(house: House, marks: set[str]) -> None:
    """A migration that fails after half of its work."""
    code, said = tried(house, "migrate", "--quiet", DRILL_LATER="broken")
    promise(code != 0 and "put back" in said, f"a broken migration ends with {code}: {said[-300:]}")
    promise(tables(house) == set(), "a broken migration left its table")
    kept.exactly_once(marks, kept.marks(house.data / "trailside.sqlite3"), "after a broken migration")
    promise(tried(house, "migrate", "--check")[0] == 0, "the old release does not find its own database again")


def on_postgres(place: Path) -> None:
    """The same failure on PostgreSQL, with its own tools."""
    place.mkdir()
    os.environ.pop(postgres.WHERE, None)
    data, vault = postgres.addresses()
    tools = f"{postgres.binaries()}:{os.environ['PATH']}"
    house = House(place, DATABASE_URL=data, TRAILSIDE_VAULT=vault, PATH=tools).found()
    house.start()
    promise(house.ask("/drill/write/", {"mark": "before", "once": "before"})[0] == 302, "PostgreSQL does not write")
    house.stop()
    code, said = tried(house, "migrate", "--quiet", DRILL_LATER="broken")
    promise(code != 0 and "put back" in said, f"a broken migration ends with {code}: {said[-600:]}")
    promise(tried(house, "migrate", "--check")[0] == 0, "the old release does not find its own database again")
    house.start()
    promise(house.ask("/drill/count/?mark=before")[1] == "1", "a write from before is gone")
    promise(
        house.ask("/drill/write/", {"mark": "after", "once": "after"})[0] == 302, "PostgreSQL does not write any more"
    )
    house.stop()
    code, said = tried(house, "update", "--back", "--yes")
    promise(code == 0, f"--back ends with {code}: {said[-600:]}")


def killed(house: House, marks: set[str], times: int) -> None:
    """A migration killed at any moment, then run again."""
    line = [sys.executable, "-m", "trailside.config.command", "migrate", "--quiet"]
    for _ in range(times):
        process = subprocess.Popen(line, env={**house.environment, "DRILL_LATER": "good"}, cwd=ROOT)
        time.sleep(random.uniform(0.3, 1.5))
        process.kill()
        process.wait()
        database = house.data / "trailside.sqlite3"
        promise(kept.is_whole(database), "a migration that was killed damaged the database")
        kept.exactly_once(marks, kept.marks(database), "after a migration was killed")
    promise(tried(house, "migrate", "--quiet", DRILL_LATER="good")[0] == 0, "migrating again does not go on")
    promise(tables(house) == {"later_good"}, "the migration is not there after all")
    house.start(DRILL_LATER="good")
    house.stop()


def returns(house: House, marks: set[str]) -> None:
    """Update (of a checkout), forget somebody, go back: forgotten stays forgotten."""
    gone = house.say("manage", "shell", "--no-imports", "-c", KEY).strip()
    code, said = tried(house, "update", DRILL_LATER="good")
    promise(code == 0, f"update ends with {code}: {said[-500:]}")
    house.say("manage", "shell", "--no-imports", "-c", DESTROY.format(gone))
    house.start(DRILL_LATER="good")
    promise(house.ask("/drill/write/", {"mark": "since", "once": "since"})[0] == 302, "the new release does not write")
    house.stop()
    code, said = tried(house, "update", "--back", "--yes", DRILL_LATER="good")
    promise(code == 0 and "1 forgotten since then" in said, f"--back ends with {code}: {said[-500:]}")
    there = kept.marks(house.data / "trailside.sqlite3")
    kept.exactly_once(marks, there, "after going back")
    promise("since" not in there, "--back did not go back")
    promise(house.say("manage", "shell", "--no-imports", "-c", OPENED.format(gone)).strip() == "0", "a key came back")
    code, listed = tried(house, "update", "--copies")
    promise(code == 0 and len(listed.splitlines()) >= 2, "the copies are not listed")


def installed(place: Path) -> str:
    """A real environment, a folder of wheels, three releases."""
    index = place / "wheels"
    index.mkdir()
    wheel(index, "1.0")
    wheel(index, "1.1")
    environment = place / "environment"
    venv.create(environment, with_pip=True, symlinks=True)
    python = environment / "bin" / "python"
    packages = next((environment / "lib").glob("python3*")) / "site-packages"
    (packages / "borrowed.pth").write_text(next(path for path in sys.path if path.endswith("site-packages")))
    pip = [str(python), "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--find-links", str(index)]
    subprocess.run([*pip, "trailside==1.0"], check=True, capture_output=True)
    house = House(place / "installed")
    house.environment.update(DJANGO_SETTINGS_MODULE="trailside.config.settings", PYTHONPATH="")
    del house.environment["PYTHONPATH"]

    def said(*words: str) -> tuple[int, str]:
        line = [str(environment / "bin" / "trailside"), *words]
        done = subprocess.run(line, env=house.environment, capture_output=True, text=True, check=False, cwd=place)
        return done.returncode, done.stdout + done.stderr

    promise(said("migrate", "--quiet")[0] == 0, "a release installed from a wheel does not migrate")
    began = time.monotonic()
    code, words = said("update", "--from", str(index))
    took = time.monotonic() - began
    promise(code == 0 and said("--version")[1].strip() == "trailside 1.1", f"update from wheels: {words[-500:]}")
    wheel(index, "1.2", broken=True)
    code, words = said("update", "--from", str(index))
    promise(code == 1 and "release 1.1 and its data are back" in words, f"a broken release: {words[-500:]}")
    promise(said("--version")[1].strip() == "trailside 1.1", "the broken release stays installed")
    code, words = said("update", "--back", "--yes", "--copy", first_copy(said), "--from", str(index))
    promise(code == 0 and said("--version")[1].strip() == "trailside 1.0", f"going back: {words[-500:]}")
    return f"update from wheels in {took:.0f} s, a broken release put back"


def first_copy(said: object) -> str:
    """The oldest copy's name."""
    assert callable(said)
    return str(said("update", "--copies")[1].split()[0])
