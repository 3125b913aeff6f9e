"""Goal Attainment Scaling: one T score over a person's own goals (Kiresuk & Sherman 1968).

T = 50 + 10 sum(w x) / sqrt((1 - r) sum(w^2) + r (sum w)^2), x from -2 to +2 with 0 what was expected, r = .30.
50 means that, all in all, what was expected came.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trailside.evidence import limits
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.result import Estimate, Missing, Result
from trailside.evidence.source import open_source
from trailside.evidence.words import CANNOT_TELL, MORE_THAN_CHANCE, Language, Said, number

LEAST = 11
CORRELATION = 0.30


def t_score(attained: Sequence[float], weights: Sequence[float] | None = None, r: float = CORRELATION) -> float:
    """One person's T. Raises ValueError for no goals, levels outside -2..+2, or weights that are not above 0."""
    w = list(weights) if weights is not None else [1.0] * len(attained)
    if not attained or len(w) != len(attained):
        raise ValueError("A T score needs at least one goal and one weight for each.")
    if any(abs(x) > 2 for x in attained) or any(v <= 0 for v in w):
        raise ValueError("Levels go from -2 to +2, weights are above 0.")
    below = (1 - r) * sum(v * v for v in w) + r * sum(w) ** 2
    return 50 + 10 * sum(v * x for v, x in zip(w, attained, strict=True)) / math.sqrt(below)


@dataclass(frozen=True, kw_only=True)
class Attainment(Result):
    """The mean T over people, with Student's limits; ``spread`` is the standard deviation of T."""

    attained: str
    weight: str | None
    person: str
    mean: float
    spread: float
    level: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        error, df = self.spread / math.sqrt(self.n), self.n - 1
        above = limits.student(self.mean - 50, error, df, self.level)
        return (
            Estimate("mean T", self.mean, limits.student(self.mean, error, df, self.level), error, df),
            Estimate("mean T minus 50", self.mean - 50, above, error, df),
        )

    def sentence(self, language: Language = "en") -> str:
        mean, apart = self.estimates
        assert mean.interval is not None
        sure = MORE_THAN_CHANCE if apart.beyond_chance else CANNOT_TELL
        low, high = number(mean.interval.low), number(mean.interval.high)
        return Said(
            f"{self.n:,} people's own goals: T {number(mean.value)} on average ({low} to {high}), "
            f"where 50 is what was expected. Is it apart from 50? {sure.en.capitalize()}.",
            f"Las metas propias de {self.n:,} personas: T {number(mean.value)} en promedio ({low} a {high}), "
            f"donde 50 es lo esperado. ¿Se aparta de 50? {sure.es.capitalize()}.",
        ).into(language)

    def r_code(self) -> str:
        w = f"d${self.weight}" if self.weight else "rep(1, nrow(d))"
        return (
            f"t <- sapply(split(data, data${self.person}), function(d) {{ w <- {w}\n"
            f"  50 + 10 * sum(w * d${self.attained}) / "
            f"sqrt({1 - CORRELATION:g} * sum(w^2) + {CORRELATION:g} * sum(w)^2) }})\n"
            "t.test(t, mu = 50)"
        )


def goal_attainment(
    attained: str, *, person: str, data: object, weight: str | None = None, level: float = 0.95
) -> Attainment:
    """The mean T over people, one row per goal; goals without a level are left out and counted.

    Raises BadTable for levels outside -2..+2 or weights not above 0, TooLittle for fewer than 11 people.
    """
    source = open_source(data)
    x, who = source.number(attained), source.column(person)
    w = source.number(weight) if weight else "CAST(1 AS DOUBLE)"
    whole = f"{who} IS NOT NULL AND {x} IS NOT NULL AND NOT isnan({x}) AND {w} IS NOT NULL AND NOT isnan({w})"
    seen = source.ask(
        f"SELECT count(*) AS n, sum(CASE WHEN {whole} THEN 1 ELSE 0 END) AS kept, "
        f"max(CASE WHEN {whole} THEN abs({x}) END) AS top, min(CASE WHEN {whole} THEN {w} END) AS low "
        f"FROM {source.table}"
    )
    if seen["top"][0] > 2 or seen["low"][0] <= 0:
        raise BadTable(f"Levels in {attained!r} go from -2 to +2 (0 is what was expected), and weights are above 0.")
    below = f"sqrt({1 - CORRELATION!r} * sum({w} * {w}) + {CORRELATION!r} * sum({w}) * sum({w}))"
    # T minus 50, so that squares do not cancel.
    answer = source.ask(
        f"SELECT count(*) AS n, sum(t) AS t1, sum(t * t) AS t2 FROM (SELECT 10 * sum({w} * {x}) / {below} AS t "
        f"FROM {source.table} WHERE {whole} GROUP BY {who}) r1"
    )
    n = int(answer["n"][0])
    if n < LEAST:
        raise TooLittle(f"{n} people have goals with a level. At least {LEAST} would be enough for a mean.")
    mean = float(answer["t1"][0]) / n
    spread = math.sqrt(max(float(answer["t2"][0]) - n * mean * mean, 0.0) / (n - 1))
    rows = int(seen["kept"][0])
    return Attainment(
        n=n,
        rows=rows,
        missing=Missing(rows=int(seen["n"][0]) - rows),
        assumptions=(
            Said(
                "Levels were agreed before the work, and a step up means as much on one goal as on another.",
                "Los niveles se acordaron antes del trabajo, y un nivel más vale lo mismo en toda meta.",
            ),
        ),
        attained=attained,
        weight=weight,
        person=person,
        mean=50 + mean,
        spread=spread,
        level=level,
    )
