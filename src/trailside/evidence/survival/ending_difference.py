"""Does one ending come to more people of one group? Gray's test, and the difference in shares that people can feel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.result import Estimate, Missing, Result
from trailside.evidence.survival.competing import aalen_johansen
from trailside.evidence.survival.difference import NO_CAUSE, against_the_first, looked_at
from trailside.evidence.survival.exits import Exits
from trailside.evidence.survival.gray import Gray, gray
from trailside.evidence.survival.scan import Leaving, count_exits
from trailside.evidence.survival.staying import INDEPENDENT, enough, seen_until, told_until
from trailside.evidence.tables import names
from trailside.evidence.words import CANNOT_TELL, MORE_THAN_CHANCE, Language, Said, number


@dataclass(frozen=True, kw_only=True)
class EndingDifference(Result):
    """Gray's test of the ending ``of`` over ``by`` (within ``strata``); ``shares`` with their errors at ``until``."""

    leaving: Leaving
    of: str
    by: str
    strata: tuple[str, ...]
    groups: tuple[str, ...]
    test: Gray
    shares: tuple[tuple[float, float], ...]
    until: float
    level: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Difference in the share with the ending by ``until``, each group against the first; strata not adjusted."""
        return against_the_first(self.groups, self.shares, self.level)

    def sentence(self, language: Language = "en") -> str:
        differs = MORE_THAN_CHANCE if self.test.p < 1 - self.level else CANNOT_TELL
        by = f"(Gray p = {number(self.test.p, 2)})."
        words = [
            Said(
                f"Does '{self.of}' come more often in some groups? {differs.en.capitalize()} {by}",
                f"¿Llega «{self.of}» más a menudo en algunos grupos? {differs.es.capitalize()} {by}",
            )
        ]
        for each in self.estimates:
            assert each.interval is not None
            value, low, high = (number(100 * x) for x in (each.value, each.interval.low, each.interval.high))
            words.append(
                Said(
                    f"{each.name}: {value} percentage points by {self.until:g} ({low} to {high}).",
                    f"{each.name.replace(' minus ', ' menos ')}: {value} puntos porcentuales hasta {self.until:g} "
                    f"({low} a {high}).",
                )
            )
        words += looked_at(len(self.estimates))
        return " ".join(part.into(language) for part in (*words, *self.refusals))

    def r_code(self) -> str:
        column, here = f"data${self.leaving.ending}", self.leaving.r_here
        if self.leaving.still_here is None:
            column, here = f'ifelse(is.na({column}), "", {column})', '""'
        strata = f", strata = paste({', '.join(f'data${name}' for name in self.strata)})" if self.strata else ""
        return (
            f"library(cmprsk)\nfit <- cuminc(data${self.leaving.time}, {column}, data${self.by}{strata}, "
            f"cencode = {here})\nfit$Tests\n"
            f"shares <- timepoints(fit, {self.until:g})$est\n"
            f'shares <- shares[endsWith(rownames(shares), " {self.of}"), ]\n'
            "shares - shares[1]"
        )


def gray_test(
    time: str,
    ending: str,
    *,
    of: str,
    by: str,
    data: object,
    strata: Sequence[str] = (),
    still_here: str | float | bool | None = 0,
    until: float | None = None,
    level: float = 0.95,
) -> EndingDifference:
    """Whether the ending ``of`` comes more often in some groups of ``by``, with the other endings in the way.

    Gray's k-sample test (1988) on one GROUP BY. Raises BadTable when nobody has that ending, TooLittle with fewer than
    two groups, 11 people in each, or 5 of that ending in all.
    """
    leaving = Leaving(time, ending, still_here)
    layers = list(count_exits(leaving, data, by, strata).values())
    return ending_difference(layers, leaving, of, by, tuple(strata), until, level)


def ending_difference(
    layers: Sequence[Exits],
    leaving: Leaving,
    of: str,
    by: str,
    strata: tuple[str, ...],
    until: float | None,
    level: float,
) -> EndingDifference:
    """The answer from counts per stratum that are already there."""
    whole = layers[0]
    for layer in layers[1:]:
        whole = whole.merge(layer)
    if of not in whole.endings:
        raise BadTable(f"Nobody has the ending {of!r}. There are: {names(whole.endings)}.")
    if len(whole.groups) < 2:
        raise TooLittle(f"Only one group in {by!r}: a difference needs two.")
    parts = [whole.only(name) for name in whole.groups]
    enough(parts)
    happened = float(whole.left[:, :, 1 + whole.endings.index(of)].sum())
    if happened < 5:
        raise TooLittle(f"{happened:.0f} people with {of!r} in all. The test needs at least 5.")
    horizon = told_until(parts) if until is None else seen_until(parts, until)
    return EndingDifference(
        n=whole.people,
        rows=whole.people,
        missing=Missing(rows=whole.missing, people=whole.missing),
        assumptions=(INDEPENDENT,),
        refusals=(NO_CAUSE,),
        leaving=leaving,
        of=of,
        by=by,
        strata=strata,
        groups=whole.groups,
        test=gray(layers, of),
        shares=tuple(_share(part, of, horizon, level) for part in parts),
        until=horizon,
        level=level,
    )


def _share(part: Exits, of: str, until: float, level: float) -> tuple[float, float]:
    curve = aalen_johansen(part, level).curves[part.endings.index(of)]
    i = int(np.searchsorted(curve.times, until, side="right")) - 1
    return (float(curve.estimate[i]), float(curve.error[i])) if i >= 0 else (0.0, 0.0)
