"""How long people stay (or how long until something): Kaplan-Meier with its median and restricted mean, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from trailside.evidence import limits
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.result import Estimate, Interval, Missing, Result, plain
from trailside.evidence.survival import curves
from trailside.evidence.survival.curves import Curve
from trailside.evidence.survival.exits import Exits
from trailside.evidence.survival.scan import Leaving, chosen, count_exits
from trailside.evidence.words import Language, Said, number

INDEPENDENT = Said(
    "People we stopped seeing would have gone on like those we still saw.",
    "Las personas que dejamos de ver habrían seguido como las que aún veíamos.",
)
OTHERS_CENSORED = Said(
    "Other endings are treated as if those people could still have this one; competing_risks does not need that.",
    "Los otros finales se tratan como si esas personas aún pudieran tener este; competing_risks no lo necesita.",
)


@dataclass(frozen=True, kw_only=True)
class Staying(Result):
    """Kaplan-Meier and Nelson-Aalen by group.

    ``survival`` and `hazard` hold one `Curve` per name in ``groups``; ``until`` is the horizon of the mean and of
    the share that the sentence speaks of, in the unit of the time column.
    """

    leaving: Leaving
    by: str | None
    groups: tuple[str, ...]
    people: tuple[int, ...]
    ended: tuple[int, ...]
    survival: tuple[Curve, ...]
    until: float
    level: float
    interval: str
    parts: tuple[Exits, ...] = field(repr=False, metadata={"private": True})

    @cached_property
    def hazard(self) -> tuple[Curve, ...]:
        """Nelson-Aalen, worked out when somebody asks."""
        return tuple(curves.nelson_aalen(part, self.level) for part in self.parts)

    @cached_property
    def means(self) -> tuple[tuple[float, float], ...]:
        """(restricted mean within ``until``, its standard error) of each group."""
        return tuple(curves.restricted_mean(part, self.until) for part in self.parts)

    def to_dict(self) -> dict[str, Any]:
        return {**super().to_dict(), "hazard": plain(self.hazard), "means": plain(self.means)}

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        listed = []
        for name, curve, (mean, error) in zip(self.groups, self.survival, self.means, strict=True):
            label = f" [{name}]" if self.by else ""
            middle, low, high = curves.quantile(curve)
            known = Interval(low, math.inf if math.isnan(high) else high, self.level, self.interval)
            listed.append(Estimate(f"median{label}", middle, None if math.isnan(low) else known))
            share, low, high = curve.at(self.until)
            band = Interval(low, high, self.level, self.interval)
            listed.append(Estimate(f"share at {self.until:g}{label}", share, band))
            span = limits.normal(mean, error, self.level)
            listed.append(Estimate(f"mean within {self.until:g}{label}", mean, span, error))
        return tuple(listed)

    def sentence(self, language: Language = "en") -> str:
        words = []
        for name, curve, n in zip(self.groups, self.survival, self.people, strict=True):
            share, low, high = (100 * value for value in curve.at(self.until))
            who_en, who_es = (f"In {name}: of", f"En {name}: de") if self.by else ("Of", "De")
            told = Said(
                f"{who_en} {n:,} people, for about {number(share)} % (between {number(low)} and {number(high)} %) "
                f"it had not happened by {self.until:g}.",
                f"{who_es} {n:,} personas, para cerca del {number(share)} % (entre {number(low)} y {number(high)} %) "
                f"no había ocurrido hasta {self.until:g}.",
            )
            words.append(told.into(language))
        return " ".join(words)

    def r_code(self) -> str:
        right = self.by or "1"
        return (
            "library(survival)\n"
            f"event <- {self.leaving.r_ended}\n"
            f"fit <- survfit(Surv({self.leaving.time}, event) ~ {right}, data, conf.int = {self.level}, "
            f'conf.type = "{self.interval}")\n'
            f"print(fit, rmean = {self.until:g}); summary(fit, times = {self.until:g})"
        )


def kaplan_meier(
    time: str,
    ending: str,
    *,
    data: object,
    by: str | None = None,
    count: Sequence[str] | None = None,
    still_here: str | float | bool | None = 0,
    until: float | None = None,
    level: float = 0.95,
    interval: str = "log-log",
) -> Staying:
    """How long until an ending, from one GROUP BY over ``data``.

    ``time`` and ``ending`` are columns (one row per person); ``count`` names the endings that count when there are
    several. ``until`` defaults to the last time at which 11 people of every group were still followed.
    Limits: log-log (default), log or plain. Source: Kaplan & Meier 1958; Greenwood 1926.
    Raises BadTable for times or endings that cannot be, TooLittle for fewer than 11 people or no ending at all.
    """
    leaving = Leaving(time, ending, still_here, tuple(count) if count is not None else None)
    exits = count_exits(leaving, data, by)[""]
    return staying(chosen(exits, leaving), leaving, by, until, level, interval, len(exits.endings) > 1)


def staying(
    exits: Exits, leaving: Leaving, by: str | None, until: float | None, level: float, interval: str, others: bool
) -> Staying:
    """The answer from counts that are already there (two organisations' counts merged, say)."""
    parts = [exits.only(name) for name in exits.groups]
    enough(parts)
    horizon = told_until(parts) if until is None else seen_until(parts, until)
    return Staying(
        n=exits.people,
        rows=exits.people,
        missing=Missing(rows=exits.missing, people=exits.missing),
        assumptions=(INDEPENDENT, *((OTHERS_CENSORED,) if others else ())),
        leaving=leaving,
        by=by,
        groups=exits.groups,
        people=tuple(part.people for part in parts),
        ended=tuple(round(float(part.ended.sum())) for part in parts),
        survival=tuple(curves.kaplan_meier(part, level, interval) for part in parts),
        parts=tuple(parts),
        until=horizon,
        level=level,
        interval=interval,
    )


def enough(parts: Sequence[Exits]) -> None:
    """Raises TooLittle unless each group has 11 people and somebody had the ending."""
    for part in parts:
        if part.people < 11:
            raise TooLittle(f"{part.groups[0]}: {part.people} people. A curve needs at least 11 in each group.")
    if sum(float(part.ended.sum()) for part in parts) < 1:
        raise TooLittle("Nobody had the ending yet. There is nothing to estimate until at least one person has.")


def seen_until(parts: Sequence[Exits], until: float) -> float:
    """``until`` itself. Raises BadTable when a group was not followed so long: nothing is said about unseen time."""
    for part in parts:
        last, still = float(part.times[-1]), float(part.at_risk[0, -1] - part.ended[0, -1])
        if not 0 < until <= (np.inf if still == 0 else last):
            raise BadTable(f"Nobody of {part.groups[0]!r} was followed until {until:g}; the last was seen at {last:g}.")
    return until


def told_until(parts: Sequence[Exits], least: int = 11) -> float:
    """The last time at which at least 11 people of every group were still followed: later a curve speaks of few."""
    return min(float(part.times[np.count_nonzero(part.at_risk[0] >= least) - 1]) for part in parts)
