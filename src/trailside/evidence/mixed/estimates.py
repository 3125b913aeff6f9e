"""The numbers of a fitted model with their names, limits and notes."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from trailside.evidence.mixed import profile
from trailside.evidence.mixed.design import Design
from trailside.evidence.mixed.fitted import Fitted
from trailside.evidence.mixed.sureness import chances, freedom, intervals
from trailside.evidence.result import Estimate, Interval
from trailside.evidence.tables import Array
from trailside.evidence.words import Said

Place = tuple[str, int, int]
"""What a spread is of: ("people" or "sites", i, j) of its covariance, or ("residual", 0, 0)."""

ZERO = Said(
    "Differences of one kind between people or sites came out as zero: the table shows no sign of them beyond chance, "
    "which is not proof that there are none.",
    "Las diferencias de un tipo entre personas o sitios salieron en cero: la tabla no muestra señal de ellas más allá "
    "del azar, lo que no prueba que no existan.",
)
EDGE = Said(
    "Two ways in which people or sites differ came out as one and the same: there is too little here to tell them "
    "apart.",
    "Dos formas en que difieren las personas o los sitios salieron como una sola: aquí hay muy poco para "
    "distinguirlas.",
)


def coefficients(fitted: Fitted, design: Design, level: float) -> tuple[Estimate, ...]:
    """Average effects with Satterthwaite intervals, in the order of the design."""
    errors = np.sqrt(np.diagonal(fitted.vcov))
    dfs = freedom(fitted, np.eye(len(fitted.beta)))
    limits = intervals(fitted.beta, errors, dfs, level)
    ps = chances(fitted.beta, errors, dfs)
    return tuple(
        Estimate(column.name, float(fitted.beta[i]), limits[i], float(errors[i]), float(dfs[i]), float(ps[i]))
        for i, column in enumerate(design.columns)
    )


def spreads(fitted: Fitted, design: Design) -> tuple[Estimate, ...]:
    """Standard deviations and correlations between people, between sites, and of what is left."""
    out = []
    for name, (kind, i, j) in places(design, fitted.criterion.shape.correlated).items():
        if kind == "residual":
            out.append(Estimate(name, fitted.sigma))
            continue
        covariance = fitted.person if kind == "people" else fitted.site
        if i == j:
            value = math.sqrt(covariance[i, i])
            out.append(Estimate(name, value, note=ZERO if value == 0.0 else None))
        else:
            value = _correlation(covariance, i, j)
            out.append(Estimate(name, value, note=EDGE if abs(value) > 1.0 - 1e-6 else None))
    return tuple(out)


def places(design: Design, correlated: bool) -> Mapping[str, Place]:
    """The name of each spread and what it is of."""
    out: dict[str, Place] = {}
    for kind, columns in (("people", design.person_columns), ("sites", design.site_columns)):
        for i, column in enumerate(columns):
            out[f"sd {kind} {column.name}"] = (kind, i, i)
        for i in range(len(columns)):
            for j in range(i + 1, len(columns) if correlated else 0):
                out[f"cor {kind} {columns[i].name} {columns[j].name}"] = (kind, i, j)
    return {**out, "sd residual": ("residual", 0, 0)}


def profiled(fitted: Fitted, place: Place, level: float) -> Interval:
    """The profile interval of a spread. `fitted` by maximum likelihood."""
    kind, i, j = place
    if kind == "residual":
        return profile.residual(fitted, level)
    if i != j:
        return profile.correlation(fitted, kind, i, j, level)
    return profile.spread(fitted, kind, i, level)


def main_slope(design: Design) -> str | None:
    """The name of what time is in this model: the first slope that differs between people, or none."""
    slopes = [column.name for column in design.person_columns if column.factors]
    return slopes[0] if slopes else None


def r_squared(fitted: Fitted) -> tuple[float, float]:
    """Marginal and conditional share of explained variance over the rows.

    Nakagawa and Schielzeth 2013 (Methods Ecol Evol 4:133); with slopes, Johnson 2014 (5:944).
    """
    problem = fitted.criterion.problem
    p, n = problem.p, problem.n
    gram = problem.gram.sum(axis=0)
    xx = problem.to_x.T @ gram[:p, :p] @ problem.to_x
    total = float(fitted.beta @ xx[:, 0])  # the first column is ones, so this is the sum of what is expected
    fixed = (float(fitted.beta @ xx @ fitted.beta) - total**2 / n) / (n - 1)
    people = float(np.trace(fitted.person @ _turned(problem.z_total, problem.to_z))) / n
    uu = gram[np.ix_(problem.u, problem.u)]
    sites = float(np.trace(fitted.site @ _turned(uu, problem.to_u))) / n if len(problem.u) else 0.0
    everything = fixed + people + sites + fitted.sigma**2
    return fixed / everything, (fixed + people + sites) / everything


def _turned(gram: Array, to: Array) -> Array:
    return np.asarray(to.T @ gram @ to)


def _correlation(covariance: Array, i: int, j: int) -> float:
    size = math.sqrt(covariance[i, i] * covariance[j, j])
    return float(covariance[i, j] / size) if size > 0 else math.nan
