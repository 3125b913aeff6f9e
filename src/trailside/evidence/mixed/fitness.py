"""Is there enough in these statistics for this model? If not: what would be."""

from __future__ import annotations

import numpy as np

from trailside.evidence.errors import TooLittle
from trailside.evidence.mixed.design import Design
from trailside.evidence.mixed.statistics import Statistics

FEWEST_PEOPLE = 6
FEWEST_SITES = 5


def is_enough(statistics: Statistics, design: Design) -> None:
    """Raises TooLittle, saying what would be enough."""
    people, rows, q = statistics.n_people, statistics.rows, len(design.person_columns)
    if people < FEWEST_PEOPLE:
        raise TooLittle(
            f"There are {people} people with usable rows. At least {FEWEST_PEOPLE} are needed to see how people "
            "differ, and many more to see it well."
        )
    most = float(np.max(statistics.row_counts / statistics.people))
    if most < 2:
        raise TooLittle(
            "Each person was asked only once, so nothing about change can be seen. Ask the same people again: "
            "two occasions show a change, three or more show how people differ in it."
        )
    if most <= q or rows <= people * q:
        raise TooLittle(
            f"With {rows} rows of {people} people, {q} things that differ between people cannot be told from chance. "
            f"Use random='1', or ask at least some people {q + 1} times or more."
        )
    if rows <= len(design.columns) + q * (q + 1) // 2 + 1:
        raise TooLittle(f"{rows} rows are fewer than the numbers asked for. Leave terms out of the formula.")
    _sites_are_enough(statistics, design)


def _sites_are_enough(statistics: Statistics, design: Design) -> None:
    if statistics.sites is None:
        return
    count = len(set(statistics.sites.tolist()))
    if count < FEWEST_SITES:
        raise TooLittle(
            f"{design.site!r} has {count} different values. How much they differ needs at least {FEWEST_SITES}; "
            f"with fewer, put {design.site!r} into the formula instead."
        )
    if count >= statistics.n_people:
        raise TooLittle(
            f"Each {design.site!r} has one person only, so the two cannot be told apart. Leave {design.site!r} out."
        )
