"""How sure the average effects are: Satterthwaite's degrees of freedom.

Satterthwaite (1946) as Kuznetsova et al. 2017 (J Stat Softw 82:13) apply it: df = 2 V^2 / (g' A g), where V is the
variance of the contrast, g its derivative in the variance parameters, A their asymptotic covariance.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.stats import t

from trailside.evidence.mixed.criterion import STEP, Criterion, hessian
from trailside.evidence.mixed.fitted import Fitted
from trailside.evidence.result import Interval
from trailside.evidence.tables import Array


def freedom(fitted: Fitted, contrasts: Array) -> Array:
    """Satterthwaite's degrees of freedom for each row of `contrasts` (k, p)."""
    criterion = fitted.criterion
    place = np.append(fitted.theta, math.log(fitted.sigma / criterion.problem.y_unit))
    values, vectors = np.linalg.eigh(hessian(criterion.full, place))
    usable = values > 1e-8 * max(1.0, values.max())
    spread = vectors[:, usable] / np.sqrt(values[usable])
    slopes = np.stack([_variances(criterion, place, i, contrasts) for i in range(len(place))], axis=1)
    variance = np.einsum("kp,pq,kq->k", contrasts, fitted.vcov, contrasts)
    noise = 2.0 * ((slopes @ spread) ** 2).sum(axis=1)
    return np.asarray(2.0 * variance**2 / np.maximum(noise, 1e-300))


def _variances(criterion: Criterion, place: Array, i: int, contrasts: Array) -> Array:
    """The derivative of each contrast's variance in parameter i, by complex step."""
    shifted = place.astype(complex)
    shifted[i] += STEP * 1j
    problem = criterion.problem
    _, m = criterion.absorbed(shifted[:-1])
    inverse = np.linalg.inv(m[: problem.p, : problem.p]) * np.exp(2.0 * shifted[-1]) * problem.y_unit**2
    here = contrasts @ np.linalg.inv(problem.to_x)
    return np.asarray(np.einsum("kp,pq,kq->k", here, inverse, here).imag / STEP)


def intervals(values: Array, errors: Array, dfs: Array, level: float) -> list[Interval]:
    """Limits by Student's t."""
    reach = t.ppf(0.5 + level / 2.0, np.minimum(dfs, 1e7)) * errors
    return [Interval(float(v - r), float(v + r), level, "satterthwaite") for v, r in zip(values, reach, strict=True)]


def chances(values: Array, errors: Array, dfs: Array) -> Array:
    """Two-sided p values by Student's t."""
    return np.asarray(2.0 * t.sf(np.abs(values / errors), np.minimum(dfs, 1e7)))
