"""The log-rank test: are more people of one group leaving than if the groups did not matter? (Mantel 1966, Peto 1972)

At each time the expected number is n_g d / n, with the hypergeometric covariance; strata are summed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2

from trailside.evidence.survival.exits import Exits
from trailside.evidence.tables import Array


@dataclass(frozen=True)
class LogRank:
    groups: tuple[str, ...]
    observed: Array
    expected: Array
    covariance: Array
    statistic: float
    degrees: int
    p: float


def log_rank(strata: Sequence[Exits]) -> LogRank:
    """The test over groups, within strata. Every `Exits` must name the same groups (`Exits.merge` sees to it)."""
    groups = strata[0].groups
    k = len(groups)
    observed, expected, covariance = np.zeros(k), np.zeros(k), np.zeros((k, k))
    for part in strata:
        seen, due, spread = _sums(part)
        observed, expected, covariance = observed + seen, expected + due, covariance + spread
    # A group with nobody at risk at any event cannot tell anything: it is left out, as R does.
    use = expected > 0
    difference = (observed - expected)[use][:-1]
    statistic = float(difference @ np.linalg.pinv(covariance[np.ix_(use, use)][:-1, :-1]) @ difference)
    degrees = max(int(use.sum()) - 1, 0)
    p = float(chi2.sf(statistic, degrees)) if degrees else 1.0
    return LogRank(groups, observed, expected, covariance, statistic, degrees, p)


def _sums(exits: Exits) -> tuple[Array, Array, Array]:
    n_each, d_each = exits.at_risk, exits.ended
    n, d = n_each.sum(0), d_each.sum(0)
    happened = d > 0
    n_each, d_each, n, d = n_each[:, happened], d_each[:, happened], n[happened], d[happened]
    share = n_each / n
    factor = np.where(n > 1, d * (n - d) / np.maximum(n - 1, 1), 0.0)
    covariance = np.diag((share * factor).sum(1)) - (share * factor) @ share.T
    return d_each.sum(1), (share * d).sum(1), covariance
