"""Endings by their names: which share of people has each by a time, and what goes with more of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trailside.evidence.covariates import Covariates, read
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.result import Estimate, Interval, Missing, Result
from trailside.evidence.slips import no_slip_among
from trailside.evidence.source import open_source
from trailside.evidence.survival.competing import Incidence, aalen_johansen
from trailside.evidence.survival.exits import Exits
from trailside.evidence.survival.newton import NotConverged
from trailside.evidence.survival.ratios import ASSUMED, NOT_WHY, Ratios
from trailside.evidence.survival.scan import Leaving, count_exits, possible
from trailside.evidence.survival.staying import INDEPENDENT, enough, seen_until, told_until
from trailside.evidence.survival.subdistribution import fine_gray as fit
from trailside.evidence.tables import Array, Source, names
from trailside.evidence.words import Language, Said, number


@dataclass(frozen=True, kw_only=True)
class Endings(Result):
    """Aalen-Johansen by group: ``incidence`` holds one `Incidence` per name in ``groups``."""

    leaving: Leaving
    by: str | None
    groups: tuple[str, ...]
    people: tuple[int, ...]
    incidence: tuple[Incidence, ...]
    until: float
    level: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """The share of people with each ending at ``until``."""
        listed = []
        for group, found in zip(self.groups, self.incidence, strict=True):
            label = f" [{group}]" if self.by else ""
            for ending, curve in zip(found.endings, found.curves, strict=True):
                i = int(np.searchsorted(curve.times, self.until, side="right")) - 1
                told = (curve.estimate, curve.error, curve.low, curve.high)
                value, error, low, high = (float(each[i]) if i >= 0 else 0.0 for each in told)
                span = Interval(low, high, self.level, "log-log")
                listed.append(Estimate(f"{ending} by {self.until:g}{label}", value, span, error))
        return tuple(listed)

    def sentence(self, language: Language = "en") -> str:
        first = Said(
            f"Of {self.n:,} people, by {self.until:g}:",
            f"De {self.n:,} personas, hasta {self.until:g}:",
        ).into(language)
        parts = []
        names = [(ending, group) for group, i in zip(self.groups, self.incidence, strict=True) for ending in i.endings]
        for (ending, group), each in zip(names, self.estimates, strict=True):
            assert each.interval is not None
            low, high = number(100 * each.interval.low), number(100 * each.interval.high)
            who = f" [{group}]" if self.by else ""
            to = Said("to", "a").into(language)
            parts.append(f"{ending}{who} {number(100 * each.value)} % ({low} {to} {high} %)")
        return f"{first} {'; '.join(parts)}."

    def r_code(self) -> str:
        return (
            f"library(survival)\ndata$status <- {self.leaving.r_status}\n"
            f"fit <- survfit(Surv({self.leaving.time}, status) ~ {self.by or 1}, data)\n"
            f"summary(fit, times = {self.until:g})"
        )


def competing_risks(
    time: str,
    ending: str,
    *,
    data: object,
    by: str | None = None,
    still_here: str | float | bool | None = 0,
    until: float | None = None,
    level: float = 0.95,
) -> Endings:
    """The share of people with each ending by each time, when one ending excludes the others (Aalen & Johansen 1978).

    Raises TooLittle for fewer than 11 people in a group or no ending at all.
    """
    leaving = Leaving(time, ending, still_here)
    return endings(count_exits(leaving, data, by)[""], leaving, by, until, level)


def endings(exits: Exits, leaving: Leaving, by: str | None, until: float | None, level: float) -> Endings:
    """The answer from counts that are already there."""
    parts = [exits.only(name) for name in exits.groups]
    enough(parts)
    return Endings(
        n=exits.people,
        rows=exits.people,
        missing=Missing(rows=exits.missing, people=exits.missing),
        assumptions=(INDEPENDENT,),
        leaving=leaving,
        by=by,
        groups=exits.groups,
        people=tuple(part.people for part in parts),
        incidence=tuple(aalen_johansen(part, level) for part in parts),
        until=told_until(parts) if until is None else seen_until(parts, until),
        level=level,
    )


def fine_gray(
    time: str,
    ending: str,
    covariates: Sequence[str],
    *,
    of: str,
    data: object,
    still_here: str | float | bool | None = 0,
    level: float = 0.95,
) -> Ratios:
    """Subdistribution hazard ratios of the ending ``of``, with the other endings in the way (Fine & Gray 1999).

    Alike people are counted together in the scan. Standard errors are the sandwich over people.
    Raises BadTable when nobody has that ending, TooLittle for fewer than 5 of them per coefficient.
    """
    leaving, source = Leaving(time, ending, still_here), open_source(data)
    about = read(source, covariates, [leaving.clock(source), leaving.known(source)])
    when, code, x, count = _alike(source, leaving, about, of)
    p, happened = len(about.terms), round(float(count[code == 1].sum()))
    if happened < 5 * p:
        raise TooLittle(f"{happened} people with {of!r} for {p} coefficients. At least {5 * p} would be enough.")
    try:
        found = fit(when, code, x, count)
    except NotConverged as why:
        raise BadTable(str(why)) from why
    return Ratios(
        n=about.rows,
        rows=about.rows,
        missing=Missing(rows=about.missing, people=about.missing),
        assumptions=ASSUMED,
        refusals=(NOT_WHY,),
        leaving=leaving,
        covariates=tuple(covariates),
        strata=(),
        terms=about.names,
        endings=happened,
        coefficients=found.top.coefficients / about.spreads,
        covariance=found.covariance / np.outer(about.spreads, about.spreads),
        loglik_null=found.top.loglik_null,
        loglik=found.top.loglik,
        decrement=found.top.decrement,
        steady=None,
        level=level,
        of=of,
    )


def _alike(source: Source, leaving: Leaving, about: Covariates, of: str) -> tuple[Array, Array, Array, Array]:
    """(time, 0 still here / 1 this ending / 2 another, covariates, how many such people), from one GROUP BY."""
    p = range(len(about.terms))
    shown = ", ".join(f"{term.scaled} AS z{i}" for i, term in enumerate(about.terms))
    keys = ", ".join(["t", "ending", *(f"z{i}" for i in p)])
    answer = source.ask(
        f"SELECT {keys}, count(*) AS n FROM (SELECT {leaving.clock(source)} AS t, {leaving.raw(source)} AS ending, "
        f"{shown} FROM {source.table} WHERE {about.whole}) r1 GROUP BY {keys}"
    )
    possible(leaving.time, answer["t"])
    no_slip_among(leaving.time, np.unique(answer["t"]))
    named = leaving.named(answer["ending"])
    there = sorted({name for name in named if name is not None})
    if of not in there:
        raise BadTable(f"Nobody has the ending {of!r}. There are: {names(there)}.")
    code = np.array([0 if name is None else 1 if name == of else 2 for name in named], np.int64)
    return answer["t"], code, np.stack([answer[f"z{i}"] for i in p], axis=1), answer["n"]
