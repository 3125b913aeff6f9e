"""The gate: what Sight, looks and ledger cost of each main page's CPU. The goal is under 15 %.

Pages are asked in one process through every middleware (no network), on 1,000 made-up lives or in BENCH_SMALL. Time is
the thread's own CPU; the gate's is that inside ``consent.gate``, the methods of Sight, the lookbook and the writing of
looks and entries, each counted once however they nest, questions to the database and opening of keys included.

first   each view writes its look again, as if ten minutes had passed, and the look is bound to the ledger's tree
again   views within ten minutes of the first: the gate is asked, nothing is written
"""

from __future__ import annotations

import json as jsonlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.drills.house import ROOT

from bench.pages import house_in, signed_in

GOAL = 15.0


def main(*, json: bool) -> int:
    """Measure and say. Returns 1 when a page is above the goal at its later views."""
    with tempfile.TemporaryDirectory(prefix="trailside-bench-") as made:
        house = house_in(Path(os.environ.get("BENCH_SMALL", str(Path(made) / "small"))))
        people = signed_in(house)
        line = [sys.executable, "-m", "bench.beside.shares"]
        told = jsonlib.dumps(people)
        done = subprocess.run(
            line, env=house.environment, check=True, capture_output=True, text=True, cwd=ROOT, input=told
        )
    found = jsonlib.loads(done.stdout.splitlines()[-1])
    if json:
        print(jsonlib.dumps(found))
    else:
        print(f"{'page':<22} {'':<6} CPU ms  gate ms  share %")
        for name, views in found.items():
            for view, one in views.items():
                print(f"{name:<22} {view:<6} {one['cpu_ms']:6.2f} {one['gate_ms']:8.2f} {one['share']:8.1f}")
    return int(any(views["again"]["share"] > GOAL for views in found.values()))
