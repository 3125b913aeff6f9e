"""Gray's test: does one ending come more often in one group, with the other endings in the way? (Gray 1988)

Annals of Statistics 16:1141, with rho = 0. Group g counts R_g (1 - F_g-) / S_g- at each time, R those still followed,
S the share without any ending and F the incidence of the ending asked about: as if those with another ending stayed.
The score is the group's endings minus its share of all; its covariance is the martingale one, with tied endings
counted as drawn without putting back. Strata are summed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2

from trailside.evidence.survival.exits import Exits
from trailside.evidence.tables import Array


@dataclass(frozen=True)
class Gray:
    """``score`` (k,), the endings of each group more than its share, its ``covariance`` (k, k), and the test."""

    groups: tuple[str, ...]
    score: Array
    covariance: Array
    statistic: float
    degrees: int
    p: float


def gray(strata: Sequence[Exits], of: str) -> Gray:
    """The test over groups, within strata. Every `Exits` must name the same groups and endings."""
    k = len(strata[0].groups)
    score, covariance = np.zeros(k), np.zeros((k, k))
    for part in strata:
        more, spread = _sums(part, of)
        score, covariance = score + more, covariance + spread
    use = np.diag(covariance) > 0
    difference = score[use][:-1]
    statistic = float(difference @ np.linalg.pinv(covariance[np.ix_(use, use)][:-1, :-1]) @ difference)
    degrees = max(int(use.sum()) - 1, 0)
    p = float(chi2.sf(statistic, degrees)) if degrees else 1.0
    return Gray(strata[0].groups, score, covariance, statistic, degrees, p)


def _sums(exits: Exits, of: str) -> tuple[Array, Array]:
    happened = exits.ended.sum(0) > 0
    r, d = exits.at_risk[:, happened], exits.ended[:, happened]
    d1 = exits.left[:, happened, 1 + exits.endings.index(of)]
    with np.errstate(divide="ignore", invalid="ignore"):
        step = np.where(r > 0, 1 - d / r, 1.0)
        s = np.cumprod(step, axis=1)
        before = _before(s, 1.0)
        incidence = np.cumsum(np.where(r > 0, before * d1 / r, 0.0), axis=1)
        h = np.where(r > 0, r / before, 0.0)
    weight, ones = h * (1 - _before(incidence, 0.0)), d1.sum(0)
    score = (d1 - ones * weight / np.maximum(weight.sum(0), 1e-300)).sum(1)
    return score, _covariance(r, before, s, h, d1, d - d1)


def _covariance(r: Array, before: Array, s: Array, h: Array, d1: Array, d2: Array) -> Array:
    """(k, k): what the endings asked about and the others add, group by group."""
    together, ones = h.sum(0), d1.sum(0)
    jump = ones / together
    pooled = np.cumsum(jump)
    # a (k, k, m): how the score of one group moves with the endings of another; c: its sum so far over 1 - F.
    a = np.eye(len(r))[:, :, None] * h[:, None] - h[:, None] * h[None] / together
    c = np.cumsum(a * (jump / (1 - _before(pooled, 0.0))), axis=2)
    later = c[:, :, -1:] - c
    with np.errstate(divide="ignore", invalid="ignore"):
        left_of_all = np.where(s > 0, (1 - pooled) / s, 0.0)
        tied_1 = np.where(ones > 1, 1 - (ones - 1) / (together * before - 1), 1.0)
        tied_2 = np.where(d2 > 1, 1 - (d2 - 1) / (r - 1), 1.0)
        one = np.where(r > 0, tied_1 * before * jump / r, 0.0)
        two = np.where((r > 0) & (s > 0), tied_2 * before**2 * d2 / r**2, 0.0)
    asked, other = a + (1 - left_of_all) * later, left_of_all * later
    return np.asarray(np.einsum("ikt,jkt,kt->ij", asked, asked, one) + np.einsum("ikt,jkt,kt->ij", other, other, two))


def _before(curve: Array, start: float) -> Array:
    """The curve just before each time."""
    return np.concatenate([np.full((*curve.shape[:-1], 1), start), curve[..., :-1]], axis=-1)
