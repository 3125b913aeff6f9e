"""Intervals of one number, by the names under which `Interval.method` reports them."""

from __future__ import annotations

import math

from scipy.stats import norm, t

from trailside.evidence.result import Interval


def normal(value: float, error: float, level: float = 0.95) -> Interval:
    """value ± z error."""
    reach = float(norm.ppf((1 + level) / 2)) * error
    return Interval(value - reach, value + reach, level, "normal")


def student(value: float, error: float, df: float, level: float = 0.95) -> Interval:
    """value ± t error, with `df` degrees of freedom."""
    reach = float(t.ppf((1 + level) / 2, df)) * error
    return Interval(value - reach, value + reach, level, "t")


def wilson(hits: float, n: float, level: float = 0.95) -> Interval:
    """A share, by Wilson's score interval (1927): right also near 0 and 1."""
    z = float(norm.ppf((1 + level) / 2))
    share, spread = hits / n, z * math.sqrt(hits * (n - hits) / n + z * z / 4)
    centre = (hits + z * z / 2) / (n + z * z)
    low, high = centre - spread / (n + z * z), centre + spread / (n + z * z)
    return Interval(low if share > 0 else 0.0, high if share < 1 else 1.0, level, "wilson")


def two_sided(value: float, error: float) -> float:
    """The probability of an estimate at least so far from zero when the truth is zero."""
    return 2 * float(norm.sf(abs(value / error))) if error > 0 else math.nan
