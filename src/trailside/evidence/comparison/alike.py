"""People with support beside people alike without: the difference, how alike they are, and what could hide behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trailside.evidence import limits
from trailside.evidence.balance import Balance, balance
from trailside.evidence.comparison.e_value import EValue, of_difference
from trailside.evidence.comparison.overlap import Contrast, contrast
from trailside.evidence.covariates import read
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.logistic import Logit, Top, climb
from trailside.evidence.moments import known
from trailside.evidence.result import Estimate, Missing, Result
from trailside.evidence.slips import no_slips
from trailside.evidence.source import open_source
from trailside.evidence.words import CANNOT_TELL, MORE_THAN_CHANCE, Language, Said, number

LEAST = 11
ASSUMED = (
    Said(
        "People alike in the covariates differ only in support, not in anything unmeasured that matters.",
        "Las personas parecidas en lo medido solo se diferencian en el apoyo, no en algo no medido que importe.",
    ),
    Said(
        "It speaks of people who might or might not have had support, not of those who surely would.",
        "Habla de quienes podían tener o no tener apoyo, no de quienes seguro lo tendrían.",
    ),
)
NO_CAUSE = Said(
    "Chance did not decide who had support, so this is consistent with an effect and does not prove one.",
    "El azar no decidió quién tuvo apoyo; esto es compatible con un efecto y no lo prueba.",
)


@dataclass(frozen=True, kw_only=True)
class Comparison(Result):
    """The overlap-weighted difference of ``outcome`` by ``support``, and how alike the groups are (`balance`)."""

    outcome: str
    support: str
    covariates: tuple[str, ...]
    groups: tuple[int, int]
    contrast: Contrast
    balance: Balance
    model: Top
    hidden: EValue
    level: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        c = self.contrast

        def told(name: str, value: float, error: float) -> Estimate:
            span = limits.normal(value, error, self.level)
            return Estimate(name, value, span, error, p=limits.two_sided(value, error))

        return (
            told("difference, alike people", c.difference, c.error),
            told("difference, as they come", c.plain, c.plain_error),
            told("standardised difference, alike people", c.difference / c.unit, c.error / c.unit),
        )

    def sentence(self, language: Language = "en") -> str:
        each = self.estimates[0]
        assert each.interval is not None
        sure = MORE_THAN_CHANCE if each.beyond_chance else CANNOT_TELL
        low, high, value = number(each.interval.low), number(each.interval.high), number(abs(each.value))
        up = Said("higher", "más alto") if each.value > 0 else Said("lower", "más bajo")
        before, after = number(self.balance.worst_before, 2), number(max(self.balance.worst_after, 0.0), 2)
        told = Said(
            f"Among people alike, {self.outcome} was {value} points {up.en} for those with {self.support} "
            f"(difference {low} to {high}): {sure.en}. "
            f"The largest difference between the groups went from {before} to {after} standard deviations "
            "by weighting.",
            f"Entre personas parecidas, {self.outcome} fue {value} puntos {up.es} en quienes tuvieron {self.support} "
            f"(diferencia {low} a {high}): {sure.es}. La mayor diferencia entre los grupos pasó de {before} a {after} "
            "desviaciones al ponderar.",
        )
        return (told + NO_CAUSE + self.hidden.says()).into(language)

    def r_code(self) -> str:
        right = " + ".join(self.covariates)
        return (
            f"z <- as.numeric(data${self.support}); fit <- glm(z ~ {right}, binomial, data)\n"
            f"e <- fitted(fit); w <- ifelse(z == 1, 1 - e, e); y <- data${self.outcome}\n"
            "weighted.mean(y[z == 1], w[z == 1]) - weighted.mean(y[z == 0], w[z == 0])"
        )


def compare(outcome: str, support: str, covariates: Sequence[str], *, data: object, level: float = 0.95) -> Comparison:
    """The difference in ``outcome`` between support = 1 and support = 0 among people alike in the covariates.

    Raises BadTable when support is not 0 or 1 or a covariate decides it alone, TooLittle below 11 people in a group.
    """
    if not covariates:
        raise BadTable("Name the covariates in which people must be alike.")
    source = open_source(data)
    given, score = source.number(support), source.number(outcome)
    everybody = int(source.ask(f"SELECT count(*) AS n FROM {source.table}")["n"][0])
    about = read(source, covariates, where=known(source, [support, outcome]))
    counted = source.ask(
        f"SELECT {given} AS z, count(*) AS n, max(abs({score})) AS top FROM {source.table} WHERE {about.whole} "
        f"GROUP BY {given} ORDER BY z"
    )
    if not set(counted["z"].tolist()) <= {0.0, 1.0}:
        raise BadTable(f"Column {support!r} must be 1 for people with support and 0 for the others.")
    if len(counted["z"]) < 2 or counted["n"].min() < LEAST:
        raise TooLittle(f"Each group needs at least {LEAST} people with all columns.")
    if not np.isfinite(counted["top"]).all():
        raise BadTable(f"Column {outcome!r} holds infinite values. Leave those cells empty.")
    no_slips(source, {outcome: score}, about.whole)
    model = Logit(source, given, about)
    top = climb(model.scan, len(about.terms))
    found = contrast(model, top, score)
    if found.unit <= 0:
        raise BadTable(f"Column {outcome!r} is the same for everybody.")
    return Comparison(
        n=about.rows,
        rows=about.rows,
        missing=Missing(rows=everybody - about.rows, people=everybody - about.rows),
        assumptions=ASSUMED,
        refusals=(NO_CAUSE,),
        outcome=outcome,
        support=support,
        covariates=tuple(covariates),
        groups=(int(counted["n"][0]), int(counted["n"][1])),
        contrast=found,
        balance=balance(model, top.coefficients, "1 - e", "e"),
        model=top,
        hidden=of_difference(found.difference / found.unit, found.error / found.unit),
        level=level,
    )
