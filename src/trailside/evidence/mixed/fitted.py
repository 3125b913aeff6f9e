"""A model that has been fitted, in the units people use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.mixed.criterion import Criterion, Shape
from trailside.evidence.mixed.problem import Problem, unpack, upper
from trailside.evidence.mixed.search import Proof, minimise, settle
from trailside.evidence.tables import Array

EXACT = 1e-11


@dataclass(frozen=True)
class Fitted:
    """`theta` are the relative factors; `beta` (p,) with covariance `vcov` (p, p); `person` (q, q), `site` (u, u)
    and `sigma` the spread between people, between sites and of what is left; all in the units of the table."""

    criterion: Criterion
    theta: Array
    proof: Proof
    beta: Array
    vcov: Array
    person: Array
    site: Array
    sigma: float

    @property
    def loglik(self) -> float:
        """The log likelihood, or the restricted one."""
        return float(-self.criterion.deviance(self.theta).real / 2.0)

    @property
    def parameters(self) -> int:
        """How many numbers were estimated."""
        return self.criterion.problem.p + self.criterion.shape.count + 1


def criterion_for(problem: Problem, *, correlated: bool, reml: bool) -> Criterion:
    """The criterion of a problem, its factors meant in the columns of the table."""
    shape = Shape(problem.q, len(problem.u), correlated)
    return Criterion(problem, shape, reml, _basis(problem.to_z, correlated), _basis(problem.to_u, correlated))


def fit(criterion: Criterion, start: Array | None = None) -> Fitted:
    """Fit, prove, and translate. Raises BadTable for columns that repeat each other, TooLittle without a proof."""
    theta, proof = minimise(criterion.deviance, criterion.shape.start() if start is None else start)
    return at(criterion, settle(criterion, theta), proof)


def at(criterion: Criterion, theta: Array, proof: Proof) -> Fitted:
    """The model at given parameters, in the units of the table."""
    problem = criterion.problem
    sigma = criterion.sigma(theta) * problem.y_unit
    here, covariance = coefficients(criterion, theta, sigma)
    person, site = covariances(criterion, theta, sigma)
    return Fitted(criterion, theta, proof, here, covariance, person, site, sigma)


def coefficients(criterion: Criterion, theta: Array, sigma: float) -> tuple[Array, Array]:
    """Estimates (p,) and their covariance (p, p)."""
    problem = criterion.problem
    p = problem.p
    _, m = criterion.absorbed(theta)
    back = np.linalg.inv(problem.to_x)
    unscaled = back @ np.linalg.inv(m[:p, :p]) @ back.T
    beta = back @ np.linalg.solve(m[:p, :p], m[:p, -1]) * problem.y_unit
    beta[0] += problem.y_centre
    return beta, unscaled * sigma**2


def covariances(criterion: Criterion, theta: Array, sigma: float) -> tuple[Array, Array]:
    """Covariance between people (q, q) and between sites (u, u)."""
    person, site = criterion.shape.factors(theta)
    own = np.linalg.solve(criterion.problem.to_z, criterion.basis @ person) * sigma
    other = np.linalg.solve(criterion.problem.to_u, criterion.site_basis @ site) * sigma
    return own @ own.T, other @ other.T


def no_copies(problem: Problem, names: list[str]) -> None:
    """Raises BadTable when a column of X is a sum of others (or nearly), naming it and them."""
    p = problem.p
    gram = problem.gram.sum(axis=0)[:p, :p]
    for j in range(1, p):
        before = gram[:j, :j]
        weights = np.linalg.lstsq(before, gram[:j, j], rcond=None)[0]
        left = gram[j, j] - weights @ gram[:j, j]
        if left < 1e-9 * gram[j, j]:
            others = [names[i] for i in range(j) if abs(weights[i]) > 1e-6]
            what = " and ".join(others) or "nothing"
            raise BadTable(f"{names[j]!r} says nothing that {what} does not say already. Leave one of them out.")


def leaves_something(problem: Problem, outcome: str) -> None:
    """Raises BadTable when the outcome is worked out from the columns, TooLittle when each person's line fits exactly.

    Neither leaves anything by which chance could be judged.
    """
    plain = _left_over(problem.gram.sum(axis=0), problem.p)
    spread = problem.gram.sum(axis=0)[-1, -1]
    if plain <= EXACT * spread:
        raise BadTable(f"The formula gives {outcome!r} exactly. Is the same thing on both sides?")
    inverse = np.linalg.pinv(unpack(problem.zz, problem.q), rcond=1e-10, hermitian=True)
    rows, columns = upper(problem.q)
    taken = np.tensordot(inverse[:, rows, columns].T, problem.cross, axes=([0, 1], [0, 1]))
    within = _left_over(problem.gram.sum(axis=0) - unpack(taken, problem.f), problem.p)
    if within <= EXACT * plain:
        raise TooLittle(
            f"Each person's {outcome!r} follows their own line exactly, so there is nothing to judge chance by. "
            "Use random='1', bring more occasions, or check that the answers were not filled in by a rule."
        )


def _left_over(gram: Array, p: int) -> float:
    """The residual sum of squares of the last column on the first p, which may repeat each other."""
    weights = np.linalg.lstsq(gram[:p, :p], gram[:p, -1], rcond=1e-11)[0]
    return float(gram[-1, -1] - weights @ gram[:p, -1])


def _basis(to_original: Array, correlated: bool) -> Array:
    """With free correlations any origin will do. Without, effects are independent where the table's time is zero."""
    if correlated or not len(to_original):
        return np.eye(len(to_original))
    return np.asarray(to_original / np.diagonal(to_original))
