"""Do groups differ, and by how much? Told for all of them together first, then each with its limits, by name.

Groups come in the order of their names. There is no order by result, no best and no worst: most of such an order is
chance (Goldstein & Spiegelhalter 1996). Groups of fewer than 11 people take part and are not shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student_t

from trailside.evidence import limits
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.groups.pooling import GroupSums, Pooled, pool_groups
from trailside.evidence.moments import known
from trailside.evidence.result import Estimate, Interval, Missing, Result
from trailside.evidence.slips import no_slips
from trailside.evidence.source import open_source
from trailside.evidence.words import CANNOT_TELL, MORE_THAN_CHANCE, Language, Said, number

LEAST_GROUPS = 5
LEAST = 11
NO_ORDER = Said(
    "Groups are not put in an order: it would mostly show chance and who is in a group.",
    "Los grupos no se ordenan: un orden mostraría sobre todo el azar y quiénes forman cada grupo.",
)
NORMAL = Said(
    "Groups' true means vary around the whole like a bell curve.",
    "Las medias verdaderas de los grupos varían alrededor del conjunto como una campana.",
)


@dataclass(frozen=True, kw_only=True)
class BetweenGroups(Result):
    """``shown`` are the names that may be shown, in the order of the alphabet; ``hidden`` how many may not."""

    outcome: str
    by: str
    shown: tuple[str, ...]
    people: tuple[int, ...]
    own: tuple[tuple[float, float], ...]
    hidden: int
    groups: int
    pooled: Pooled
    level: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """The mean of all, the spread between groups, then each group's deviation from the whole."""
        p = self.pooled
        df = self.groups - 1
        mean = Estimate("mean over groups", p.mu, limits.student(p.mu, p.mu_error, df, self.level), p.mu_error, df)
        span = Interval(p.between_low, p.between_high, self.level, "profile")
        listed = [mean, Estimate("spread between groups", p.spread_between, span, p=p.p)]
        for name, (value, error) in zip(self.shown, self.own, strict=True):
            span = limits.student(value - p.mu, error, df, self.level)
            listed.append(Estimate(f"{name} minus the whole", value - p.mu, span, error, df))
        return tuple(listed)

    @property
    def apart(self) -> tuple[str, ...]:
        """Groups whose limits, widened for looking at all of them (Bonferroni), leave out the whole."""
        wide = float(student_t.ppf(1 - (1 - self.level) / (2 * max(len(self.shown), 1)), self.groups - 1))
        return tuple(
            name for name, (value, error) in zip(self.shown, self.own, strict=True)
            if abs(value - self.pooled.mu) > wide * error > 0
        )  # fmt: skip

    def sentence(self, language: Language = "en") -> str:
        p = self.pooled
        sure = MORE_THAN_CHANCE if p.p < 1 - self.level else CANNOT_TELL
        between, within = number(p.spread_between, 2), number(p.spread_within, 2)
        low, high = number(p.between_low, 2), number(p.between_high, 2)
        told = Said(
            f"Do the {self.groups} groups differ? {sure.en.capitalize()}. Their true means vary by about {between} "
            f"({low} to {high}); people within a group vary by about {within}.",
            f"¿Se diferencian los {self.groups} grupos? {sure.es.capitalize()}. Sus medias verdaderas varían alrededor "
            f"de {between} ({low} a {high}); dentro de un grupo, {within}.",
        )
        apart = len(self.apart)
        told += Said(
            f"For {len(self.shown) - apart} of the {len(self.shown)} shown we cannot tell them from the whole, "
            "having looked at all of them.",
            f"De {len(self.shown) - apart} de los {len(self.shown)} que se muestran no se puede saber si se apartan "
            "del conjunto, tras mirarlos todos.",
        )
        return (told + NO_ORDER).into(language)

    def r_code(self) -> str:
        return (
            f"library(lme4)\nfit <- lmer({self.outcome} ~ 1 + (1 | {self.by}), data)\n"
            "summary(fit); ranef(fit, condVar = TRUE); confint(fit, parm = 'theta_')"
        )


def between_groups(outcome: str, by: str, *, data: object, level: float = 0.95) -> BetweenGroups:
    """How much the means of ``outcome`` differ between the groups of ``by``, one row per person.

    Raises TooLittle below 5 groups, BadTable when nobody within a group differs.
    """
    return apart(count_groups(outcome, by, data), outcome, by, level)


def count_groups(outcome: str, by: str, data: object) -> GroupSums:
    """Two scans: means, then squares around them."""
    source = open_source(data)
    y, group = source.number(outcome), f"CAST({source.column(by)} AS STRING)"
    where = f"{known(source, [outcome])} AND {source.column(by)} IS NOT NULL"
    no_slips(source, {outcome: y}, where)
    total = int(source.ask(f"SELECT count(*) AS n FROM {source.table}")["n"][0])
    rows = f"SELECT {group} AS grp, {y} AS y FROM {source.table} WHERE {where}"
    told = source.ask(
        f"SELECT a.grp AS grp, count(*) AS n, any_value(m) AS m, sum((y - m) * (y - m)) AS ss FROM ({rows}) a "
        f"JOIN (SELECT grp, avg(y) AS m FROM ({rows}) r1 GROUP BY grp) b ON a.grp = b.grp GROUP BY a.grp ORDER BY grp"
    )
    if not (np.isfinite(told["m"]).all() and np.isfinite(told["ss"]).all()):
        raise BadTable(f"Column {outcome!r} holds infinite values. Leave those cells empty.")
    names = tuple(str(name) for name in told["grp"])
    return GroupSums(names, told["n"], told["m"], told["ss"], total - int(told["n"].sum()))


def apart(sums: GroupSums, outcome: str, by: str, level: float = 0.95) -> BetweenGroups:
    """The answer from sums that are already there."""
    if len(sums.names) < LEAST_GROUPS:
        raise TooLittle(f"{len(sums.names)} groups in {by!r}. At least {LEAST_GROUPS} would be enough for a spread.")
    if not sums.squares.sum() > 0:
        raise BadTable(f"Within every group of {by!r} all people have the same {outcome!r}.")
    found = pool_groups(sums, level)
    small = sums.people < LEAST
    if small.sum() == 1:
        # One hidden group alone could be worked out from the whole, so the next smallest hides with it.
        small[np.argsort(sums.people)[:2]] = True
    show = np.flatnonzero(~small)
    return BetweenGroups(
        n=int(sums.people.sum()),
        rows=int(sums.people.sum()),
        missing=Missing(rows=sums.missing, people=sums.missing),
        assumptions=(NORMAL,),
        refusals=(NO_ORDER,),
        outcome=outcome,
        by=by,
        shown=tuple(sums.names[i] for i in show),
        people=tuple(int(sums.people[i]) for i in show),
        own=tuple((float(found.own[i]), float(found.apart_error[i])) for i in show),
        hidden=int(small.sum()),
        groups=len(sums.names),
        pooled=found,
        level=level,
    )
