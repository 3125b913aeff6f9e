"""Published effects put together: fixed and random effects, and how much studies disagree.

Random effects by REML (Viechtbauer 2005) or DerSimonian & Laird (1986), with Hartung & Knapp's limits where there are
few studies; I^2 and Q as in Higgins & Thompson (2002); the prediction interval says where the next study would fall.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.stats import chi2, norm
from scipy.stats import t as student_t

from trailside.evidence import limits
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.result import Estimate, Interval, Result
from trailside.evidence.tables import Array
from trailside.evidence.words import CANNOT_TELL, MORE_THAN_CHANCE, Language, Said, number

Method = Literal["reml", "dl", "fixed"]


@dataclass(frozen=True)
class Effect:
    """One study: an effect (differences as they are, ratios as logarithms) and its standard error."""

    name: str
    value: float
    error: float

    @classmethod
    def from_limits(cls, name: str, value: float, low: float, high: float, level: float = 0.95) -> Effect:
        """From a published interval: error = (high - low) / (2 z)."""
        return cls(name, value, (high - low) / (2 * float(norm.ppf((1 + level) / 2))))


def q_from_i2(i2: float, studies: int) -> float:
    """Cochran's Q behind a published I^2 (0 to 1): (k - 1) / (1 - I^2)."""
    return (studies - 1) / (1 - i2)


@dataclass(frozen=True, kw_only=True)
class Together(Result):
    """``tau`` is the spread of true effects between studies; ``i2`` its share of all variance; ``q`` with its p."""

    effects: tuple[Effect, ...]
    method: Method
    mean: float
    error: float
    tau: float
    i2: float
    q: float
    q_p: float
    knapp: bool
    level: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        k = len(self.effects)
        span = (
            limits.student(self.mean, self.error, k - 1, self.level)
            if self.knapp
            else limits.normal(self.mean, self.error, self.level)
        )
        listed = [Estimate("pooled effect", self.mean, span, self.error)]
        if self.method != "fixed" and k >= 3:
            reach = float(student_t.ppf((1 + self.level) / 2, k - 2)) * math.hypot(self.tau, self.error)
            ahead = Interval(self.mean - reach, self.mean + reach, self.level, "prediction")
            listed.append(Estimate("next study", self.mean, ahead))
        return tuple(listed)

    def sentence(self, language: Language = "en") -> str:
        each = self.estimates[0]
        assert each.interval is not None
        sure = MORE_THAN_CHANCE if each.beyond_chance else CANNOT_TELL
        low, high, k = number(each.interval.low, 2), number(each.interval.high, 2), len(self.effects)
        share = number(100 * self.i2, 2)
        told = Said(
            f"{k} studies together: {number(each.value, 2)} ({low} to {high}): {sure.en}. "
            f"{share} % of their variation is disagreement, not chance.",
            f"{k} estudios juntos: {number(each.value, 2)} ({low} a {high}): {sure.es}. "
            f"El {share} % de su variación es desacuerdo, no azar.",
        )
        return told.into(language)

    def r_code(self) -> str:
        name = {"reml": "REML", "dl": "DL", "fixed": "FE"}[self.method]
        yi = ", ".join(f"{e.value:g}" for e in self.effects)
        sei = ", ".join(f"{e.error:g}" for e in self.effects)
        test = "knha" if self.knapp else "z"
        return f'library(metafor)\nrma(yi = c({yi}), sei = c({sei}), method = "{name}", test = "{test}")'


def pool(
    effects: Sequence[Effect], *, method: Method = "reml", knapp: bool | None = None, level: float = 0.95
) -> Together:
    """The effects together. Hartung & Knapp's limits by default with random effects and fewer than 20 studies.

    Raises TooLittle for fewer than two studies, BadTable for errors that are not above 0.
    """
    if len(effects) < 2:
        raise TooLittle("Pooling needs at least two studies.")
    y, v = np.array([e.value for e in effects]), np.array([e.error for e in effects]) ** 2
    if not (np.isfinite(y).all() and np.isfinite(v).all() and (v > 0).all()):
        raise BadTable("Every effect needs a finite value and a standard error above 0.")
    k, w = len(y), 1 / v
    fixed = float((w * y).sum() / w.sum())
    q = float((w * (y - fixed) ** 2).sum())
    tau2 = 0.0 if method == "fixed" else _dl(w, q, k) if method == "dl" else _reml(y, v)
    w = 1 / (v + tau2)
    mean = float((w * y).sum() / w.sum())
    use = knapp if knapp is not None else method != "fixed" and k < 20
    scale = float((w * (y - mean) ** 2).sum()) / (k - 1) if use else 1.0
    # Never narrower than without the correction (Rover, Knapp & Friede 2015).
    error = math.sqrt(max(scale, 1.0) / float(w.sum())) if knapp is None else math.sqrt(scale / float(w.sum()))
    return Together(
        n=k,
        rows=k,
        effects=tuple(effects),
        method=method,
        mean=mean,
        error=error,
        tau=math.sqrt(tau2),
        i2=_i2(v, tau2, q, k, method),
        q=q,
        q_p=float(chi2.sf(q, k - 1)),
        knapp=use,
        level=level,
    )


def _dl(w: Array, q: float, k: int) -> float:
    return max(0.0, (q - (k - 1)) / float(w.sum() - (w**2).sum() / w.sum()))


def _reml(y: Array, v: Array) -> float:
    """The REML between-study variance, by a bounded search on its square root."""

    def deviance(tau: float) -> float:
        w = 1 / (v + tau**2)
        mean = (w * y).sum() / w.sum()
        return float(-np.log(w).sum() + np.log(w.sum()) + (w * (y - mean) ** 2).sum())

    widest = 10 * float(np.sqrt(np.var(y) + v.max()))
    best = minimize_scalar(deviance, bounds=(0, widest), method="bounded", options={"xatol": 1e-12 * widest})
    return float(best.x) ** 2 if best.fun < deviance(0.0) - 1e-10 else 0.0


def _i2(v: Array, tau2: float, q: float, k: int, method: Method) -> float:
    """With random effects tau^2 over its sum with the typical variance; else from Q."""
    if method == "fixed":
        return max(0.0, (q - (k - 1)) / q) if q > 0 else 0.0
    w = 1 / v
    typical = (k - 1) * float(w.sum()) / float(w.sum() ** 2 - (w**2).sum())
    return tau2 / (tau2 + typical)
