"""The best parameters, and the proof that they are the best nearby.

Newton's method with exact gradients: away from a minimum the curvature is taken by its size, so that a saddle pushes
outwards. At the end two things are shown, not assumed: the *promise* (how much a full Newton step could still gain,
free of any scale) is below a billionth of a point of deviance, and no curvature is negative.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trailside.evidence.errors import TooLittle
from trailside.evidence.mixed.criterion import Criterion, Function, gradient, hessian
from trailside.evidence.tables import Array

ENOUGH = 1e-9
MOST_STEPS = 200
LONGEST = 1.37


@dataclass(frozen=True)
class Proof:
    """What was shown at the end of a search.

    `promise`: deviance that a full Newton step could still gain; `curvature`: the smallest eigenvalue of the second
    derivative, each parameter in a unit of its own; `steps`: how many it took.
    """

    gradient: tuple[float, ...]
    promise: float
    curvature: float
    steps: int

    @property
    def holds(self) -> bool:
        """True when this is a minimum to rounding."""
        return self.promise < ENOUGH and self.curvature > -1e-6


def minimise(function: Function, start: Array) -> tuple[Array, Proof]:
    """Walk downhill from `start`. Raises TooLittle when no minimum could be proved."""
    at, value = start.astype(float), _height(function, start.astype(float))
    proof = Proof((), np.inf, -np.inf, 0)
    for steps in range(MOST_STEPS):
        slope, curve = gradient(function, at), hessian(function, at)
        if not (np.isfinite(slope).all() and np.isfinite(curve).all()):
            break
        proof, direction = _judged(slope, curve, steps)
        if proof.holds:
            return _polished(function, at, direction, curve, proof)
        at, value, moved = _walked(function, at, value, direction, slope)
        if not moved:
            break
    raise TooLittle(
        "The search for the best fit did not end at a point that can be proved to be one "
        f"(it could still gain {proof.promise:.2g}). The table does not hold enough to tell these effects apart: "
        "ask for fewer things that differ between people, such as random='1', or bring more occasions for each."
    )


def settle(criterion: Criterion, theta: Array) -> Array:
    """Signs made canonical, and effects that are zero but for rounding made exactly zero."""
    theta = criterion.shape.canonical(theta)
    for i in np.flatnonzero(np.abs(theta) < 1e-4):
        without = theta.copy()
        without[i] = 0.0
        if criterion.deviance(without).real <= criterion.deviance(theta).real + 1e-8:
            theta = without
    return theta


def _height(function: Function, at: Array) -> float:
    """The criterion, infinite where it cannot be worked out: so far out nobody needs to go."""
    with np.errstate(all="ignore"):
        try:
            value = function(at).real
        except np.linalg.LinAlgError:
            return float("inf")
    return value if np.isfinite(value) else float("inf")


def _polished(function: Function, at: Array, direction: Array, curve: Array, proof: Proof) -> tuple[Array, Proof]:
    """One last full step, so that the answer has as many digits as its gradient."""
    there = at + direction
    better, _ = _judged(gradient(function, there), curve, proof.steps)
    return (there, better) if better.promise < proof.promise else (at, proof)


def _judged(slope: Array, curve: Array, steps: int) -> tuple[Proof, Array]:
    """The proof so far and the next direction."""
    unit = 1.0 / np.sqrt(np.maximum(np.abs(np.diagonal(curve)), 1e-8))
    values, vectors = np.linalg.eigh(curve * np.outer(unit, unit))
    along = vectors.T @ (slope * unit)
    sizes = np.maximum(np.abs(values), 1e-7)
    promise = float((along**2 / sizes).sum() / 2.0)
    direction = -unit * (vectors @ (along / sizes))
    if promise < ENOUGH and values.min() < -1e-6:  # a saddle: a factor of exactly zero that wants to be more
        direction = unit * vectors[:, 0] / np.sqrt(-values.min())
    return Proof(tuple(slope.tolist()), promise, float(values.min()), steps), direction


def _walked(function: Function, at: Array, value: float, direction: Array, slope: Array) -> tuple[Array, float, bool]:
    """As far along the direction as it goes down; the last tiny steps are trusted to the gradient alone."""
    length = float(np.abs(direction).max())
    share = min(1.0, LONGEST * max(1.0, float(np.abs(at).max())) / length) if length else 1.0
    expected = float(-slope @ direction)
    noise = 1e-12 * max(1.0, abs(value))
    for _ in range(40):
        there = at + share * direction
        reached = _height(function, there)
        if np.isfinite(reached) and reached <= value - 1e-4 * share * expected + noise:
            return there, reached, True
        share /= 2.0
    return at, value, False
