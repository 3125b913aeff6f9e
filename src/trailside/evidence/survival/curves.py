"""Kaplan-Meier, Nelson-Aalen and the restricted mean, from counts (Kaplan & Meier 1958; Aalen 1978; Greenwood 1926).

S(t) = prod (1 - d/n), its variance by Greenwood's sum of d / (n (n - d)); H(t) = sum d/n with variance sum d/n^2.
All functions take one group's `Exits` and use every named ending as the event.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from trailside.evidence.survival.exits import Exits
from trailside.evidence.tables import Array

BLOCK = 16_384
"""Times taken at once: what is in between stays in the processor's cache."""


@dataclass(frozen=True)
class Curve:
    """A step function with its interval; every array is (m,), on the times at which somebody left."""

    times: Array
    at_risk: Array
    events: Array
    estimate: Array
    error: Array
    low: Array
    high: Array

    def at(self, time: float) -> tuple[float, float, float]:
        """(estimate, low, high) at a time; before the first time a survival curve is 1."""
        i = int(np.searchsorted(self.times, time, side="right")) - 1
        return (1.0, 1.0, 1.0) if i < 0 else (float(self.estimate[i]), float(self.low[i]), float(self.high[i]))


def kaplan_meier(exits: Exits, level: float = 0.95, interval: str = "log-log") -> Curve:
    """The share of people for whom it has not happened yet.

    ``interval``: "log-log" (stays within 0 and 1, the default), "log" (the default of R) or "plain".
    """
    n, d = exits.at_risk[0], exits.ended[0]
    survival, error, low, high = np.empty((4, len(n)))
    z, before = float(ndtri((1 + level) / 2)), 0j
    # Two sums, log S and Greenwood's, ride as one complex number: a running sum waits for its own last step, and
    # one such wait does for both.
    sums = np.empty(min(BLOCK, len(n)), complex)
    with np.errstate(divide="ignore", invalid="ignore"):
        for start in range(0, len(n), BLOCK):
            here = slice(start, start + BLOCK)
            at_risk, events = n[here], d[here]
            share, both = events / at_risk, sums[: len(events)]
            both.real, both.imag = np.log1p(-share), share / (at_risk - events)
            both[0] += before
            np.cumsum(both, out=both)
            before, logs, width = both[-1], both.real.copy(), np.sqrt(both.imag)
            np.exp(logs, out=survival[here])
            np.multiply(survival[here], width, out=error[here])
            _band(survival[here], logs, width, z, interval, low[here], high[here])
    if before.real == -np.inf:
        # Where nobody is left the variance is not defined; R says NA and so do we.
        gone = int(np.searchsorted(-survival, 0.0))
        for each in (low, high, error):
            each[gone:] = np.nan
    return Curve(exits.times, n, d, survival, error, low, high)


def _band(survival: Array, logs: Array, error: Array, z: float, interval: str, low: Array, high: Array) -> None:
    """Write the limits of a survival curve into ``low`` and ``high``; ``logs`` is log S, ``error`` that of log S."""
    if interval == "plain":
        low[:], high[:] = np.clip(survival * (1 - z * error), 0, 1), np.clip(survival * (1 + z * error), 0, 1)
    elif interval == "log":
        low[:], high[:] = survival * np.exp(-z * error), np.clip(survival * np.exp(z * error), 0, 1)
    elif interval == "log-log":
        wider = error / logs
        wider *= -z
        np.exp(wider, out=wider)
        np.exp(np.multiply(logs, wider, out=low), out=low)
        np.exp(np.divide(logs, wider, out=high), out=high)
        if logs[0] == 0:  # before the first ending nothing is unsure
            whole = int(np.searchsorted(-logs, 0.0, side="right"))
            low[:whole] = high[:whole] = 1.0
    else:
        raise ValueError(f"interval is one of log-log, log, plain; not {interval!r}")


def nelson_aalen(exits: Exits, level: float = 0.95) -> Curve:
    """The cumulative hazard, with log-transformed limits."""
    n, d = exits.at_risk[0], exits.ended[0]
    hazard = np.cumsum(d / n)
    error = np.sqrt(np.cumsum(d / n**2))
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.exp(float(ndtri((1 + level) / 2)) * np.where(hazard > 0, error / hazard, 0.0))
    return Curve(exits.times, n, d, hazard, error, hazard / factor, hazard * factor)


def quantile(curve: Curve, share: float = 0.5) -> tuple[float, float, float]:
    """(time, low, high) by which it has happened to this share; NaN where the curve does not come so far.

    The limits are where the band crosses (Brookmeyer & Crowley 1982). On a flat part that lies exactly at the share,
    the middle of that part, as R does.
    """
    first, low, high = (_crossing(curve.times, side, 1 - share) for side in (curve.estimate, curve.low, curve.high))
    return first, low, high


def _crossing(times: Array, survival: Array, target: float) -> float:
    reached = np.flatnonzero(np.nan_to_num(survival, nan=0.0) <= target + 1e-12)
    known = reached[~np.isnan(survival[reached])]
    if not len(reached) or (not len(known) and np.isnan(survival[reached[0]])):
        return float("nan")
    i = int(reached[0])
    if np.isnan(survival[i]):
        return float("nan")
    below = np.flatnonzero(survival < target - 1e-12)
    if abs(survival[i] - target) < 1e-12:
        return float((times[i] + times[below[0]]) / 2) if len(below) else float(times[i])
    return float(times[i])


def restricted_mean(exits: Exits, until: float) -> tuple[float, float]:
    """(mean, standard error) of the time without the event within ``until``: the area under the curve.

    Var = sum A(t)^2 d / (n (n - d)), A(t) the area from t to ``until`` (Klein & Moeschberger 2003, 4.5).
    """
    n, d = exits.at_risk[0], exits.ended[0]
    inside = exits.times < until
    times, n, d = exits.times[inside], n[inside], d[inside]
    survival = np.cumprod(1 - d / n)
    width = np.diff(np.concatenate([[0.0], times, [until]]))
    pieces = width * np.concatenate([[1.0], survival])
    after = np.cumsum(pieces[::-1])[::-1][1:]
    spread = np.where((d > 0) & (n > d), d / (n * np.maximum(n - d, 1e-300)), 0.0)
    return float(pieces.sum()), float(np.sqrt(np.sum(after**2 * spread)))
