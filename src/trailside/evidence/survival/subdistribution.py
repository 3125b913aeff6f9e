"""The Fine-Gray model: what goes with more of one ending by a time, when other endings can come first.

Somebody who had another ending at s stays in the risk set with weight G(t-) / G(s-), G the Kaplan-Meier curve of
being still followed (Fine & Gray 1999), so the risk sums are the plain ones plus G(t-) times a running sum. Standard
errors are the sandwich over people, without the small term for estimating G, as R's `finegray` with `coxph` gives.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trailside.evidence.survival.newton import Top, climb
from trailside.evidence.survival.risk import People, RiskSums
from trailside.evidence.tables import Array


@dataclass(frozen=True)
class Subdistribution:
    top: Top
    covariance: Array


def fine_gray(time: Array, ending: NDArray[np.int64], x: Array, count: Array) -> Subdistribution:
    """``ending`` (rows,): 0 still here, 1 the ending asked about, 2 any other; ``count`` how many such people."""
    people = People.of(time, ending == 1, x, count=count)
    other = People.of(time, ending == 2, x, count=count)
    kept = _still_followed(people, ending == 0)

    def risk(sums: RiskSums, at: Array) -> Array:
        gone = other.sums(at).ended / kept[:, None]
        return np.asarray(sums.at_risk() + kept[:, None] * (np.cumsum(gone, axis=0) - gone))

    top = climb(people.sums, x.shape[1], risk)
    sums = people.sums(top.coefficients)
    rest = _residuals(people, ending, kept, sums, risk(sums, top.coefficients), top.coefficients)
    meat = (rest * count[:, None]).T @ rest
    return Subdistribution(top, top.covariance @ meat @ top.covariance)


def _still_followed(people: People, censored: NDArray[np.bool_]) -> Array:
    """G just before each time. Events come before censoring at the same time, so the censoring risk set leaves them
    out."""
    m = len(people.times)
    lost = np.bincount(people.code[censored], people.count[censored], m)
    everybody = np.bincount(people.code, people.count, m)
    followed = np.cumsum(everybody[::-1])[::-1] - (everybody - lost)
    with np.errstate(divide="ignore", invalid="ignore"):
        curve = np.cumprod(np.where(followed > 0, 1 - lost / followed, 1.0))
    return np.concatenate([[1.0], curve[:-1]])


def _residuals(
    people: People, ending: NDArray[np.int64], kept: Array, sums: RiskSums, at_risk: Array, coefficients: Array
) -> Array:
    """(rows, p): each person's share of the score (Efron's ties taken as their average)."""
    p = sums.covariates
    events = sums.events
    happened = events > 0
    # With ties, the average over the d steps of the risk set in which the d leave one by one.
    many = np.rint(events[happened]).astype(np.int64)
    mean, hazard, hazard_mean = np.zeros((len(events), p)), np.zeros(len(events)), np.zeros((len(events), p))
    own, own_mean = np.zeros(len(events)), np.zeros((len(events), p))
    for cell, d in zip(np.flatnonzero(happened), many, strict=True):
        c = np.arange(d) / d
        s0 = at_risk[cell, 0] - c * sums.ended[cell, 0]
        centre = (at_risk[cell, 1 : 1 + p] - c[:, None] * sums.ended[cell, 1 : 1 + p]) / s0[:, None]
        mean[cell] = centre.mean(0)
        hazard[cell], hazard_mean[cell] = (1 / s0).sum(), (centre / s0[:, None]).sum(0)
        # Those who leave at this time are at risk for (1 - c) of each step only.
        own[cell], own_mean[cell] = (c / s0).sum(), (centre * (c / s0)[:, None]).sum(0)
    up, up_mean = np.cumsum(hazard), np.cumsum(hazard_mean, axis=0)
    code, weight = people.code, np.exp(people.x @ coefficients)[:, None]
    rest = -weight * (people.x * up[code][:, None] - up_mean[code])
    first = ending == 1
    rest[first] += people.x[first] - mean[code[first]]
    rest[first] += weight[first] * (people.x[first] * own[code[first]][:, None] - own_mean[code[first]])
    late, late_mean = kept * hazard, kept[:, None] * hazard_mean
    after, after_mean = late.sum() - np.cumsum(late), late_mean.sum(0) - np.cumsum(late_mean, axis=0)
    else_ = ending == 2
    there = code[else_]
    still = people.x[else_] * after[there][:, None] - after_mean[there]
    rest[else_] -= weight[else_] * still / kept[there][:, None]
    return np.asarray(rest)
