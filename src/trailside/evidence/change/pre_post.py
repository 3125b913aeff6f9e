"""Before and after: the mean change, its size and limits, from the cross-products of two columns."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.stats import t as student_t

from trailside.evidence import limits
from trailside.evidence.change.sizes import sizes
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.moments import Moments, read_moments
from trailside.evidence.result import Estimate, Missing, Result
from trailside.evidence.source import open_source
from trailside.evidence.tables import names
from trailside.evidence.view import View, one_row_each, quoted
from trailside.evidence.words import CANNOT_TELL, MORE_THAN_CHANCE, Language, Said, number

LEAST = 11
SAME_PEOPLE = Said(
    "Those who answered twice stand for themselves; see who is missing.",
    "Quienes respondieron dos veces hablan por sí; mira quién falta.",
)
NO_CAUSE = Said(
    "Without people to compare with, this does not say what made the change: time and chance move scores too.",
    "Sin personas con quienes comparar, esto no dice qué produjo el cambio: tiempo y azar también mueven puntajes.",
)


@dataclass(frozen=True, kw_only=True)
class Change(Result):
    """The mean change of the same people. ``pairs`` are the moments of (before, after)."""

    before: str
    after: str
    pairs: Moments
    level: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """The mean change with Student's limits, then g_av, g_rm and g_z (Hedges-corrected)."""
        c = self.pairs.covariance
        value = float(self.pairs.mean[1] - self.pairs.mean[0])
        error = math.sqrt((c[0, 0] + c[1, 1] - 2 * c[0, 1]) / self.n)
        df = self.n - 1
        p = 2 * float(student_t.sf(abs(value / error), df))
        mean = Estimate("mean change", value, limits.student(value, error, df, self.level), error, df, p)
        return (mean, *sizes(self.pairs, self.level))

    @property
    def correlation(self) -> float:
        """Between before and after."""
        s = self.pairs.spread
        return float(self.pairs.covariance[0, 1] / (s[0] * s[1]))

    def sentence(self, language: Language = "en") -> str:
        mean, size = self.estimates[0], self.estimates[1]
        assert mean.interval is not None
        low, high = number(mean.interval.low), number(mean.interval.high)
        sure = MORE_THAN_CHANCE if mean.beyond_chance else CANNOT_TELL
        up = Said("higher", "más alto") if mean.value > 0 else Said("lower", "más bajo")
        points, size_ = number(abs(mean.value)), number(size.value, 2)
        told = Said(
            f"{self.n:,} people answered both times. On average the score was {points} points {up.en} afterwards "
            f"(change between {low} and {high}; size {size_}): {sure.en}.",
            f"{self.n:,} personas respondieron las dos veces. En promedio el puntaje fue {points} puntos {up.es} "
            f"después (cambio entre {low} y {high}; tamaño {size_}): {sure.es}.",
        )
        return (told + NO_CAUSE).into(language)

    def r_code(self) -> str:
        return (
            f"d <- na.omit(data[c('{self.before}', '{self.after}')]); x <- d[[1]]; y <- d[[2]]; n <- nrow(d)\n"
            f"t.test(y, x, paired = TRUE, conf.level = {self.level})\n"
            "J <- exp(lgamma((n - 1) / 2) - lgamma((n - 2) / 2)) / sqrt((n - 1) / 2)\n"
            "c(g_av = J * mean(y - x) / ((sd(x) + sd(y)) / 2), "
            "g_rm = J * mean(y - x) / sd(y - x) * sqrt(2 * (1 - cor(x, y))), g_z = J * mean(y - x) / sd(y - x))"
        )


def change_between(before: str, after: str, *, data: object, level: float = 0.95) -> Change:
    """The change from column ``before`` to column ``after``, one row per person.

    Raises BadTable when scores never vary, TooLittle with fewer than 11 people who answered twice.
    """
    return changed(read_moments(open_source(data), [before, after]), level)


def change_between_times(
    score: str, *, person: str, time: str, first: float, last: float, data: object, level: float = 0.95
) -> Change:
    """The change of ``score`` from time ``first`` to ``last``, one row per person and time.

    People with only one of the two count as missing. Raises BadTable for two rows of one person at one time.
    """
    source = open_source(data)
    one_row_each(source, person, time)
    who, when, value = source.column(person), source.number(time), source.number(score)
    ends = (f"{score} at {first:g}", f"{score} at {last:g}")
    columns = ", ".join(
        f"max(CASE WHEN {when} = {source.literal(float(at))} THEN {value} END) AS {quoted(source, name)}"
        for at, name in zip((first, last), ends, strict=True)
    )
    asked = f"SELECT {columns} FROM {source.table} WHERE {who} IS NOT NULL GROUP BY {who}"
    view = View(source, asked, dict.fromkeys(ends, "number"))
    return changed(read_moments(view, ends), level)


def changed(pairs: Moments, level: float = 0.95) -> Change:
    """The answer from moments that are already there (two organisations' merged, say)."""
    if pairs.n < LEAST:
        raise TooLittle(f"{pairs.n} people answered both times. At least {LEAST} would be enough to say something.")
    c = pairs.covariance
    wide = c[0, 0] + c[1, 1]
    if min(c[0, 0], c[1, 1]) <= (1e-13 * float(abs(pairs.mean).max())) ** 2:
        raise BadTable(f"Everybody has the same score in one of {names(pairs.names)}: no change can be seen.")
    if wide - 2 * c[0, 1] <= 1e-12 * wide:
        raise BadTable(f"{names(pairs.names)} move together exactly. Is it the same column twice?")
    return Change(
        n=pairs.n,
        rows=pairs.n,
        missing=Missing(rows=pairs.missing, people=pairs.missing),
        assumptions=(SAME_PEOPLE,),
        refusals=(NO_CAUSE,),
        before=pairs.names[0],
        after=pairs.names[1],
        pairs=pairs,
        level=level,
    )
