"""Growth models: ours from Parquet on disk beside lme4 and statsmodels on rows already in memory; then the other two.

``script/bench evidence [--json]``. `score ~ month * dose`, level and slope differing between people, REML, six waves,
a tenth of the answers missing. The peers' reading is not counted, ours is: that is to their advantage. Ours is the
best of three, a peer is run once; each in a process of its own, memory is that process's peak (R: that of its own
heap). Python peers are installed apart (bench/beside/peers.py), R's are Debian's; who is missing is left out.
After it come ``evidence_time`` and ``evidence_mediation``.

``TRAILSIDE_BENCH_ROWS=100000000 script/bench evidence`` adds a size (1e8 rows need 2 GB of disk).
"""

import importlib
import json as json_
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from bench.beside.peers import GROWTH, beside
from trailside.evidence import growth

SIZES = (100_000, 1_000_000, 10_000_000)
MOST_FOR_R = 1_000_000
MOST_FOR_STATSMODELS = 100_000
TIMES = 3
NORMAL = "sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())"
MAKE = """
SET enable_progress_bar = false; SET threads = 1; SELECT setseed(0.4);
COPY (
  WITH people AS (
    SELECT range AS person, floor(-3 * ln(1 - random())) AS dose, 4 * {normal} AS a, 0.8 * {normal} AS b
    FROM range({people})
  )
  SELECT person, month::DOUBLE AS month, dose, 20 + 0.5 * month + 0.2 * dose + 0.1 * month * dose + a + b * month
    + 3 * {normal} AS score
  FROM people CROSS JOIN (SELECT range AS month FROM range(6)) WHERE random() > 0.1
) TO '{path}' (FORMAT parquet)
"""
R = """
suppressMessages(library(lme4)); d <- read.csv("{path}")
spent <- system.time(fit <- lmer(score ~ month * dose + (1 + month | person), d))[["elapsed"]]
cat(spent, format(as.numeric(logLik(fit)), digits = 15), format(fixef(fit), digits = 12),
    sum(gc()[, 6]))
"""


def make(folder: Path, n: int) -> Path:
    """A table of about ``n`` rows."""
    path = folder / f"growth_{n}.parquet"
    if not path.exists():
        duckdb.sql(MAKE.format(normal=NORMAL, people=round(n / 5.4), path=path))
    return path


def ours(path: str) -> dict[str, object]:
    """Run inside a fresh process."""
    best, work = float("inf"), float("inf")
    for _ in range(TIMES):
        start, spent = time.perf_counter(), time.process_time()
        answer = growth(GROWTH, person="person", data=path)
        best, work = min(best, time.perf_counter() - start), min(work, time.process_time() - spent)
    return {
        "seconds": best,
        "cpu": work,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rows": answer.rows,
        "people": answer.n,
        "loglik": answer.loglik,
        "fixed": [e.value for e in answer.coefficients],
    }


def apart(path: Path) -> dict[str, object]:
    """Ours in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.evidence", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, object] = json_.loads(done.stdout.splitlines()[-1])
    return told


def with_r(path: Path, folder: Path) -> dict[str, object]:
    """lme4 on the same rows, read before the clock starts."""
    csv = folder / "growth.csv"
    duckdb.sql(f"COPY (FROM '{path}') TO '{csv}'")
    done = subprocess.run(["Rscript", "-e", R.format(path=csv)], capture_output=True, text=True, check=True)
    spent, loglik, *fixed, peak = map(float, done.stdout.split())
    return {"seconds": spent, "peak_mb": peak, "loglik": loglik, "fixed": fixed}


def measured(folder: Path, n: int) -> dict[str, object]:
    """One size: ours and whoever is there."""
    path = make(folder, n)
    found: dict[str, object] = {"asked": n, "ours": apart(path)}
    if n <= MOST_FOR_R and shutil.which("Rscript"):
        found["lme4"] = with_r(path, folder)
    if n <= MOST_FOR_STATSMODELS and (other := beside("statsmodels", path)):
        found["statsmodels"] = other
    return found


def told(found: dict[str, object]) -> str:
    """One size in words."""
    mine = found["ours"]
    lines = [
        f"{mine['rows']:>11,} rows, {mine['people']:,} people: {mine['seconds']:.3f} s, "
        f"{mine['cpu']:.2f} CPU s, {mine['peak_mb']:.0f} MB"
    ]
    for peer in ("lme4", "statsmodels"):
        if peer in found:
            other = found[peer]
            ratio, gap = other["seconds"] / mine["seconds"], mine["loglik"] - other["loglik"]
            told_of = f"{other['seconds']:.2f} s = {ratio:.0f} x, {other['peak_mb']:.0f} MB, log likelihood {gap:+.1e}"
            lines.append(f"{'':>11}  {peer} {told_of}")
        else:
            lines.append(f"{'':>11}  {peer}: left out (not installed, or too slow at this size)")
    return "\n".join(lines)


def main(*, json: bool) -> int:
    """Measure growth, then time and mediation."""
    more = [int(word) for word in os.environ.get("TRAILSIDE_BENCH_ROWS", "").split()]
    with tempfile.TemporaryDirectory() as name:
        for n in (*SIZES, *more):
            found = measured(Path(name), n)
            print(json_.dumps(found) if json else told(found), flush=True)
    for other in ("evidence_time", "evidence_mediation"):
        importlib.import_module(f"bench.{other}").main(json=json)
    return 0


if __name__ == "__main__":
    print(json_.dumps(ours(sys.argv[1])))
