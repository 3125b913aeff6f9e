"""Do effects stay the same over time? The score test for adding x g(t) to a Cox model (Grambsch & Therneau 1994).

g(t) = 1 - S(t-), S the Kaplan-Meier curve of everybody: what R's cox.zph does since survival 3.0. It needs only the
gradient and the information by time, which the fit has already.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2

from trailside.evidence.survival.newton import Top
from trailside.evidence.tables import Array


@dataclass(frozen=True)
class Steadiness:
    """Chi-squared (1 df) and p for each covariate, and for all together."""

    statistic: Array
    p: Array
    together: float
    together_p: float


def steadiness(top: Top, survival_before: Array) -> Steadiness:
    """``survival_before``: the Kaplan-Meier curve just before each time in ``top.slope.times``."""
    g = 1 - survival_before
    at = top.slope
    u = g @ at.gradient
    inside = top.covariance
    crossed = np.einsum("t,tij->ij", g, at.information)
    squared = np.einsum("t,tij->ij", g**2, at.information)
    spread = squared - crossed @ inside @ crossed
    statistic = u**2 / np.diag(spread)
    together = float(u @ np.linalg.solve(spread, u))
    return Steadiness(statistic, chi2.sf(statistic, 1), together, float(chi2.sf(together, len(u))))
