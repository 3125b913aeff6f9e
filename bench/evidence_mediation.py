"""A mediation with 1,000 bootstrap draws: ours from Parquet beside R resampling rows of a data frame in memory.

``script/bench evidence_mediation [--json]``. R draws rows again and fits both regressions by cross-products
(`.lm.fit`), the fastest plain way; at a million rows it runs 20 draws and the time is scaled to 1,000.
"""

import json as json_
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from trailside.evidence.mediation import mediate

SIZES = (10_000, 1_000_000)
DRAWS = 1_000
MAKE = """
SELECT setseed(0.3);
COPY (
  SELECT person, x, 0.4 * x + e1 AS m, 0.2 * x + 0.3 * (0.4 * x + e1) + e2 AS y
  FROM (SELECT range AS person, sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) AS x,
               sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) AS e1,
               sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) AS e2 FROM range({n}) r)
) TO '{path}' (FORMAT parquet)
"""
R = """
d <- as.matrix(read.csv("{path}")); n <- nrow(d); draws <- {draws}
took <- system.time(for (k in seq_len(draws)) {{
  b <- d[sample.int(n, n, TRUE), ]
  .lm.fit(cbind(1, b[, "x"]), b[, "m"])$coefficients[2] * .lm.fit(cbind(1, b[, c("x", "m")]), b[, "y"])$coefficients[3]
}})[["elapsed"]]
cat(took * 1000 / draws)
"""


def ours(path: str) -> dict[str, float]:
    """Run inside a fresh process."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        mediate("x", "m", "y", person="person", data=path, draws=DRAWS)
        best = min(best, time.perf_counter() - start)
    return {"seconds": best, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def measure(sizes: tuple[int, ...] = SIZES) -> list[dict[str, float | str | int]]:
    """One row per size."""
    found: list[dict[str, float | str | int]] = []
    with tempfile.TemporaryDirectory() as name:
        for n in sizes:
            path = Path(name) / f"mediation_{n}.parquet"
            duckdb.sql(MAKE.format(n=n, path=path))
            asked = [sys.executable, "-m", "bench.evidence_mediation", str(path)]
            done = subprocess.run(asked, capture_output=True, text=True, check=True)
            row: dict[str, float | str | int] = {"what": "mediation", "rows": n, **json_.loads(done.stdout)}
            if shutil.which("Rscript"):
                csv = path.with_suffix(".csv")
                duckdb.sql(f"COPY (FROM '{path}') TO '{csv}'")
                script = R.format(path=csv, draws=DRAWS if n <= 10_000 else 20)
                told = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True)
                row["R"] = float(told.stdout)
                row["times R"] = float(told.stdout) / float(row["seconds"])
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
    print(json_.dumps(ours(sys.argv[1])))
