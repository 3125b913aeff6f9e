"""Which counts may be shown: a process of its own, since the statistics are never loaded where pages are served.

In: ``{"axes": [...], "counts": [[[level, ...], people], ...]}``. Out: every cell that may be shown, totals as "all".
"""

from __future__ import annotations

import json
import sys

from trailside.evidence.small_cells import protect


def main() -> None:
    """One table in, what may be shown of it out."""
    asked = json.load(sys.stdin)
    table = protect({tuple(cell): people for cell, people in asked["counts"]}, asked["axes"])
    json.dump([[list(cell), people] for cell, people in table.shown.items()], sys.stdout)
