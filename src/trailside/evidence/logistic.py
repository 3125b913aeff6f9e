"""Logistic regression by scans: each Newton step brings home p + p^2 sums, whatever the number of people.

Used for who is followed up and for who gets support. Sums of two organisations add up, so the joint fit needs no rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from trailside.evidence.covariates import Covariates
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.tables import Array, Source

# exp() beyond this overflows on some engines; the probability is 0 or 1 to all digits long before.
FAR = 35.0


@dataclass(frozen=True)
class Sums:
    """At given coefficients: log-likelihood, gradient (p,), information (p, p), rows, and rows with a 1."""

    loglik: float
    gradient: Array
    information: Array
    rows: float
    ones: float

    def merge(self, other: Sums) -> Sums:
        return Sums(
            self.loglik + other.loglik,
            self.gradient + other.gradient,
            self.information + other.information,
            self.rows + other.rows,
            self.ones + other.ones,
        )


@dataclass(frozen=True)
class Logit:
    """A logistic model over one table. ``outcome`` is SQL for 0 or 1; the first coefficient is the intercept."""

    source: Source
    outcome: str
    about: Covariates

    @property
    def pieces(self) -> list[str]:
        """SQL: the constant and the centred, scaled covariates."""
        return ["CAST(1 AS DOUBLE)", *(term.scaled for term in self.about.terms)]

    def rows(self, coefficients: Array, more: str = "") -> str:
        """SQL: y, z0, z1, ..., the linear predictor eta, its probability e, and ``more`` (", sql AS name")."""
        shown = ", ".join(f"{piece} AS z{i}" for i, piece in enumerate(self.pieces))
        eta = " + ".join(f"CAST('{b!r}' AS DOUBLE) * z{i}" for i, b in enumerate(coefficients.tolist()))
        inner = f"SELECT {self.outcome} AS y, {shown}{more} FROM {self.source.table} WHERE {self.about.whole}"
        within = f"CASE WHEN eta > {FAR} THEN {FAR} WHEN eta < -{FAR} THEN -{FAR} ELSE eta END"
        return f"SELECT *, 1 / (1 + exp(-({within}))) AS e FROM (SELECT *, {eta} AS eta FROM ({inner}) r1) r2"

    def scan(self, coefficients: Array) -> Sums:
        """One pass."""
        p = range(len(self.pieces))
        asked = ["sum(y * eta - ln(1 + exp(-abs(eta))) - CASE WHEN eta > 0 THEN eta ELSE 0 END) AS loglik"]
        asked += [f"sum((y - e) * z{i}) AS g{i}" for i in p]
        asked += [f"sum(e * (1 - e) * z{i} * z{j}) AS h{i}_{j}" for i in p for j in p if j >= i]
        rows = self.rows(coefficients)
        answer = self.source.ask(f"SELECT count(*) AS n, sum(y) AS ones, {', '.join(asked)} FROM ({rows}) r3")
        information = np.empty((len(p), len(p)))
        for i in p:
            for j in range(i, len(p)):
                information[i, j] = information[j, i] = answer[f"h{i}_{j}"][0]
        gradient = np.array([answer[f"g{i}"][0] for i in p])
        return Sums(float(answer["loglik"][0]), gradient, information, float(answer["n"][0]), float(answer["ones"][0]))


@dataclass(frozen=True)
class Top:
    """The maximum, on the centred and scaled terms; ``decrement`` proves convergence."""

    coefficients: Array
    covariance: Array
    loglik: float
    loglik_null: float
    decrement: float
    rows: int
    ones: int


def climb(scan: Callable[[Array], Sums], covariates: int, limit: int = 30) -> Top:
    """Newton with step halving, from the intercept that fits alone.

    Raises TooLittle for fewer than 5 of the rarer answer per coefficient, BadTable when a covariate decides the answer
    alone or two say the same.
    """
    place = np.zeros(1 + covariates)
    first = scan(place)
    rarer = min(first.ones, first.rows - first.ones)
    if rarer < 5 * max(covariates, 1):
        raise TooLittle(f"Only {rarer:.0f} people differ from the others; {5 * max(covariates, 1)} would be enough.")
    place[0] = np.log(first.ones / (first.rows - first.ones))
    here = scan(place)
    null = here.loglik
    for _ in range(limit):
        scale = np.sqrt(np.maximum(np.diag(here.information), 1e-300))
        if np.linalg.cond(here.information / np.outer(scale, scale)) > 1e10:
            raise BadTable("Two covariates say the same. Leave one out.")
        move = np.linalg.solve(here.information, here.gradient)
        decrement = float(here.gradient @ move)
        if decrement < 1e-16:
            covariance = np.linalg.inv(here.information)
            return Top(place, covariance, here.loglik, null, decrement, round(first.rows), round(first.ones))
        for _ in range(12):
            there = scan(place + move)
            if there.loglik >= here.loglik - 1e-9 * abs(here.loglik):
                break
            move = move / 2
        place, here = place + move, there
        if np.abs(place[1:]).max(initial=0) > 15:
            break
    raise BadTable("A covariate decides the answer alone. Join its values with others, or leave it out.")
