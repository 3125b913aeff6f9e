"""Profile intervals: every value that the data do not clearly speak against.

One number is held, all others are fitted again by maximum likelihood; the limits are where twice the log likelihood
has dropped by the chi-square limit. Unlike an estimate plus or minus something, they respect that a spread cannot be
negative and a correlation not beyond one. Pinheiro and Bates 2000, section 2.4.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import brentq
from scipy.stats import chi2

from trailside.evidence.mixed.criterion import Criterion, Function
from trailside.evidence.mixed.fitted import Fitted, fit
from trailside.evidence.mixed.problem import Problem, turn, upper
from trailside.evidence.mixed.search import minimise
from trailside.evidence.result import Interval
from trailside.evidence.tables import Array


def by_ml(fitted: Fitted) -> Fitted:
    """The same model by maximum likelihood."""
    return fit(replace(fitted.criterion, reml=False), fitted.theta) if fitted.criterion.reml else fitted


def coefficient(fitted: Fitted, i: int, level: float) -> Interval:
    """Limits of coefficient i. `fitted` by maximum likelihood."""
    criterion = fitted.criterion

    def above(value: float) -> float:
        held = replace(criterion, problem=_without(criterion.problem, i, value))
        theta, _ = minimise(held.deviance, fitted.theta)
        return held.deviance(theta).real + 2.0 * fitted.loglik

    error, limit = math.sqrt(fitted.vcov[i, i]), float(chi2.ppf(level, 1))
    ends = [_crossing(above, float(fitted.beta[i]), side * error, limit, side * math.inf) for side in (-1.0, 1.0)]
    return Interval(ends[0], ends[1], level, "profile")


@dataclass(frozen=True)
class Held:
    """The criterion in the table's own columns, reordered so that the number held is easy to reach.

    `first` is where the factor of the level in question begins among the parameters; the number is the size of its
    first row (a spread) or the angle of its second (a correlation).
    """

    criterion: Criterion
    first: int
    start: Array
    unit: float

    def spread(self, value: float) -> tuple[Function, Array]:
        """The criterion with that spread held, and where to start."""

        def function(rest: Array) -> complex:
            own = np.array([value * self.unit]) * np.exp(-rest[-1])
            return self.criterion.full(np.concatenate([rest[: self.first], own, rest[self.first :]]))

        return function, np.delete(self.start, self.first)

    def correlation(self, value: float) -> tuple[Function, Array]:
        """The criterion with that correlation held: the first columns of L are (a, b, ...), (c, ...)."""
        b = self.first + 1
        c = self.first + (self.criterion.shape.q if self.first == 0 else self.criterion.shape.u)
        size = max(math.hypot(self.start[b], self.start[c]), 1e-3)

        def function(rest: Array) -> complex:
            full = np.insert(rest, c, 0.0)
            full[c] = full[b] * math.sqrt(1.0 - value**2)
            full[b] = full[b] * value
            return self.criterion.full(full)

        start = self.start.copy()
        start[b] = size
        return function, np.delete(start, c)


def spread(fitted: Fitted, kind: str, k: int, level: float) -> Interval:
    """Limits of the standard deviation of effect k between "people" or "sites"."""
    covariance = fitted.person if kind == "people" else fitted.site
    return _spread(fitted, _reordered(fitted, kind, [k]), math.sqrt(covariance[k, k]), level)


def correlation(fitted: Fitted, kind: str, j: int, k: int, level: float) -> Interval:
    """Limits of the correlation between effects j and k of "people" or "sites"."""
    covariance = fitted.person if kind == "people" else fitted.site
    size = math.sqrt(covariance[j, j] * covariance[k, k])
    if size == 0.0:
        return Interval(-1.0, 1.0, level, "profile")
    value = min(1.0, max(-1.0, covariance[j, k] / size))
    above = _above(fitted, _reordered(fitted, kind, [j, k]).correlation)
    limit = float(chi2.ppf(level, 1))
    ends = [_within(above, value, side * (1.0 - 1e-6), limit, side) for side in (-1.0, 1.0)]
    return Interval(ends[0], ends[1], level, "profile")


def residual(fitted: Fitted, level: float) -> Interval:
    """Limits of the standard deviation of what is left."""
    criterion, unit = fitted.criterion, fitted.criterion.problem.y_unit

    def held(value: float) -> tuple[Function, Array]:
        tail = np.array([math.log(value / unit)])
        return lambda theta: criterion.full(np.concatenate([theta, tail])), fitted.theta

    above, limit = _above(fitted, held), float(chi2.ppf(level, 1))
    step = fitted.sigma / math.sqrt(2.0 * criterion.problem.n)
    low = _crossing(above, fitted.sigma, -step, limit, 0.0, floor=fitted.sigma * 1e-3)
    return Interval(low, _crossing(above, fitted.sigma, step, limit, math.inf), level, "profile")


def _above(fitted: Fitted, held: Callable[[float], tuple[Function, Array]]) -> Callable[[float], float]:
    """How much worse the best fit is with a value held."""

    def above(value: float) -> float:
        function, start = held(value)
        there, _ = minimise(function, start)
        return function(there).real + 2.0 * fitted.loglik

    return above


def _spread(fitted: Fitted, held: Held, best: float, level: float) -> Interval:
    above, limit = _above(fitted, held.spread), float(chi2.ppf(level, 1))
    step = max(best, 1e-3 / held.unit) / 4.0
    low = 0.0 if best == 0.0 or above(0.0) <= limit else _within(above, best, 0.0, limit, 0.0)
    return Interval(low, _crossing(above, best, step, limit, math.inf), level, "profile")


def _reordered(fitted: Fitted, kind: str, lead: list[int]) -> Held:
    """The named effects first, in the table's own columns (each in a unit near one)."""
    criterion, problem = fitted.criterion, fitted.criterion.problem
    shape = criterion.shape
    person, site = (lead, []) if kind == "people" else ([], lead)
    orders = [[*first, *(k for k in range(n) if k not in first)] for first, n in ((person, shape.q), (site, shape.u))]
    parts, bases = [], []
    scales = [np.diagonal(problem.to_z), np.diagonal(problem.to_u)]
    for order, to, scale, spread in zip(
        orders, (problem.to_z, problem.to_u), scales, (fitted.person, fitted.site), strict=True
    ):
        relative = (spread * np.outer(scale, scale))[np.ix_(order, order)] / fitted.sigma**2
        parts.append(_factor(relative, shape.correlated))
        bases.append((to / scale)[:, order])
    start = np.concatenate([*parts, [math.log(fitted.sigma / problem.y_unit)]])
    own = replace(criterion, basis=bases[0], site_basis=bases[1])
    scale = scales[0][person[0]] if person else scales[1][site[0]]
    return Held(own, 0 if person else shape.person_count, start, float(scale) / problem.y_unit)


def _factor(relative: Array, correlated: bool) -> Array:
    """The parameters of a covariance; a little is added where it is singular, so that the search can leave zero."""
    if not correlated:
        return np.asarray(np.sqrt(np.diagonal(relative)))
    size = len(relative)
    lower = np.linalg.cholesky(relative + 1e-6 * np.eye(size) * max(1e-3, float(np.trace(relative)))) if size else (
        relative
    )  # fmt: skip
    columns, rows = upper(size)
    return np.asarray(lower[rows, columns])


def _without(problem: Problem, i: int, value: float) -> Problem:
    """The problem for y - value * x_i explained by the other columns, x_i in the units of the table."""
    p, u = problem.p, len(problem.u)
    change = np.zeros((problem.f, p - 1 + u + 1))
    change[:p, : p - 1] = np.linalg.qr(np.delete(problem.to_x, i, axis=1))[0]
    change[problem.u, np.arange(p - 1, p - 1 + u)] = 1.0
    change[-1, -1] = 1.0
    ones, held = problem.to_x[:, 0], problem.to_x[:, i]
    change[:p, -1] = (ones * problem.y_centre - held * value) / problem.y_unit
    return replace(
        problem,
        p=p - 1,
        gram=change.T @ problem.gram @ change,
        cross=problem.cross @ turn(change),
        u=np.arange(p - 1, p - 1 + u),
        to_x=np.eye(p - 1),
        y_centre=0.0,
    )


def _crossing(
    above: Callable[[float], float], best: float, step: float, limit: float, none: float, floor: float = -math.inf
) -> float:
    """Where the profile passes the limit, walking from the best value; `none` when it never does."""
    reach = math.sqrt(limit) * step
    for _ in range(40):
        end = max(best + reach, floor)
        if above(end) > limit:
            return _within(above, best, end, limit, none)
        if end == floor:
            break
        reach *= 1.5
    return none


def _within(above: Callable[[float], float], best: float, end: float, limit: float, none: float) -> float:
    """Where the profile passes the limit between the best value and `end`; `none` when it does not."""
    if above(end) <= limit:
        return none
    return float(brentq(lambda x: above(x) - limit, best, end, xtol=1e-8 * abs(end - best), rtol=1e-10))
