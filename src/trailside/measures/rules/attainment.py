"""Goal Attainment Scaling (Kiresuk and Sherman 1968), only where both people want it.

T = 50 + 10 * sum(w x) / sqrt((1 - r) * sum(w^2) + r * (sum w)^2), with r = .30 and x from -2 to +2, 0 being what was
expected. (A guide of 2009 misprinted the formula; the vectors in the tests follow the original.)
"""

from collections.abc import Sequence
from math import sqrt

BETWEEN_GOALS = 0.30
LEVELS = (-2, -1, 0, 1, 2)


def t_score(goals: Sequence[tuple[float, int]]) -> float:
    """T of ``(weight, level)`` pairs. Raises ValueError for no goals, a weight of 0 or less, or another level."""
    if not goals:
        raise ValueError("no goals")
    if any(weight <= 0 or level not in LEVELS for weight, level in goals):
        raise ValueError("weights are above 0 and levels are -2 to +2")
    reached = sum(weight * level for weight, level in goals)
    squares = sum(weight**2 for weight, _ in goals)
    total = sum(weight for weight, _ in goals)
    return 50 + 10 * reached / sqrt((1 - BETWEEN_GOALS) * squares + BETWEEN_GOALS * total**2)
