"""Two groups side by side: standardised differences of their covariates, plain or weighted.

d = (mean_1 - mean_0) / sqrt((var_1 + var_0) / 2), the variances always of the unweighted groups, so that weighting
cannot make a difference look small by changing the unit (Austin & Stuart 2015). Beyond 0.1 is worth a look.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trailside.evidence.logistic import Logit
from trailside.evidence.tables import Array


@dataclass(frozen=True)
class Balance:
    """Standardised differences (p,) of group 1 minus group 0, before and after weighting."""

    names: tuple[str, ...]
    before: Array
    after: Array

    @property
    def worst_before(self) -> float:
        return float(np.abs(self.before).max(initial=0))

    @property
    def worst_after(self) -> float:
        return float(np.abs(self.after).max(initial=0))


def balance(model: Logit, coefficients: Array, weight_1: str, weight_0: str) -> Balance:
    """From one scan. The weights are SQL over the probability ``e`` of group 1."""
    p = range(1, 1 + len(model.about.terms))
    asked = [f"sum(z{i}) AS m{i}, sum(z{i} * z{i}) AS s{i}, sum(w * z{i}) AS w{i}" for i in p]
    inner = f"SELECT *, CASE WHEN y = 1 THEN {weight_1} ELSE {weight_0} END AS w FROM ({model.rows(coefficients)}) r3"
    answer = model.source.ask(
        f"SELECT y, count(*) AS n, sum(w) AS w, {', '.join(asked)} FROM ({inner}) r4 GROUP BY y ORDER BY y"
    )
    n = answer["n"]
    mean = np.array([answer[f"m{i}"] / n for i in p])
    square = np.array([answer[f"s{i}"] for i in p])
    variance = (square - n * mean**2) / np.maximum(n - 1, 1)
    weighted = np.array([answer[f"w{i}"] / answer["w"] for i in p])
    unit = np.sqrt(np.maximum(variance.mean(1), 1e-300))
    return Balance(model.about.names, (mean[:, 1] - mean[:, 0]) / unit, (weighted[:, 1] - weighted[:, 0]) / unit)
