"""Standardised sizes of a change within people (Lakens 2013; Hedges 1981; limits by the noncentral t).

With D the mean change, s1, s2 the spreads, r their correlation, sD the spread of the changes:
d_z = D / sD, d_av = D / ((s1 + s2) / 2), d_rm = d_z sqrt(2 (1 - r)). Hedges' correction J(df) with df = n - 1.
"""

from __future__ import annotations

import math

from scipy.optimize import brentq
from scipy.special import gammaln
from scipy.stats import nct, norm

from trailside.evidence.moments import Moments
from trailside.evidence.result import Estimate, Interval


def hedges(df: float) -> float:
    """J = gamma(df / 2) / (sqrt(df / 2) gamma((df - 1) / 2)), about 1 - 3 / (4 df - 1): takes away the bias upwards."""
    return math.exp(gammaln(df / 2) - gammaln((df - 1) / 2)) / math.sqrt(df / 2)


def noncentral_limits(t: float, df: float, level: float = 0.95) -> tuple[float, float]:
    """The noncentrality parameters for which a t at least this large, or this small, has probability (1 - level) / 2.

    Beyond df = 10,000 (or t = 35) its normal approximation, which does not run out of range.
    """
    tail = (1 - level) / 2
    if df > 10_000 or abs(t) > 35:
        reach = float(norm.ppf(1 - tail)) * math.sqrt(1 + t * t / (2 * df))
        return t - reach, t + reach
    wide = 10 + 2 * abs(t)
    low = brentq(lambda nc: nct.sf(t, df, nc) - tail, t - wide, t + wide, xtol=1e-9)
    high = brentq(lambda nc: nct.cdf(t, df, nc) - tail, t - wide, t + wide, xtol=1e-9)
    return float(low), float(high)


def sizes(pairs: Moments, level: float = 0.95) -> tuple[Estimate, ...]:
    """d_av, d_rm and d_z, each with Hedges' correction, from the moments of (before, after)."""
    (s1, s2), c = pairs.spread, pairs.covariance
    difference, df = float(pairs.mean[1] - pairs.mean[0]), pairs.n - 1
    spread = math.sqrt(max(c[0, 0] + c[1, 1] - 2 * c[0, 1], 0.0))
    r = c[0, 1] / (s1 * s2)
    j = hedges(df)
    t = difference / spread * math.sqrt(pairs.n)
    low, high = noncentral_limits(t, df, level)
    scale = {
        "g_av": spread / ((s1 + s2) / 2),
        "g_rm": math.sqrt(2 * (1 - r)),
        "g_z": 1.0,
    }
    return tuple(
        Estimate(
            name,
            j * difference / spread * by,
            Interval(j * low / math.sqrt(pairs.n) * by, j * high / math.sqrt(pairs.n) * by, level, "noncentral t"),
        )
        for name, by in scale.items()
    )
