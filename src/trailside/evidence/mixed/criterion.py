"""The (restricted) likelihood of a mixed model from sufficient statistics.

For person i, V_i = s2 (I + Z L L' Z'), L lower triangular (Lindley and Smith's relative factor, as in Bates et al.
2015, J Stat Softw 67:1). By Woodbury's identity

    log|V_i / s2| = log|I + L'Z'Z L|         A'V_i^-1 B = (A'B - (Z'A)' K (Z'B)) / s2,   K = L (I + L'Z'Z L)^-1 L'

so people of one pattern share K and enter with summed (Z'F) outer (Z'F). A site adds U with its own factor: the same
identity once more on top of the sums of its people. What is left is one matrix M = F'V^-1 F (times s2).

Every function takes complex parameters as well as real ones. A step of 1e-20 along i gives derivatives without
rounding (Squire and Trapp 1998, SIAM Rev 40:110), which is what makes a proof of convergence possible.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from trailside.evidence.mixed.problem import Problem, turn, unpack, upper
from trailside.evidence.tables import Array

STEP = 1e-20
Function = Callable[[Array], complex]


@dataclass(frozen=True)
class Shape:
    """How parameters fill the factors: `q` columns per person and `u` per site, with correlations or without."""

    q: int
    u: int
    correlated: bool = True

    @property
    def person_count(self) -> int:
        """Parameters of the person level, first in the vector."""
        return self.q * (self.q + 1) // 2 if self.correlated else self.q

    @property
    def count(self) -> int:
        """Parameters in all."""
        return self.person_count + (self.u * (self.u + 1) // 2 if self.correlated else self.u)

    def start(self) -> Array:
        """Independent effects as large as the residual."""
        return np.concatenate([_diagonal(self.q, self.correlated), _diagonal(self.u, self.correlated)])

    def factors(self, theta: Array) -> tuple[Array, Array]:
        """The two lower triangular factors, columns of L filled one after the other."""
        k = self.person_count
        return _lower(theta[:k], self.q, self.correlated), _lower(theta[k:], self.u, self.correlated)

    def parameters(self, person: Array, site: Array) -> Array:
        """The parameters of two factors; `factors` the other way round."""
        return np.concatenate([_values(person, self.correlated), _values(site, self.correlated)])

    def canonical(self, theta: Array) -> Array:
        """The same model with a diagonal that is not negative (each column of L may change its sign)."""
        k = self.person_count
        parts = [(theta[:k], self.q), (theta[k:], self.u)]
        return np.concatenate([_signed(part, size, self.correlated) for part, size in parts])


@dataclass(frozen=True)
class Criterion:
    """-2 log likelihood (ML) or restricted likelihood (REML) of a `Problem` as a function of its parameters.

    `basis` and `site_basis` turn the factor into the columns of the problem: identity where all correlations are
    free, the shift of the origin where they are not, because independence depends on where time starts.
    """

    problem: Problem
    shape: Shape
    reml: bool
    basis: Array
    site_basis: Array

    @property
    def dof(self) -> int:
        """Rows that are left for the residual: n - p with REML, n with ML."""
        return self.problem.n - (self.problem.p if self.reml else 0)

    def absorbed(self, theta: Array) -> tuple[complex, Array]:
        """log|V / s2| and s2 F'V^-1 F."""
        person, site = self.shape.factors(theta)
        logdet, m = _people(self.problem, self.basis @ person)
        if self.shape.u:
            more, m = _sites(self.problem.u, self.site_basis @ site, m)
            logdet += more
        return logdet, m.sum(axis=0)

    def parts(self, theta: Array) -> tuple[complex, complex]:
        """All of the criterion that does not depend on s2, and the weighted residual sum of squares."""
        logdet, m = self.absorbed(theta)
        p = self.problem.p
        xx, xy, yy = m[:p, :p], m[:p, -1], m[-1, -1]
        rss = yy - xy @ np.linalg.solve(xx, xy)
        if self.reml:
            logdet += _logdet(xx) + self.problem.x_volume
        return logdet, rss

    def deviance(self, theta: Array) -> complex:
        """The criterion with s2 at its best."""
        logdet, rss = self.parts(theta)
        return complex(logdet + self.dof * (1.0 + np.log(2.0 * math.pi * rss / self.dof)) + self._unit)

    def full(self, theta_and_log_sigma: Array) -> complex:
        """The criterion with log(s) as the last parameter, s in the units of the problem."""
        logdet, rss = self.parts(theta_and_log_sigma[:-1])
        log_sigma = theta_and_log_sigma[-1]
        own = self.dof * (math.log(2.0 * math.pi) + 2.0 * log_sigma) + rss * np.exp(-2.0 * log_sigma)
        return complex(logdet + own + self._unit)

    def sigma(self, theta: Array) -> float:
        """The residual standard deviation at its best, in the units of the problem."""
        return math.sqrt(self.parts(theta)[1].real / self.dof)

    @property
    def _unit(self) -> float:
        """What the unit of the outcome adds."""
        return 2.0 * self.dof * math.log(self.problem.y_unit)


def gradient(function: Function, at: Array) -> Array:
    """The derivative by complex step, exact to rounding."""
    out = np.empty(len(at))
    for i in range(len(at)):
        shifted = at.astype(complex)
        shifted[i] += STEP * 1j
        out[i] = function(shifted).imag / STEP
    return out


def hessian(function: Function, at: Array) -> Array:
    """The second derivative: central differences of exact gradients, good to about ten digits."""
    out = np.empty((len(at), len(at)))
    for i in range(len(at)):
        step = 1e-5 * max(1.0, abs(at[i]))
        forward, backward = at.copy(), at.copy()
        forward[i] += step
        backward[i] -= step
        out[i] = (gradient(function, forward) - gradient(function, backward)) / (2.0 * step)
    return (out + out.T) / 2.0


def _people(problem: Problem, factor: Array) -> tuple[complex, Array]:
    """Person level absorbed: log determinant, and s2 F'V^-1 F by site (S, f, f)."""
    inner = problem.zz @ turn(factor) + np.eye(problem.q)[upper(problem.q)]
    inverse, determinant = inverted(inner)
    weights = np.ascontiguousarray((inverse @ turn(factor.T)).T)
    if len(problem.starts) == 1:
        taken = _weighted(weights, problem.cross)[None, :]
    else:
        taken = np.add.reduceat(np.einsum("qp,qpm->pm", weights, problem.cross), problem.starts, axis=0)
    return complex(problem.people @ np.log(determinant)), problem.gram - unpack(taken, problem.f)


def _weighted(weights: Array, cross: Array) -> Array:
    """The sum over pairs and patterns; real and imaginary parts apart, so that `cross` is not copied as complex."""
    flat = cross.reshape(-1, cross.shape[2])
    if np.iscomplexobj(weights):
        return np.asarray(weights.real.ravel() @ flat + 1j * (weights.imag.ravel() @ flat))
    return np.asarray(weights.ravel() @ flat)


def _sites(u: Array, factor: Array, m: Array) -> tuple[complex, Array]:
    """Site level absorbed on top: what log|V| gains, and the sums that are left."""
    inner = np.eye(len(u)) + factor.T @ m[:, u[:, None], u] @ factor
    k = factor @ np.linalg.inv(inner) @ factor.T
    side = m[:, u, :]
    return complex(np.log(np.linalg.det(inner)).sum()), m - np.swapaxes(side, 1, 2) @ k @ side


def inverted(m: Array) -> tuple[Array, Array]:
    """Inverses and determinants of many symmetric matrices of size 1 to 3, by cofactors; all as upper triangles."""
    if m.shape[1] == 1:
        return 1.0 / m, m[:, 0]
    if m.shape[1] == 3:
        a, b, c = m.T
        det = a * c - b * b
        return np.stack([c, -b, a], axis=1) / det[:, None], det
    a, b, c, d, e, f = m.T
    cofactors = [d * f - e * e, c * e - b * f, b * e - c * d, a * f - c * c, b * c - a * e, a * d - b * b]
    det = a * cofactors[0] + b * cofactors[1] + c * cofactors[2]
    return np.stack(cofactors, axis=1) / det[:, None], det


def _logdet(m: Array) -> complex:
    """log|m| of a positive matrix with possibly complex entries, kept in range by its diagonal."""
    size = np.sqrt(np.diagonal(m))
    return complex(np.log(np.linalg.det(m / np.outer(size, size))) + 2.0 * np.log(size).sum())


def _diagonal(size: int, correlated: bool) -> Array:
    return np.eye(size).T[upper(size)] if correlated else np.ones(size)


def _lower(values: Array, size: int, correlated: bool) -> Array:
    if not correlated:
        return np.diag(values)
    out = np.zeros((size, size), dtype=values.dtype)
    columns, rows = upper(size)
    out[rows, columns] = values
    return out


def _values(lower: Array, correlated: bool) -> Array:
    if not correlated:
        return np.diagonal(lower).copy()
    columns, rows = upper(len(lower))
    return np.asarray(lower[rows, columns])


def _signed(values: Array, size: int, correlated: bool) -> Array:
    lower = _lower(values, size, correlated)
    return _values(lower * np.where(np.diagonal(lower) < 0, -1.0, 1.0), correlated)
