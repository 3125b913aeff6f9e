"""The paths of a mediation from one matrix of cross-products, and from a thousand of them at once.

    m_j = a_j x + covariates + e_j          y = c' x + sum b_j m_j + covariates + e

All by least squares, so indirect_j = a_j b_j and total = c' + sum a_j b_j exactly (MacKinnon 2008).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trailside.evidence.errors import BadTable
from trailside.evidence.moments import Moments
from trailside.evidence.tables import Array


@dataclass(frozen=True)
class Layout:
    """The order of columns in the cross-products: x, mediators, covariates, y."""

    mediators: int
    covariates: int

    @property
    def x(self) -> int:
        return 0

    @property
    def m(self) -> list[int]:
        return list(range(1, 1 + self.mediators))

    @property
    def c(self) -> list[int]:
        return list(range(1 + self.mediators, 1 + self.mediators + self.covariates))

    @property
    def y(self) -> int:
        return 1 + self.mediators + self.covariates


@dataclass(frozen=True)
class Paths:
    """``a`` (k,), ``b`` (k,), ``direct`` with their covariances; ``noise`` the residual covariance of the mediators."""

    a: Array
    b: Array
    direct: float
    total: float
    a_covariance: Array
    b_covariance: Array
    direct_error: float
    total_error: float

    @property
    def indirect(self) -> Array:
        """(k,): through each mediator."""
        return np.asarray(self.a * self.b)


def slopes(scatter: Array, right: list[int], left: list[int]) -> Array:
    """Least squares for any number of matrices: (..., len(right), len(left))."""
    inside = scatter[..., right, :][..., :, right]
    return np.asarray(np.linalg.solve(inside, scatter[..., right, :][..., :, left]))


def paths(moments: Moments, layout: Layout) -> Paths:
    """The paths of one table, with their standard errors. Raises BadTable for columns that say the same."""
    s, n = moments.scatter, moments.n
    right_m, right_y = [layout.x, *layout.c], [layout.x, *layout.m, *layout.c]
    _distinct(s[np.ix_(right_y, right_y)])
    to_m, to_y = slopes(s, right_m, layout.m), slopes(s, right_y, [layout.y])[:, 0]
    to_total = slopes(s, right_m, [layout.y])[:, 0]
    inverse_m = np.linalg.inv(s[np.ix_(right_m, right_m)])
    inverse_y = np.linalg.inv(s[np.ix_(right_y, right_y)])
    noise_m = (s[np.ix_(layout.m, layout.m)] - to_m.T @ s[np.ix_(right_m, layout.m)]) / (n - 1 - len(right_m))
    noise_y = (s[layout.y, layout.y] - to_y @ s[right_y, layout.y]) / (n - 1 - len(right_y))
    noise_total = (s[layout.y, layout.y] - to_total @ s[right_m, layout.y]) / (n - 1 - len(right_m))
    if noise_y <= 1e-12 * s[layout.y, layout.y] / n:
        raise BadTable("The outcome is an exact sum of the other columns. Is it made from one of them?")
    middle = slice(1, 1 + layout.mediators)
    return Paths(
        a=to_m[0],
        b=to_y[middle],
        direct=float(to_y[0]),
        total=float(to_total[0]),
        a_covariance=noise_m * inverse_m[0, 0],
        b_covariance=noise_y * inverse_y[middle, middle],
        direct_error=float(np.sqrt(noise_y * inverse_y[0, 0])),
        total_error=float(np.sqrt(noise_total * inverse_m[0, 0])),
    )


def many(scatter: Array, layout: Layout) -> tuple[Array, Array]:
    """(indirect (draws, k), direct (draws,)) of many tables at once."""
    a = slopes(scatter, [layout.x, *layout.c], layout.m)[:, 0, :]
    to_y = slopes(scatter, [layout.x, *layout.m, *layout.c], [layout.y])[:, :, 0]
    return np.asarray(a * to_y[:, 1 : 1 + layout.mediators]), np.asarray(to_y[:, 0])


def _distinct(inside: Array) -> None:
    scale = np.sqrt(np.diag(inside))
    if np.any(scale == 0) or np.linalg.cond(inside / np.outer(scale, scale)) > 1e10:
        raise BadTable("One column never changes, or two say the same. Leave one out.")


def monte_carlo(found: Paths, draws: int, seed: int) -> tuple[Array, Array]:
    """(indirect (draws, k), direct (draws,)) from normal paths (MacKinnon, Lockwood & Williams 2004).

    a and b are independent of each other in these two regressions; direct and b are not drawn jointly, so use the
    bootstrap for shares of the total.
    """
    rng = np.random.default_rng(seed)
    a = rng.multivariate_normal(found.a, found.a_covariance, draws, method="eigh")
    b = rng.multivariate_normal(found.b, found.b_covariance, draws, method="eigh")
    return np.asarray(a * b), rng.normal(found.direct, found.direct_error, draws)
