"""Who did not answer: what they were like, and the mean among all if those alike answer alike, or if we know nothing.

Three answers side by side: completers alone; completers weighted by 1 / P(answered | covariates) so that they stand
for those alike (Robins, Rotnitzky & Zhao 1994, standard errors with the weights estimated); and the bounds if those
who did not answer had all the lowest or all the highest score (Manski 1990).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trailside.evidence import limits
from trailside.evidence.balance import Balance, balance
from trailside.evidence.covariates import Covariates, read
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.logistic import Logit, Top, climb
from trailside.evidence.missing.weighted import Weighted, weighted_mean
from trailside.evidence.result import Estimate, Interval, Missing, Result
from trailside.evidence.slips import no_slips
from trailside.evidence.source import open_source
from trailside.evidence.tables import Source
from trailside.evidence.words import Language, Said, number

LEAST = 11
AT_RANDOM = Said(
    "Weights help only if people alike in the covariates would have answered alike. Data cannot show whether so.",
    "Los pesos solo ayudan si quienes se parecen en lo medido habrían respondido parecido. Los datos no lo muestran.",
)


@dataclass(frozen=True, kw_only=True)
class WhoIsMissing(Result):
    """``answered`` and ``not_answered`` people, how they differ, and the mean of ``outcome`` three ways."""

    outcome: str
    covariates: tuple[str, ...]
    answered: int
    not_answered: int
    differences: Balance
    model: Top
    terms: tuple[str, ...]
    completers: Weighted
    weighted: Weighted
    bounds: tuple[float, float] | None
    level: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        share = self.answered / self.n
        listed = [Estimate("answered", share, limits.wilson(self.answered, self.n, self.level))]
        for name, each in (("mean of completers", self.completers), ("mean, weighted", self.weighted)):
            listed.append(Estimate(name, each.mean, limits.normal(each.mean, each.error, self.level), each.error))
        if self.bounds:
            middle = (self.bounds[0] + self.bounds[1]) / 2
            listed.append(Estimate("mean, whatever the others had", middle, Interval(*self.bounds, 1.0, "worst case")))
        return tuple(listed)

    @property
    def odds(self) -> tuple[Estimate, ...]:
        """What goes with answering: log odds per standard deviation of each covariate."""
        error = np.sqrt(np.diag(self.model.covariance))
        return tuple(
            Estimate(name, b, limits.normal(b, se, self.level), se, p=limits.two_sided(b, se))
            for name, b, se in zip(self.terms, self.model.coefficients[1:].tolist(), error[1:].tolist(), strict=True)
        )

    def sentence(self, language: Language = "en") -> str:
        share = number(100 * self.answered / self.n)
        worst = int(np.argmax(np.abs(self.differences.before)))
        name, size = self.differences.names[worst], float(self.differences.before[worst])
        told = Said(
            f"{share} % of {self.n:,} people answered. They differ most from the others in {name} "
            f"({number(size, 2)} standard deviations). Mean of those who answered: {number(self.completers.mean)}; "
            f"standing for all alike: {number(self.weighted.mean)}.",
            f"Respondió el {share} % de {self.n:,} personas. Se diferencian más de las demás en {name} "
            f"({number(size, 2)} desviaciones). Media de quienes respondieron: {number(self.completers.mean)}; "
            f"como si fueran todas las parecidas: {number(self.weighted.mean)}.",
        )
        if self.bounds:
            low, high = number(self.bounds[0]), number(self.bounds[1])
            told += Said(
                f"Whatever the others had, it lies between {low} and {high}.",
                f"Sea cual sea el puntaje de las demás, está entre {low} y {high}.",
            )
        return (told + AT_RANDOM).into(language)

    def r_code(self) -> str:
        right = " + ".join(self.covariates)
        return (
            f"seen <- !is.na(data${self.outcome}); fit <- glm(seen ~ {right}, binomial, data)\n"
            f"y <- data${self.outcome}[seen]; c(mean(seen), mean(y), weighted.mean(y, 1 / fitted(fit)[seen]))"
        )


def who_is_missing(
    outcome: str,
    covariates: Sequence[str],
    *,
    data: object,
    scale: tuple[float, float] | None = None,
    level: float = 0.95,
) -> WhoIsMissing:
    """Who has no ``outcome``, one row per person; ``scale`` gives the lowest and highest possible score, for bounds.

    Raises BadTable when everybody answered or scores lie outside ``scale``; TooLittle below 11 people on either side.
    """
    if not covariates:
        raise BadTable("Name at least one covariate that is known for everybody.")
    source = open_source(data)
    score = source.number(outcome)
    known = f"{score} IS NOT NULL AND NOT isnan({score})"
    about = read(source, covariates)
    answered = _answered(source, outcome, known, about, scale)
    model = Logit(source, f"CASE WHEN {known} THEN CAST(1 AS DOUBLE) ELSE CAST(0 AS DOUBLE) END", about)
    top = climb(model.scan, len(about.terms))
    plain = weighted_mean(model, top, score, weighted=False)
    share = answered / about.rows
    bounds = tuple(share * plain.mean + (1 - share) * end for end in scale) if scale else None
    return WhoIsMissing(
        n=about.rows,
        rows=about.rows,
        missing=Missing(rows=about.missing, people=about.missing),
        assumptions=(AT_RANDOM,),
        outcome=outcome,
        covariates=tuple(covariates),
        answered=answered,
        not_answered=about.rows - answered,
        differences=balance(model, top.coefficients, "1 / e", "1 / (1 - e)"),
        model=top,
        terms=about.names,
        completers=plain,
        weighted=weighted_mean(model, top, score, weighted=True),
        bounds=(bounds[0], bounds[1]) if bounds else None,
        level=level,
    )


def _answered(source: Source, outcome: str, known: str, about: Covariates, scale: tuple[float, float] | None) -> int:
    """How many answered; raises as `who_is_missing` says."""
    score = source.number(outcome)
    counted = source.ask(
        f"SELECT sum(CASE WHEN {known} THEN 1 ELSE 0 END) AS seen, min(CASE WHEN {known} THEN {score} END) AS low, "
        f"max(CASE WHEN {known} THEN {score} END) AS high FROM {source.table} WHERE {about.whole}"
    )
    answered = int(counted["seen"][0])
    if answered == about.rows:
        raise BadTable(f"Nobody is missing in {outcome!r}: there is nothing to compare.")
    if min(answered, about.rows - answered) < LEAST:
        raise TooLittle(f"{answered} answered, {about.rows - answered} did not. {LEAST} on each side would be enough.")
    no_slips(source, {outcome: score}, f"{about.whole} AND {known}")
    if scale and (counted["low"][0] < scale[0] or counted["high"][0] > scale[1]):
        raise BadTable(f"Scores in {outcome!r} lie outside {scale[0]:g} to {scale[1]:g}.")
    return answered
