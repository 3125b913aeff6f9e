"""Time until something: ours from Parquet on disk beside R's survival and lifelines on rows already in memory.

Times are whole days up to two years, as programmes count (the peers have their easiest time too: two years have 730
different days); and times that hardly ever repeat, where a count per time is no smaller than the table.

``script/bench evidence_time [--json]``. The peers' reading is not counted, ours is: that is to their advantage. Each
measurement is the best of five in a process of its own; memory is that process's peak. "lifelines with reading" reads
the two columns from the same file as ours does. Whoever is not installed is left out (bench/beside/peers.py).
"""

import json as json_
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from bench.beside.peers import beside
from trailside.evidence.survival import cox, kaplan_meier

SIZES = (100_000, 1_000_000, 10_000_000)
MOST_FOR_R = 1_000_000
TIMES = 5
MAKE = """
SELECT setseed(0.4);
COPY (
  SELECT least(ceil(-400 * ln(1 - random()) * exp(-0.2 * x2)), 730)::INTEGER {more} AS t,
         (random() < 0.6)::INTEGER AS e, x1, x2
  FROM (SELECT sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) AS x1, (random() < 0.5)::DOUBLE AS x2
        FROM range({n}) r)
) TO '{path}' (FORMAT parquet)
"""
R = """
library(survival); d <- read.csv("{path}"); best <- function(f) min(replicate({times}, system.time(f())[["elapsed"]]))
cat(best(function() survfit(Surv(t, e) ~ 1, d)), best(function() coxph(Surv(t, e) ~ x1 + x2, d)))
"""


def whole(path: str) -> None:
    """All that an answer holds: the curve, the cumulative hazard, the median and the restricted mean, with limits."""
    answer = kaplan_meier("t", "e", data=path, until=600)
    answer.estimates, answer.hazard  # noqa: B018  # worked out when asked for


WORK: dict[str, Callable[[str], object]] = {
    "km": lambda path: kaplan_meier("t", "e", data=path),
    "whole": whole,
    "cox": lambda path: cox("t", "e", ["x1", "x2"], data=path),
}


def make(folder: Path, n: int, days: bool) -> Path:
    """A table of ``n`` people: time until an ending, whether it ended, two covariates."""
    path = folder / f"people_{n}_{days}.parquet"
    duckdb.sql(MAKE.format(n=n, path=path, more="" if days else "+ random()"))
    return path


def ours(what: str, path: str) -> dict[str, float]:
    """Run inside a fresh process."""
    best, work = float("inf"), float("inf")
    for _ in range(TIMES):
        start, spent = time.perf_counter(), time.process_time()
        WORK[what](path)
        best, work = min(best, time.perf_counter() - start), min(work, time.process_time() - spent)
    return {"seconds": best, "cpu": work, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def apart(what: str, path: Path) -> dict[str, float]:
    """``ours`` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.evidence_time", what, str(path)], capture_output=True, text=True, check=True
    )
    told: dict[str, float] = json_.loads(done.stdout)
    return told


def with_r(path: Path, folder: Path) -> dict[str, float]:
    if not shutil.which("Rscript"):
        return {}
    csv = folder / "people.csv"
    duckdb.sql(f"COPY (FROM '{path}') TO '{csv}'")
    done = subprocess.run(
        ["Rscript", "-e", R.format(path=csv, times=TIMES)], capture_output=True, text=True, check=True
    )
    curve, model = map(float, done.stdout.split())
    return {"km": curve, "cox": model}


def measure(sizes: tuple[int, ...] = SIZES) -> Iterator[dict[str, float | str | int]]:
    """One row per method and size, with the ratio to each peer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n, days in [(n, days) for n in sizes for days in (True, False) if days or n <= MOST_FOR_R]:
            path = make(folder, n, days)
            found_by = beside("lifelines", path)
            peers = {"R": with_r(path, folder) if n <= MOST_FOR_R else {}, "lifelines": found_by}
            if "km_read" in found_by:
                peers["lifelines with reading"] = {"km": found_by["km_read"]}
            for what in WORK:
                mine = apart(what, path)
                kind = "days" if days else "exact"
                row: dict[str, float | str | int] = {"what": what, "times": kind, "rows": n, **mine}
                for peer, seconds in peers.items():
                    if what in seconds:
                        row[peer] = seconds[what]
                        row[f"times {peer}"] = seconds[what] / mine["seconds"]
                yield row


def main(json: bool = False) -> int:
    for row in measure():
        shown = (f"{key} {value:,.3g}" if isinstance(value, float) else f"{key} {value}" for key, value in row.items())
        print(json_.dumps(row) if json else " · ".join(shown), flush=True)
    return 0


if __name__ == "__main__":
    print(json_.dumps(ours(sys.argv[1], sys.argv[2])))
