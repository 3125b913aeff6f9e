"""A mean weighted by the inverse probability of having answered, with the error that estimated weights really have.

mu = sum s y / e over sum s / e. With psi = s (y - mu) / e and the logistic score S = (s - e) x, the influence of one
person is psi + A' I^-1 S, A = - sum s (1 - e) / e (y - mu) x: estimating the weights makes the mean *more* certain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trailside.evidence.logistic import Logit, Top


@dataclass(frozen=True)
class Weighted:
    """``people``: what the weights are worth, (sum w)^2 / sum w^2; ``heaviest``: the largest share of one."""

    mean: float
    error: float
    people: float
    heaviest: float


def weighted_mean(model: Logit, top: Top, score: str, weighted: bool = True) -> Weighted:
    """From two scans; ``weighted=False`` gives the plain mean of those who answered."""
    source = model.source
    rows = model.rows(top.coefficients, f", {score} AS score")
    w = "CASE WHEN y = 1 THEN 1 / e ELSE 0 END" if weighted else "y"
    value = "CASE WHEN y = 1 THEN score ELSE 0 END"
    first = source.ask(
        f"SELECT sum(w) AS w, sum(w * w) AS ww, max(w) AS top, sum(w * v) AS wv "
        f"FROM (SELECT {w} AS w, {value} AS v FROM ({rows}) r3) r4"
    )
    total = float(first["w"][0])
    mean = float(first["wv"][0]) / total
    centre = f"CAST('{mean!r}' AS DOUBLE)"
    p = range(len(top.coefficients))
    pieces = ["sum(psi * psi) AS pp", *(f"sum(psi * (y - e) * z{i}) AS ps{i}" for i in p)]
    pieces += [f"sum(psi * (1 - e) * z{i}) AS a{i}" for i in p]
    pieces += [f"sum((y - e) * (y - e) * z{i} * z{j}) AS ss{i}_{j}" for i in p for j in p if j >= i]
    inner = f"SELECT *, ({w}) * (({value}) - {centre}) AS psi FROM ({rows}) r3"
    second = source.ask(f"SELECT {', '.join(pieces)} FROM ({inner}) r4")
    variance = float(second["pp"][0])
    if weighted:
        a = -np.array([second[f"a{i}"][0] for i in p])
        with_score = np.array([second[f"ps{i}"][0] for i in p])
        scores = np.empty((len(p), len(p)))
        for i in p:
            for j in range(i, len(p)):
                scores[i, j] = scores[j, i] = second[f"ss{i}_{j}"][0]
        along = top.covariance @ a
        variance += 2 * float(along @ with_score) + float(along @ scores @ along)
    return Weighted(
        mean, float(np.sqrt(variance)) / total, total**2 / float(first["ww"][0]), float(first["top"][0]) / total
    )
