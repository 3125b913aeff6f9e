"""Growth models: ours from Parquet on disk beside lme4 and statsmodels on rows already in memory; then the other two.

``script/bench evidence [--json]``. `score ~ month * dose`, level and slope differing between people, REML, six waves,
a tenth of the answers missing. The peers' reading is not counted, ours is: that is to their advantage. Ours is the
best of three, a peer is run once; each in a process of its own, memory is that process's peak. Peers that are not
installed are left out with a word. After it come ``evidence_time`` and ``evidence_mediation``.

``TRAILSIDE_BENCH_ROWS=100000000 script/bench evidence`` adds a size (1e8 rows need 2 GB of disk).
"""

import importlib
import importlib.util
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

from trailside.evidence import growth

SIZES = (100_000, 1_000_000, 10_000_000)
MOST_FOR_R = 1_000_000
MOST_FOR_STATSMODELS = 100_000
TIMES = 3
FORMULA = "score ~ month * dose"
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
    best = float("inf")
    for _ in range(TIMES):
        start = time.perf_counter()
        answer = growth(FORMULA, person="person", data=path)
        best = min(best, time.perf_counter() - start)
    return {
        "seconds": best,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rows": answer.rows,
        "people": answer.n,
        "loglik": answer.loglik,
        "fixed": [e.value for e in answer.coefficients],
    }


def statsmodels(path: str) -> dict[str, object]:
    """Run inside a fresh process that has statsmodels."""
    mixed = importlib.import_module("statsmodels.regression.mixed_linear_model")
    data = duckdb.sql(f"FROM '{path}'").df()
    start = time.perf_counter()
    fit = mixed.MixedLM.from_formula(FORMULA, data, groups="person", re_formula="~month").fit(reml=True)
    return {"seconds": time.perf_counter() - start, "loglik": float(fit.llf)}


def apart(what: str, path: Path) -> dict[str, object]:
    """A function of this file in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.evidence", what, str(path)]
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
    found: dict[str, object] = {"asked": n, "ours": apart("ours", path)}
    if n <= MOST_FOR_R and shutil.which("Rscript"):
        found["lme4"] = with_r(path, folder)
    if n <= MOST_FOR_STATSMODELS and importlib.util.find_spec("statsmodels"):
        found["statsmodels"] = apart("statsmodels", path)
    return found


def told(found: dict[str, object]) -> str:
    """One size in words."""
    mine = found["ours"]
    lines = [f"{mine['rows']:>11,} rows, {mine['people']:,} people: {mine['seconds']:.3f} s, {mine['peak_mb']:.0f} MB"]
    for peer in ("lme4", "statsmodels"):
        if peer in found:
            other = found[peer]
            ratio, gap = other["seconds"] / mine["seconds"], mine["loglik"] - other["loglik"]
            lines.append(f"{'':>11}  {peer} {other['seconds']:.2f} s = {ratio:.0f} x, log likelihood {gap:+.1e}")
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
    print(json_.dumps({"ours": ours, "statsmodels": statsmodels}[sys.argv[1]](sys.argv[2])))
