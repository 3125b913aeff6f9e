"""Do groups differ in how long it takes? The log-rank test, and the difference in mean time that people can feel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trailside.evidence import limits
from trailside.evidence.errors import TooLittle
from trailside.evidence.result import Estimate, Missing, Result
from trailside.evidence.survival.curves import restricted_mean
from trailside.evidence.survival.exits import Exits
from trailside.evidence.survival.rank import LogRank
from trailside.evidence.survival.rank import log_rank as over
from trailside.evidence.survival.scan import Leaving, chosen, count_exits
from trailside.evidence.survival.staying import INDEPENDENT, enough, seen_until, told_until
from trailside.evidence.words import CANNOT_TELL, MORE_THAN_CHANCE, Language, Said, number

NO_CAUSE = Said(
    "The groups were not made by chance, so this alone does not say why they differ.",
    "Los grupos no se formaron al azar; esto solo no dice por qué se diferencian.",
)


def looked_at(differences: int) -> list[Said]:
    """The word about looking at several differences at once; none for one."""
    if differences < 2:
        return []
    return [
        Said(
            f"{differences} differences were looked at together; such limits miss 1 time in 20 by chance.",
            f"Se miraron {differences} diferencias a la vez; 1 de cada 20 límites falla por azar.",
        )
    ]


def against_the_first(groups: Sequence[str], told: Sequence[tuple[float, float]], level: float) -> tuple[Estimate, ...]:
    """Each group's value minus that of the first. ``told``: (value, standard error) of each, from different people."""
    (base, base_error), listed = told[0], []
    for name, (value, error) in zip(groups[1:], told[1:], strict=True):
        difference, both = value - base, math.hypot(error, base_error)
        span, p = limits.normal(difference, both, level), limits.two_sided(difference, both)
        listed.append(Estimate(f"{name} minus {groups[0]}", difference, span, both, p=p))
    return tuple(listed)


@dataclass(frozen=True, kw_only=True)
class TimeDifference(Result):
    """The log-rank test over ``by`` (within ``strata``), and the restricted mean of each group against the first."""

    leaving: Leaving
    by: str
    strata: tuple[str, ...]
    groups: tuple[str, ...]
    test: LogRank
    means: tuple[tuple[float, float], ...]
    until: float
    level: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Difference in mean time within ``until`` of each group against the first; not adjusted for strata."""
        return against_the_first(self.groups, self.means, self.level)

    def sentence(self, language: Language = "en") -> str:
        differs = MORE_THAN_CHANCE if self.test.p < 1 - self.level else CANNOT_TELL
        by = f"(log-rank p = {number(self.test.p, 2)})."
        words = [
            Said(
                f"Do the groups differ in time? {differs.en.capitalize()} {by}",
                f"¿Se diferencian los grupos en el tiempo? {differs.es.capitalize()} {by}",
            )
        ]
        for each in self.estimates:
            assert each.interval is not None
            low, high = number(each.interval.low), number(each.interval.high)
            words.append(
                Said(
                    f"{each.name}: {number(each.value)} on average within {self.until:g} ({low} to {high}).",
                    f"{each.name.replace(' minus ', ' menos ')}: {number(each.value)} en promedio hasta "
                    f"{self.until:g} ({low} a {high}).",
                )
            )
        words += looked_at(len(self.estimates))
        return " ".join(part.into(language) for part in (*words, *self.refusals))

    def r_code(self) -> str:
        right = " + ".join([self.by, *(f"strata({name})" for name in self.strata)])
        return (
            f"library(survival)\nevent <- {self.leaving.r_ended}\n"
            f"survdiff(Surv({self.leaving.time}, event) ~ {right}, data)\n"
            f"fit <- survfit(Surv({self.leaving.time}, event) ~ {self.by}, data)\n"
            f"means <- summary(fit, rmean = {self.until:g})$table\n"
            'means <- means[, grep("rmean", colnames(means))[1]]; means - means[1]'
        )


def log_rank(
    time: str,
    ending: str,
    *,
    by: str,
    data: object,
    strata: Sequence[str] = (),
    count: Sequence[str] | None = None,
    still_here: str | float | bool | None = 0,
    until: float | None = None,
    level: float = 0.95,
) -> TimeDifference:
    """Whether the groups of ``by`` differ in time to the ending, within strata.

    Chi-squared of observed minus expected with the hypergeometric covariance (Mantel 1966; Peto & Peto 1972).
    Raises TooLittle with fewer than two groups, 11 people in each, or 5 endings in all.
    """
    leaving = Leaving(time, ending, still_here, tuple(count) if count is not None else None)
    parts = {name: chosen(part, leaving) for name, part in count_exits(leaving, data, by, strata).items()}
    return time_difference(list(parts.values()), leaving, by, tuple(strata), until, level)


def time_difference(
    layers: Sequence[Exits], leaving: Leaving, by: str, strata: tuple[str, ...], until: float | None, level: float
) -> TimeDifference:
    """The answer from counts per stratum that are already there."""
    whole = layers[0]
    for layer in layers[1:]:
        whole = whole.merge(layer)
    if len(whole.groups) < 2:
        raise TooLittle(f"Only one group in {by!r}: a difference needs two.")
    groups = [whole.only(name) for name in whole.groups]
    enough(groups)
    if whole.ended.sum() < 5:
        raise TooLittle(f"{whole.ended.sum():.0f} endings in all. The test needs at least 5.")
    horizon = told_until(groups) if until is None else seen_until(groups, until)
    return TimeDifference(
        n=whole.people,
        rows=whole.people,
        missing=Missing(rows=whole.missing, people=whole.missing),
        assumptions=(INDEPENDENT,),
        refusals=(NO_CAUSE,),
        leaving=leaving,
        by=by,
        strata=strata,
        groups=whole.groups,
        test=over(layers),
        means=tuple(restricted_mean(part, horizon) for part in groups),
        until=horizon,
        level=level,
    )
