"""Overlap weights: people count by how much they could have been in either group (Li, Morgan & Zaslavsky 2018).

With e the probability of support given covariates, supported people weigh 1 - e and the others e. With a logistic e the
weighted means of all covariates are then *exactly* equal. The error takes in that e is estimated: with
psi = z (1 - e)(y - m1) - (1 - z) e (y - m0) and the logistic score S = (z - e) x, one person's influence is
(psi + A' I^-1 S) / h, A = - sum e (1 - e)(y - m_z) x, h the sum of weights in either group.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trailside.evidence.logistic import Logit, Top


@dataclass(frozen=True)
class Contrast:
    """Mean difference, supported minus others, with its error; ``people`` what the weights are worth in each group.

    ``unit`` is the pooled standard deviation of the outcome in the unweighted groups.
    """

    difference: float
    error: float
    plain: float
    plain_error: float
    unit: float
    people: tuple[float, float]


def contrast(model: Logit, top: Top, score: str) -> Contrast:
    """Two scans."""
    source = model.source
    rows = model.rows(top.coefficients, f", {score} AS score")
    centre = f"CAST('{_centre(model, score)!r}' AS DOUBLE)"
    inner = f"SELECT *, CASE WHEN y = 1 THEN 1 - e ELSE e END AS w, score - {centre} AS v FROM ({rows}) r3"
    asked = "count(*) AS n, sum(w) AS w, sum(w * w) AS ww, sum(w * v) AS wv, sum(v) AS v, sum(v * v) AS vv"
    first = source.ask(f"SELECT y, {asked} FROM ({inner}) r4 GROUP BY y ORDER BY y")
    n, weight = first["n"], first["w"]
    means, plain = first["wv"] / weight, first["v"] / n
    variance = (first["vv"] - n * plain**2) / (n - 1)
    error = np.sqrt(_variance(model, top, inner, means.tolist())) / weight.mean()
    return Contrast(
        difference=float(means[1] - means[0]),
        error=float(error),
        plain=float(plain[1] - plain[0]),
        plain_error=float(np.sqrt((variance / n).sum())),
        unit=float(np.sqrt(variance.mean())),
        people=(float(weight[0] ** 2 / first["ww"][0]), float(weight[1] ** 2 / first["ww"][1])),
    )


def _centre(model: Logit, score: str) -> float:
    """Any number near the scores, so that their squares do not cancel."""
    table, whole = model.source.table, model.about.whole
    return float(model.source.ask(f"SELECT avg({score}) AS m FROM {table} WHERE {whole}")["m"][0])


def _variance(model: Logit, top: Top, inner: str, means: list[float]) -> float:
    """The sum of squared influences, before dividing by the weights."""
    p = range(len(top.coefficients))
    gap = f"(v - CASE WHEN y = 1 THEN CAST('{means[1]!r}' AS DOUBLE) ELSE CAST('{means[0]!r}' AS DOUBLE) END)"
    rows = f"SELECT *, (2 * y - 1) * w * {gap} AS psi, e * (1 - e) * {gap} AS bent FROM ({inner}) r4"
    pieces = ["sum(psi * psi) AS pp"]
    pieces += [f"sum(psi * (y - e) * z{i}) AS ps{i}, sum(bent * z{i}) AS a{i}" for i in p]
    pieces += [f"sum((y - e) * (y - e) * z{i} * z{j}) AS ss{i}_{j}" for i in p for j in p if j >= i]
    told = model.source.ask(f"SELECT {', '.join(pieces)} FROM ({rows}) r5")
    scores = np.empty((len(p), len(p)))
    for i in p:
        for j in range(i, len(p)):
            scores[i, j] = scores[j, i] = told[f"ss{i}_{j}"][0]
    along = top.covariance @ -np.array([told[f"a{i}"][0] for i in p])
    crossed = float(along @ np.array([told[f"ps{i}"][0] for i in p]))
    return max(float(told["pp"][0]) + 2 * crossed + float(along @ scores @ along), 0.0)
