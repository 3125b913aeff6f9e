"""The Cox partial likelihood with Efron's ties, and Newton's way to its top, from `RiskSums` alone.

With d events in a cell, risk sums S and sums D over those d: loglik = sum x b - sum_l log(S0 - (l/d) D0), l = 0..d-1
(Efron 1977). Gradient and information need only sums of 1/q, c/q, 1/q^2, c/q^2, c^2/q^2 over l, with c = l/d.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from trailside.evidence.survival.risk import RiskSums, matrices
from trailside.evidence.tables import Array

OUT_OF_RANGE = "The weights of the people at risk ran out of range: a covariate has wild values."
Scan = Callable[[Array], RiskSums]
Risk = Callable[[RiskSums, Array], Array]


class NotConverged(ArithmeticError):
    """The likelihood has no top within reach; the message says why and what to do."""


@dataclass(frozen=True)
class Slope:
    """The likelihood at one place: per cell with events, so that a check over time can weigh the cells."""

    times: Array
    loglik: float
    gradient: Array
    information: Array

    @property
    def total_gradient(self) -> Array:
        return np.asarray(self.gradient.sum(0))

    @property
    def total_information(self) -> Array:
        return np.asarray(self.information.sum(0))


@dataclass(frozen=True)
class Top:
    """The maximum: coefficients, their covariance, both log-likelihoods, and the proof of convergence.

    ``decrement`` is g' I^-1 g at the end: twice the log-likelihood still to be gained, as good as zero.
    """

    coefficients: Array
    covariance: Array
    loglik_null: float
    loglik: float
    score: float
    decrement: float
    steps: int
    slope: Slope


def slope(sums: RiskSums, coefficients: Array, at_risk: Array | None = None) -> Slope:
    """Log-likelihood, gradient and information by cell. ``at_risk`` replaces the plain risk sums (Fine-Gray)."""
    happened = sums.events > 0
    p = sums.covariates
    s0, s1, s2 = matrices((sums.at_risk() if at_risk is None else at_risk)[happened], p)
    events, moved = sums.events[happened], sums.moved[happened]
    if events.max(initial=0.0) <= 1.0:
        return _one_by_one(sums.times[happened], s0, s1, s2, moved, coefficients)
    d0, d1, d2 = matrices(sums.ended[happened], p)
    logs, a1, b1, a2, b2, c2 = _efron(s0, d0, events)
    gradient = moved - (a1[:, None] * s1 - b1[:, None] * d1)

    def outer(u: Array, v: Array) -> Array:
        return np.asarray(u[:, :, None] * v[:, None, :])

    crossed = outer(s1, d1)
    squares = a2[:, None, None] * outer(s1, s1) + c2[:, None, None] * outer(d1, d1)
    squares -= b2[:, None, None] * (crossed + crossed.transpose(0, 2, 1))
    information = a1[:, None, None] * s2 - b1[:, None, None] * d2 - squares
    loglik = float(moved.sum(0) @ coefficients - logs.sum())
    return Slope(sums.times[happened], loglik, gradient, information)


def _one_by_one(times: Array, s0: Array, s1: Array, s2: Array, moved: Array, coefficients: Array) -> Slope:
    """The same where no two events are at one time, so that there are no ties to think of."""
    if not np.all(s0 > 0):
        raise NotConverged(OUT_OF_RANGE)
    mean = s1 / s0[:, None]
    information = s2 / s0[:, None, None] - mean[:, :, None] * mean[:, None, :]
    return Slope(times, float(moved.sum(0) @ coefficients - np.log(s0).sum()), moved - mean, information)


def _efron(s0: Array, d0: Array, events: Array) -> tuple[Array, ...]:
    """Per cell: the sums over l of log q, 1/q, c/q, 1/q^2, c/q^2, c^2/q^2."""
    many = np.rint(events).astype(np.int64)
    start = np.concatenate([[0], np.cumsum(many)[:-1]])
    c = (np.arange(many.sum()) - np.repeat(start, many)) / np.repeat(many, many)
    q = np.repeat(s0, many) - c * np.repeat(d0, many)
    if not np.all(q > 0):
        raise NotConverged(OUT_OF_RANGE)
    inverse = 1 / q
    parts = (np.log(q), inverse, c * inverse, inverse**2, c * inverse**2, (c * inverse) ** 2)
    return tuple(np.add.reduceat(part, start) for part in parts)


def climb(scan: Scan, covariates: int, risk: Risk | None = None, limit: int = 30) -> Top:
    """Newton with step halving, from zero, until nothing is left to gain. Covariates should be centred and scaled."""

    def look(at: Array) -> Slope:
        sums = scan(at)
        return slope(sums, at, None if risk is None else risk(sums, at))

    place = np.zeros(covariates)
    here = first = look(place)
    score = _decrement(first)[0]
    plenty = np.diag(first.total_information)
    for step in range(1, limit + 1):
        decrement, move = _decrement(here)
        if decrement < 1e-15:
            covariance = np.linalg.inv(here.total_information)
            return Top(place, covariance, first.loglik, here.loglik, score, decrement, step - 1, here)
        for _ in range(12):
            there = look(place + move)
            if there.loglik >= here.loglik - 1e-9 * abs(here.loglik):
                break
            move = move / 2
        place, here = place + move, there
        # A rising likelihood without a top flattens: almost nothing is left of what the data said at first.
        if np.abs(place).max() > 25 or np.any(np.diag(here.total_information) < 1e-4 * plenty):
            break
    raise NotConverged(
        "The likelihood keeps rising: for some value of a covariate the event always or never happens. "
        "Join that value with another, or leave the covariate out."
    )


def _decrement(at: Slope) -> tuple[float, Array]:
    gradient, information = at.total_gradient, at.total_information
    scale = np.sqrt(np.maximum(np.diag(information), 1e-300))
    if np.linalg.cond(information / np.outer(scale, scale)) > 1e10:
        raise NotConverged("Two covariates say the same (or one never changes among those at risk): leave one out.")
    move = np.linalg.solve(information, gradient)
    return float(gradient @ move), move
