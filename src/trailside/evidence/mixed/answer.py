"""The answer of `growth`: numbers, words, and the code that gives the same in R."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from trailside.evidence.mixed import profile
from trailside.evidence.mixed.design import Design
from trailside.evidence.mixed.estimates import coefficients, main_slope, places, profiled, r_squared, spreads
from trailside.evidence.mixed.fitted import Fitted
from trailside.evidence.mixed.formula import Levels
from trailside.evidence.mixed.rcode import lmer_code
from trailside.evidence.mixed.search import Proof
from trailside.evidence.mixed.statistics import Statistics
from trailside.evidence.mixed.survey import Spread
from trailside.evidence.mixed.trajectory import Trajectory, Value, trajectory
from trailside.evidence.mixed.wording import ASSUMPTIONS, FEW, held_back, paragraph
from trailside.evidence.result import Estimate, Result
from trailside.evidence.small_cells import may_show
from trailside.evidence.words import Language, Said

PRIVATE: Mapping[str, Any] = {"private": True}


@dataclass(frozen=True, kw_only=True)
class Growth(Result):
    """A fitted growth model.

    `coefficients`: average effects, in R's names, with Satterthwaite intervals. `spreads`: standard deviations (and
    correlations) between people, between sites, and of what is left. `loglik` is the restricted one for REML.
    `r2_marginal` is the share of variance that the formula explains, `r2_conditional` with the people's own lines
    (Nakagawa and Schielzeth 2013, Johnson 2014). `proof` shows that the best fit was found.
    """

    formula: str
    time: str | None
    method: str
    level: float
    coefficients: tuple[Estimate, ...]
    spreads: tuple[Estimate, ...]
    loglik: float
    parameters: int
    r2_marginal: float
    r2_conditional: float
    sites: int
    proof: Proof
    fitted: Fitted = field(repr=False, metadata=PRIVATE)
    design: Design = field(repr=False, metadata=PRIVATE)
    seen: Mapping[str, Spread] = field(repr=False, metadata=PRIVATE)
    levels: Levels = field(repr=False, metadata=PRIVATE)
    statistics: Statistics = field(repr=False, metadata=PRIVATE)

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        return (*self.coefficients, *self.spreads)

    def __getitem__(self, name: str) -> Estimate:
        """An estimate by name: `answer["month:dose"]`."""
        for estimate in self.estimates:
            if estimate.name == name:
                return estimate
        raise KeyError(f"{name!r} is not one of {', '.join(e.name for e in self.estimates)}")

    @property
    def aic(self) -> float:
        """Akaike's criterion from `loglik`; compare only models with the same method (and formula for REML)."""
        return 2.0 * self.parameters - 2.0 * self.loglik

    def sentence(self, language: Language = "en") -> str:
        slope = math.sqrt(self._slope_variance())
        counts = self.n, self.rows, self.missing
        said = paragraph(self.design, self.time, self.coefficients, slope, self.levels, *counts)
        notes = [e.note.into(language) for e in self.spreads if e.note is not None]
        notes += [refusal.into(language) for refusal in self.refusals]
        return " ".join([said.into(language), *dict.fromkeys(notes)])

    def profile(self, name: str) -> Estimate:
        """The estimate `name` with its profile interval (by maximum likelihood); a few fits each."""
        estimate, fitted = self[name], profile.by_ml(self.fitted)
        names = [e.name for e in self.coefficients]
        if name in names:
            return replace(estimate, interval=profile.coefficient(fitted, names.index(name), self.level))
        place = places(self.design, self.fitted.criterion.shape.correlated)[name]
        return replace(estimate, interval=profiled(fitted, place, self.level))

    def trajectory(self, **at: Sequence[Value]) -> Trajectory:
        """The average over time with a band; name values of other columns to compare: `dose=[0, 8]`.

        Columns not named stand at their mean (numbers) or first level (groups); time runs over what was seen.
        """
        known = self._usual()
        return trajectory(self.fitted, self.design, self.time or "", {**known, **at}, self.level)

    def r_code(self) -> str:
        return lmer_code(self.formula, self.design, self.fitted.criterion.shape.correlated, self.method, self.levels)

    def _slope_variance(self) -> float:
        for i, column in enumerate(self.design.person_columns):
            if column.name == self.time:
                return float(self.fitted.person[i, i])
        return 0.0

    def _usual(self) -> dict[str, Sequence[Value]]:
        usual: dict[str, Sequence[Value]] = {}
        for atom, expression in self.design.atoms.items():
            if expression.text in self.levels:
                usual.setdefault(expression.columns[0], [self.levels[expression.text][0]])
            elif expression.columns == (expression.text,):
                seen = self.seen[atom]
                run = expression.text == self.time
                usual[expression.text] = np.linspace(seen.low, seen.high, 25).tolist() if run else [seen.mean]
        return usual


def answer(
    fitted: Fitted, design: Design, statistics: Statistics, seen: Mapping[str, Spread], levels: Levels, *,
    formula: str, level: float,
) -> Growth:  # fmt: skip
    """Everything that `growth` returns, from the fit."""
    marginal, conditional = r_squared(fitted)
    return Growth(
        n=statistics.n_people,
        rows=statistics.rows,
        missing=statistics.missing,
        assumptions=ASSUMPTIONS,
        refusals=_refusals(statistics),
        formula=formula,
        time=main_slope(design),
        method="REML" if fitted.criterion.reml else "ML",
        level=level,
        coefficients=coefficients(fitted, design, level),
        spreads=spreads(fitted, design),
        loglik=fitted.loglik,
        parameters=fitted.parameters,
        r2_marginal=marginal,
        r2_conditional=conditional,
        sites=0 if statistics.sites is None else len(set(statistics.sites.tolist())),
        proof=fitted.proof,
        fitted=fitted,
        design=design,
        seen=seen,
        levels=levels,
        statistics=statistics,
    )


def _refusals(statistics: Statistics) -> tuple[Said, ...]:
    few = () if may_show(statistics.n_people) else (FEW,)
    return (*few, held_back(statistics.withheld)) if statistics.withheld else few
