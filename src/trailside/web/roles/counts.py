"""A small honest page of counts: every count from 1 to 10 is hidden, and whatever would give it away."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render

from trailside.consent import gate
from trailside.kit import clock
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads.counts import ENDED, WALKING, by_quarter
from trailside.people.rules import Role
from trailside.web.record.months import Month

ALL = "all"
PATIENCE = 60  # seconds that the statistics may take
# Seconds that a page waits for them, fewer than a page may take. They go on meanwhile, and stand there the next time.
WAITS = 5
COUNTING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="counts")
ROOT = Path(__file__).parents[3]
START = "import sys; sys.path.insert(0, sys.argv[1]); from trailside.web.roles.protecting import main; main()"
Shown = dict[tuple[str, str], int]
Counts = tuple[tuple[tuple[str, str], int], ...]


@lru_cache(maxsize=64)
def _shown(counts: Counts) -> Shown | None:
    """What may be shown, asked once for each table; None when the statistics are not installed."""
    asked = json.dumps({"axes": ["began", "stands"], "counts": counts})
    command = [sys.executable, "-I", "-B", "-c", START, str(ROOT)]
    done = subprocess.run(  # noqa: S603  # our own interpreter and module; the table goes in as data
        command, input=asked, capture_output=True, text=True, timeout=PATIENCE, env={}, check=False
    )
    if done.returncode:
        return None
    return {(began, stands): people for (began, stands), people in json.loads(done.stdout)}


@signed_in(Role.EVALUATOR)
def counts(request: Here) -> HttpResponse:
    """People by the quarter in which they began, as they stood when this month began."""
    sight, zone = gate.evaluation(request.viewer), request.viewer.zone
    month = Month.read("", clock.today(zone), zone)
    found = by_quarter(sight, month.since)
    try:
        shown = COUNTING.submit(_shown, tuple(sorted(found.items()))).result(WAITS) if found else {}
    except TimeoutError:
        return render(request, "web/roles/counts.html", {"day": month.first, "is_counting": True})
    quarters = sorted({began for began, _stands in found}, reverse=True)
    lines = [(began, [(shown or {}).get((began, one)) for one in (WALKING, ENDED, ALL)]) for began in quarters]
    total = [(shown or {}).get((ALL, one)) for one in (WALKING, ENDED, ALL)]
    told = {"lines": lines, "total": total, "day": month.first, "has_statistics": shown is not None}
    return render(request, "web/roles/counts.html", told)
