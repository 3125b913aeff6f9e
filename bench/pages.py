"""Pages: each main page beside a bare Django view and django-machina's topic page, in one run, at two sizes of data.

cpu_ms        CPU of the server process (user and system, from /proc) a request
per_second    requests a second on 8 connections; p50_ms, p99_ms: their waits
growth        cpu_ms at the larger size over cpu_ms at the smaller
first, again  fsync and fdatasync calls (strace) at the first view and at the next

BENCH_SMALL, BENCH_LARGE: folders with ``data``, ``vault.sqlite3`` and ``master`` made before; else 1,000 lives are
simulated, and copied BENCH_COPIES times in SQL (99; 0: no large one). BENCH_SECONDS: seconds a page (3).
"""

from __future__ import annotations

import json as jsonlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.drills.house import ROOT, House, free_port

from bench.beside import copied
from bench.beside.load import Asked, measure

SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
SMALL = ("--participants", "1000", "--months", "24", "--seed", "1", "--intensity", "12")
PAGES = (
    ("my today", "participant", "/today/"),
    ("my trail", "participant", "/my-trail/"),
    ("my record", "participant", "/my-record/"),
    ("who looked", "participant", "/my-record/who-looked/"),
    ("check-in", "participant", "/check-in/"),
    ("someone, now: mine", "participant", "/now/mine/"),
    ("desk", "specialist", "/desk/"),
    ("people I walk with", "specialist", "/people/"),
    ("a person", "specialist", "/people/{person}/"),
    ("last two minutes", "specialist", "/meetings/with/{person}/"),
    ("review", "supervisor", "/review/"),
    ("programme", "manager", "/programme/"),
    ("someone, now: public", "", "/now/"),
)
OWN = {"participant", ""}
MACHINA = ("django-machina==1.3.1", "Django<5.3", "gunicorn")
Found = dict[str, Any]


def house_in(place: Path) -> House:
    """An installation that is there, or a small one made now."""
    house = House(place)
    house.environment["DJANGO_SETTINGS_MODULE"] = "trailside.config.settings"
    del house.environment["TRAILSIDE_MASTER_KEY"]
    house.environment["TRAILSIDE_MASTER_KEY_FILE"] = str(place / "master")
    house.environment["TRAILSIDE_VAULT"] = str(place / "vault.sqlite3")
    if not house.data.exists():
        house.data.mkdir(parents=True)
        house.say("migrate", "--quiet")
        house.say("simulate", *SMALL)
    return house


def signed_in(house: House) -> Found:
    """Whose pages, and how their browsers are signed in."""
    line = [sys.executable, "-m", "bench.beside.signed_in"]
    done = subprocess.run(line, env=house.environment, check=True, capture_output=True, text=True, cwd=ROOT)
    return dict(jsonlib.loads(done.stdout.splitlines()[-1]))


def asked_of(house: House, people: Found) -> Iterator[tuple[str, Asked]]:
    """Every page as it is asked for."""
    for name, role, path in PAGES:
        cookie = f"here={people['sessions'][role]}; csrftoken={'c' * 32}" if role else ""
        yield name, Asked(house.port, path.format(person=people["person"]), cookie)


def pages(houses: dict[str, House], people: dict[str, Found]) -> dict[str, dict[str, Found]]:
    """What each page costs at each size, one size right after the other: what else the machine does meets both."""
    found: dict[str, dict[str, Found]] = {size: {} for size in houses}
    try:
        for house in houses.values():
            house.start()
        asked = {size: dict(asked_of(house, people[size])) for size, house in houses.items()}
        for name, _role, _path in PAGES:
            for size, house in houses.items():
                assert house.process is not None
                found[size][name] = measure(asked[size][name], house.process.pid, SECONDS)
    finally:
        for house in houses.values():
            house.stop()
    return found


def bare(house: House) -> Found:
    """What a view with nothing around it costs, in the same server."""
    house.start(DJANGO_SETTINGS_MODULE="bench.beside.bare")
    assert house.process is not None
    try:
        return measure(Asked(house.port, "/bare/"), house.process.pid, SECONDS)
    finally:
        house.stop()


def syncs(house: House, people: Found, place: Path) -> dict[str, tuple[int, int]]:
    """Durable writes of each page, at its first view and at the next. Looks are asked again after ten minutes only."""
    house.start()
    assert house.process is not None
    seen = place / "syncs"
    line = ["strace", "-f", "-q", "-e", "trace=fsync,fdatasync", "-o", str(seen), "-p", str(house.process.pid)]
    watching = subprocess.Popen(line, stderr=subprocess.DEVNULL)
    time.sleep(1.0)
    try:
        return {name: (_synced(asked, seen), _synced(asked, seen)) for name, asked in asked_of(house, people)}
    finally:
        watching.terminate()
        watching.wait()
        house.stop()


def _synced(asked: Asked, seen: Path) -> int:
    time.sleep(1.2)  # the binder has bound what the page before wrote
    before = seen.read_text().count("sync(")
    asked.once()
    return seen.read_text().count("sync(") - before


@contextmanager
def forum(place: Path) -> Iterator[tuple[Asked, int]]:
    """django-machina in an environment of its own, behind gunicorn with two workers, on SQLite."""
    home = place / "machina"
    programs, forum_files = home / "environment" / "bin", ROOT / "bench" / "beside" / "machina"
    if not programs.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home / "environment")], check=True)
        subprocess.run([str(programs / "pip"), "install", "-q", *MACHINA], check=True, stderr=subprocess.DEVNULL)
    (home / "forum.sqlite3").unlink(missing_ok=True)
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "settings", "MACHINA_PLACE": str(home)}
    environment["PYTHONPATH"] = str(forum_files)
    subprocess.run([str(programs / "django-admin"), "migrate", "-v0"], env=environment, check=True, cwd=forum_files)
    line = [str(programs / "python"), str(forum_files / "seed.py")]
    said = jsonlib.loads(subprocess.run(line, env=environment, check=True, capture_output=True).stdout)
    asked = Asked(free_port(), said["path"], f"sessionid={said['session']}", again=False)
    served = [str(programs / "gunicorn"), "-w", "2", "-b", f"127.0.0.1:{asked.port}", "--no-control-socket"]
    served += ["--log-level", "error", "django.core.wsgi:get_wsgi_application()"]
    process = subprocess.Popen(served, env=environment, cwd=forum_files)
    try:
        time.sleep(3.0)
        yield asked, process.pid
    finally:
        process.terminate()
        process.wait()


def machina(place: Path) -> Found:
    """What its topic page with 15 posts costs someone signed in."""
    with forum(place) as (asked, process):
        return measure(asked, process, SECONDS)


def sizes(place: Path) -> dict[str, House]:
    """The installations to measure, by name."""
    small = Path(os.environ.get("BENCH_SMALL", place / "small"))
    found = {"small": house_in(small)}
    large, copies = Path(os.environ.get("BENCH_LARGE", place / "large")), int(os.environ.get("BENCH_COPIES", "99"))
    if not large.exists() and copies:
        copied.copy(small, large, copies)
    if large.exists():
        found["large"] = house_in(large)
    return found


def main(*, json: bool) -> int:
    """Measure and say."""
    with tempfile.TemporaryDirectory(prefix="trailside-bench-") as made:
        place = Path(os.environ.get("BENCH_PLACE", made))
        found: Found = {}
        houses = sizes(place)
        found["bare"], found["machina"] = bare(houses["small"]), machina(place)
        people = {size: signed_in(house) for size, house in houses.items()}
        found["whose"] = {size: {"people": one["people"], "lines": one["lines"]} for size, one in people.items()}
        found["syncs"] = {size: syncs(house, people[size], Path(made)) for size, house in houses.items()}
        found["pages"] = pages(houses, people)
        found["machina again"] = machina(place)
    if json:
        print(jsonlib.dumps(found))
    else:
        say(found)
    return 0


def say(found: Found) -> None:
    """As a table."""
    for name in ("bare", "machina", "machina again"):
        print(f"{name:<22} {found[name]}")
    per_second = max(found["machina"]["per_second"], found["machina again"]["per_second"])
    print(f"\n{'page':<22} {'size':<6} CPU ms   req/s  p99 ms  of machina  syncs  growth")
    for name, _role, _path in PAGES:
        for size, measured in found["pages"].items():
            one, small = measured[name], found["pages"]["small"][name]
            first, again = found["syncs"][size][name]
            growth = one["cpu_ms"] / small["cpu_ms"] if small["cpu_ms"] else 1.0
            print(
                f"{name:<22} {size:<6} {one['cpu_ms']:6.2f} {one['per_second']:7.0f} {one['p99_ms']:7.1f}"
                f" {one['per_second'] / per_second:10.1f}x  {first}, {again}  {growth:6.2f}"
            )
