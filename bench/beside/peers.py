"""The peers of evidence that are Python packages, each in a process of an environment of its own, made once.

The environment is var/peers below the repository, or the Python that BENCH_PEERS names. R's packages are Debian's:
apt install r-cran-lme4 r-cran-survival. Whoever is not there is left out with a word.

Run by that environment (``python bench/beside/peers.py lifelines FILE``) it fits and prints seconds and peak memory.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PEERS = ("lifelines==0.30.3", "statsmodels==0.15.0", "pandas>=2.2", "pyarrow>=17")
GROWTH = "score ~ month * dose"
TIMES = 5


@functools.cache
def python() -> str | None:
    """The Python that has the peers; None (and a word) where they cannot be installed."""
    if named := os.environ.get("BENCH_PEERS"):
        return named
    home = ROOT / "var" / "peers"
    program = home / "bin" / "python"
    if not (home / "made").exists():
        steps = ([sys.executable, "-m", "venv", str(home)], [str(program), "-m", "pip", "install", "-q", *PEERS])
        if any(subprocess.run(step, stdout=subprocess.DEVNULL).returncode for step in steps):
            print("lifelines and statsmodels could not be installed and are left out", file=sys.stderr)
            return None
        (home / "made").write_text("\n".join(PEERS))
    return str(program)


def beside(what: str, path: Path) -> dict[str, float]:
    """Seconds and memory of one peer on one file; nothing where it is not there."""
    if (program := python()) is None:
        return {}
    command = [program, "-W", "ignore", str(Path(__file__)), what, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _best(work: Callable[[], object], times: int = TIMES) -> float:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def lifelines(path: str) -> dict[str, float]:
    """Kaplan-Meier on rows in memory, the same with reading them, all of our answer, and Cox (up to 100,000 rows)."""
    pandas, peer = importlib.import_module("pandas"), importlib.import_module("lifelines")
    rows = pandas.read_parquet(path)

    def read_and_fit() -> None:
        few = pandas.read_parquet(path, columns=["t", "e"])
        peer.KaplanMeierFitter().fit(few["t"], few["e"])

    def whole() -> None:
        curve, hazard = peer.KaplanMeierFitter().fit(rows["t"], rows["e"]), peer.NelsonAalenFitter()
        hazard.fit(rows["t"], rows["e"])
        lifelines_utils = importlib.import_module("lifelines.utils")
        lifelines_utils.median_survival_times(curve.confidence_interval_)
        lifelines_utils.restricted_mean_survival_time(curve, t=600, return_variance=True)

    times = TIMES if len(rows) <= 1_000_000 else 1
    found = {
        "km": _best(lambda: peer.KaplanMeierFitter().fit(rows["t"], rows["e"]), times),
        "km_read": _best(read_and_fit, times),
    }
    if len(rows) <= 1_000_000:
        found["whole"] = _best(whole, 1)
    if len(rows) <= 100_000:  # a million take half a minute
        found["cox"] = _best(lambda: peer.CoxPHFitter().fit(rows, "t", "e"), 1)
    return found


def statsmodels(path: str) -> dict[str, float]:
    """A growth model, rows in memory."""
    mixed = importlib.import_module("statsmodels.regression.mixed_linear_model")
    data = importlib.import_module("pandas").read_parquet(path)
    start = time.perf_counter()
    fit = mixed.MixedLM.from_formula(GROWTH, data, groups="person", re_formula="~month").fit(reml=True)
    return {"seconds": time.perf_counter() - start, "loglik": float(fit.llf)}


if __name__ == "__main__":
    answer = {"lifelines": lifelines, "statsmodels": statsmodels}[sys.argv[1]](sys.argv[2])
    print(json.dumps(answer | {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
