"""Time until something: ours from Parquet on disk beside R's survival and lifelines on rows already in memory.

Times are whole days up to two years, as programmes count; then once more with times that hardly ever repeat, where a
count per time is no smaller than the table and ours has no advantage.

``script/bench evidence_time [--json]``. The peers' reading is not counted, ours is: that is to their advantage. Each
measurement is the best of three in a process of its own; memory is that process's peak. R (r-cran-survival) and
lifelines are left out with a word when they are not installed.
"""

import importlib.util
import json as json_
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import pyarrow.parquet

from trailside.evidence.survival import cox, kaplan_meier

SIZES = (100_000, 1_000_000)
TIMES = 3
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


def make(folder: Path, n: int, days: bool) -> Path:
    """A table of ``n`` people: time until an ending, whether it ended, two covariates."""
    path = folder / f"people_{n}_{days}.parquet"
    duckdb.sql(MAKE.format(n=n, path=path, more="" if days else "+ random()"))
    return path


def ours(what: str, path: str) -> dict[str, float]:
    """Run inside a fresh process."""
    best = float("inf")
    for _ in range(TIMES):
        start = time.perf_counter()
        kaplan_meier("t", "e", data=path) if what == "km" else cox("t", "e", ["x1", "x2"], data=path)
        best = min(best, time.perf_counter() - start)
    return {"seconds": best, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


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


def with_lifelines(path: Path) -> dict[str, float]:
    if importlib.util.find_spec("lifelines") is None:
        return {}
    lifelines = importlib.import_module("lifelines")
    rows = pyarrow.parquet.read_table(path).to_pandas()
    best = float("inf")
    for _ in range(TIMES):
        start = time.perf_counter()
        lifelines.KaplanMeierFitter().fit(rows["t"], rows["e"])
        best = min(best, time.perf_counter() - start)
    start = time.perf_counter()
    lifelines.CoxPHFitter().fit(rows, "t", "e")
    return {"km": best, "cox": time.perf_counter() - start}


def measure(sizes: tuple[int, ...] = SIZES) -> list[dict[str, float | str | int]]:
    """One row per method and size, with the ratio to each peer."""
    found: list[dict[str, float | str | int]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n, days in [*((n, True) for n in sizes), (1_000_000, False)]:
            path = make(folder, n, days)
            peers = {"R": with_r(path, folder), "lifelines": with_lifelines(path)}
            for what in ("km", "cox"):
                mine = apart(what, path)
                kind = "days" if days else "exact"
                row: dict[str, float | str | int] = {"what": what, "times": kind, "rows": n, **mine}
                for peer, seconds in peers.items():
                    if what in seconds:
                        row[peer] = seconds[what]
                        row[f"times {peer}"] = seconds[what] / mine["seconds"]
                found.append(row)
    return found


def main(json: bool = False) -> int:
    found = measure()
    if json:
        print(json_.dumps(found))
        return 0
    for row in found:
        shown = (f"{key} {value:,.3g}" if isinstance(value, float) else f"{key} {value}" for key, value in row.items())
        print(" · ".join(shown))
    return 0


if __name__ == "__main__":
    print(json_.dumps(ours(sys.argv[1], sys.argv[2])))
