"""Endings that exclude each other: Aalen-Johansen's cumulative incidence, each ending by its name.

F_k(t) = sum over times of S(t-) d_k / n. The variance is the Greenwood-type one that becomes Greenwood's when there is
one ending only (Gaynor et al. 1993; Marubini & Valsecchi 1995, 10.12).
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from trailside.evidence.survival.curves import Curve
from trailside.evidence.survival.exits import Exits
from trailside.evidence.tables import Array


@dataclass(frozen=True)
class Incidence:
    """One cumulative incidence per ending, and the share of people with none of them yet."""

    endings: tuple[str, ...]
    curves: tuple[Curve, ...]
    none_yet: Array


def aalen_johansen(exits: Exits, level: float = 0.95) -> Incidence:
    """The share of people with each ending by each time, of one group; limits on the log(-log) scale."""
    n, d = exits.at_risk[0], exits.ended[0]
    survival = np.cumprod(1 - d / n)
    before = np.concatenate([[1.0], survival[:-1]])
    curves = []
    for k in range(len(exits.endings)):
        d_k = exits.left[0, :, 1 + k]
        incidence = np.cumsum(before * d_k / n)
        error = np.sqrt(np.maximum(_variance(incidence, before, n, d, d_k), 0.0))
        low, high = _limits(incidence, error, norm.ppf((1 + level) / 2))
        curves.append(Curve(exits.times, n, d_k, incidence, error, low, high))
    return Incidence(exits.endings, tuple(curves), survival)


def _variance(incidence: Array, before: Array, n: Array, d: Array, d_k: Array) -> Array:
    """All times at once: with F = F(t), f = F(t_j), a = d/(n(n-d)): sum (F-f)^2 a - 2 (F-f) b + c, opened up."""
    with np.errstate(divide="ignore", invalid="ignore"):
        a = np.where((d > 0) & (n > d), d / (n * (n - d)), 0.0)
    b = before * d_k / n**2
    c = before**2 * (n - d_k) * d_k / n**3
    squares = incidence**2 * np.cumsum(a) - 2 * incidence * np.cumsum(incidence * a) + np.cumsum(incidence**2 * a)
    crossed = incidence * np.cumsum(b) - np.cumsum(incidence * b)
    return np.asarray(squares + np.cumsum(c) - 2 * crossed)


def _limits(incidence: Array, error: Array, z: float) -> tuple[Array, Array]:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # near 1 limits run out to 0 or 1
        inner = (incidence > 0) & (incidence < 1)
        scaled = np.where(inner, z * error / ((1 - incidence) * np.log1p(-np.where(inner, incidence, 0.5))), 0.0)
        low = 1 - (1 - incidence) ** np.exp(scaled)
        high = 1 - (1 - incidence) ** np.exp(-scaled)
    return np.where(inner, low, incidence), np.where(inner, high, incidence)
