"""One-way random effects by REML from three numbers per group: people, mean, sum of squares around it.

With L = tau^2 / sigma^2, w_j = n_j / (1 + n_j L): mu = sum w y / sum w, sigma^2 = (SSW + sum w (y - mu)^2) / (N - 1),
and -2 log REML = (N - 1) log sigma^2 + sum log(1 + n_j L) + log sum w + constant. A group's own mean is drawn to mu by
B_j = n_j L / (1 + n_j L): few people, more pull (Robinson 1991; Harville 1977).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.stats import chi2

from trailside.evidence.tables import Array


@dataclass(frozen=True)
class GroupSums:
    """Additive over organisations: people (g,), mean (g,) and squares (g,), the sum of squares around each mean."""

    names: tuple[str, ...]
    people: Array
    mean: Array
    squares: Array
    missing: int = 0

    def merge(self, other: GroupSums) -> GroupSums:
        names = tuple(sorted({*self.names, *other.names}))
        people, mean, squares = (np.zeros(len(names)) for _ in range(3))
        for part in (self, other):
            at = np.array([names.index(name) for name in part.names], np.int64)
            n = people[at] + part.people
            gap = part.mean - mean[at]
            squares[at] += part.squares + gap**2 * people[at] * part.people / n
            mean[at] += gap * part.people / n
            people[at] = n
        return GroupSums(names, people, mean, squares, self.missing + other.missing)


@dataclass(frozen=True)
class Pooled:
    """``spread_between`` is tau, ``spread_within`` sigma; ``own`` (g,) the drawn means with their ``error`` (g,).

    ``apart_error`` (g,) is that of a mean minus the whole, tau^2 (1 - B) + B^2 var(mu): the whole is not known either.

    ``between_low`` and ``between_high`` limit tau by profile likelihood; ``p`` is the likelihood-ratio test of no
    difference at all, halved because tau cannot be below 0 (Self & Liang 1987).
    """

    mu: float
    mu_error: float
    spread_between: float
    spread_within: float
    between_low: float
    between_high: float
    p: float
    # Private: means of groups that are too small to be shown are among them.
    own: Array = field(metadata={"private": True})
    error: Array = field(metadata={"private": True})
    apart_error: Array = field(metadata={"private": True})
    deviance: float


def pool_groups(sums: GroupSums, level: float = 0.95) -> Pooled:
    """Needs at least two groups and some spread within them (the caller sees to it)."""
    n, y, within = sums.people, sums.mean, float(sums.squares.sum())
    total = float(n.sum())

    def parts(ratio: float) -> tuple[float, float, float]:
        w = n / (1 + n * ratio)
        mu = float((w * y).sum() / w.sum())
        variance = (within + float((w * (y - mu) ** 2).sum())) / (total - 1)
        deviance = (total - 1) * np.log(variance) + float(np.log1p(n * ratio).sum() + np.log(w.sum()))
        return deviance, mu, variance

    def at(log_ratio: float) -> float:
        return parts(float(np.exp(log_ratio)))[0]

    flat = parts(0.0)[0]
    best = minimize_scalar(at, bounds=(-20, 8), method="bounded", options={"xatol": 1e-10})
    ratio = float(np.exp(best.x)) if best.fun < flat - 1e-9 else 0.0
    deviance, mu, variance = parts(ratio)
    low, high = _limits(at, ratio, deviance, flat, float(chi2.ppf(level, 1)))
    w = n / (1 + n * ratio)
    pull = n * ratio / (1 + n * ratio)
    mu_variance = variance / float(w.sum())
    error = np.sqrt(variance * ratio * (1 - pull) + (1 - pull) ** 2 * mu_variance)
    # A spread of zero is known no better than its upper limit, so no group's limits shrink to a point.
    wide = ratio if ratio > 0 else high
    drawn = n * wide / (1 + n * wide)
    apart = np.sqrt(variance * wide * (1 - drawn) + drawn**2 * mu_variance)
    p = 0.5 * float(chi2.sf(max(flat - deviance, 0.0), 1)) if ratio > 0 else 1.0
    return Pooled(
        mu, float(np.sqrt(mu_variance)), float(np.sqrt(variance * ratio)), float(np.sqrt(variance)),
        float(np.sqrt(variance * low)), float(np.sqrt(variance * high)), p, mu + pull * (y - mu), error, apart,
        deviance + (total - 1) * (1 + float(np.log(2 * np.pi))),
    )  # fmt: skip


def _limits(at: object, ratio: float, deviance: float, flat: float, cut: float) -> tuple[float, float]:
    """Where the profile deviance is ``cut`` above its lowest."""
    assert callable(at)

    def above(log_ratio: float) -> float:
        return float(at(log_ratio)) - deviance - cut

    top = float(np.log(ratio)) if ratio > 0 else -20.0
    low = 0.0 if flat - deviance <= cut else float(np.exp(brentq(above, -25, top)))
    high = float(np.exp(brentq(above, top, 12))) if above(12) > 0 else float(np.exp(12))
    return low, high
