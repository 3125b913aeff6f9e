"""A mediation with its limits, and with only as much cause in its words as the design allows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from scipy.special import ndtr, stdtrit

from trailside.evidence import limits
from trailside.evidence.blocks import Blocks, read_blocks
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.mediation.confounding import Confounding, confounding
from trailside.evidence.mediation.designs import ASSUMED, DESIGNS, NO_SHARE, Design
from trailside.evidence.mediation.lagged import before, lagged
from trailside.evidence.mediation.paths import Layout, Paths, many, monte_carlo, paths
from trailside.evidence.moments import Moments
from trailside.evidence.result import Estimate, Interval, Missing, Result
from trailside.evidence.source import open_source
from trailside.evidence.tables import Array
from trailside.evidence.words import CANNOT_TELL, MORE_THAN_CHANCE, Language, Said, number

Method = Literal["bootstrap", "monte carlo"]
LEAST = 30


@dataclass(frozen=True, kw_only=True)
class Mediation(Result):
    """x -> mediators -> y. ``draws_indirect`` (draws, k) and ``draws_direct`` (draws,) carry the limits."""

    x: str
    mediators: tuple[str, ...]
    y: str
    covariates: tuple[str, ...]
    design: Design
    method: Method
    level: float
    tail: float
    paths: Paths
    sensitivity: tuple[Confounding, ...]
    draws_indirect: Array = field(metadata={"private": True})
    draws_direct: Array = field(metadata={"private": True})

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Indirect through each mediator and together, direct, total, and the share mediated where it is stable."""
        p, listed = self.paths, []
        for j, name in enumerate(self.mediators):
            listed.append(self._drawn(f"indirect through {name}", float(p.indirect[j]), self.draws_indirect[:, j]))
        together = self.draws_indirect.sum(1)
        if len(self.mediators) > 1:
            listed.append(self._drawn("indirect together", float(p.indirect.sum()), together))
        if self.method == "bootstrap":
            listed.append(self._drawn("direct", p.direct, self.draws_direct))
            listed.append(self._drawn("total", p.total, together + self.draws_direct))
        else:
            for name, value, error in (("direct", p.direct, p.direct_error), ("total", p.total, p.total_error)):
                listed.append(Estimate(name, value, limits.normal(value, error, self.level), error))
        if self.share_is_stable:
            ratio = together / (together + self.draws_direct)
            listed.append(self._drawn("share mediated", float(p.indirect.sum()) / p.total, ratio))
        return tuple(listed)

    def _drawn(self, name: str, value: float, draws: Array) -> Estimate:
        tail = 100 * self.tail
        low, high = np.percentile(draws, [tail, 100 - tail])
        span = Interval(float(low), float(high), self.level, self.method)
        return Estimate(name, value, span, float(np.std(draws, ddof=1)))

    @property
    def share_is_stable(self) -> bool:
        """Whether a share means something: bootstrap, total well apart from 0, and no paths against each other."""
        p = self.paths
        one_way = bool(np.all(p.indirect * p.total > 0)) and p.direct * p.total >= 0
        return self.method == "bootstrap" and one_way and abs(p.total) > 4 * p.total_error

    def sentence(self, language: Language = "en") -> str:
        words = []
        for name, each in zip(self.mediators, self.estimates, strict=False):
            assert each.interval is not None
            sure = MORE_THAN_CHANCE if each.beyond_chance else CANNOT_TELL
            low, high = number(each.interval.low), number(each.interval.high)
            words.append(
                Said(
                    f"With one more {self.x}, {self.y} moves by {number(each.value)} by way of {name} "
                    f"({low} to {high}): {sure.en}.",
                    f"Con uno más de {self.x}, {self.y} se mueve {number(each.value)} por el camino de {name} "
                    f"({low} a {high}): {sure.es}.",
                )
            )
        if len(self.mediators) > 1:
            words.append(
                Said(
                    f"{len(self.mediators)} ways were looked at together; such limits miss 1 time in 20 by chance.",
                    f"Se miraron {len(self.mediators)} caminos a la vez; 1 de cada 20 límites falla por azar.",
                )
            )
        words.append(DESIGNS[self.design].says(self.x, self.mediators, self.y))
        weakest = min(self.sensitivity, key=lambda s: abs(s.zero_at)).zero_at
        words.append(
            Said(
                "It would vanish if something unmeasured tied what is left of the two together with a correlation of "
                f"{number(weakest, 2)}.",
                "Desaparecería si algo no medido uniera lo que queda de ambas cosas con una correlación de "
                f"{number(weakest, 2)}.",
            )
        )
        return " ".join([*(part.into(language) for part in words), *(part.into(language) for part in self.refusals)])

    def r_code(self) -> str:
        right = " + ".join([self.x, *self.covariates])
        lines = ["library(lavaan)", "model <- '"]
        lines += [f"  {name} ~ a{j + 1} * {self.x}{_more(self.covariates)}" for j, name in enumerate(self.mediators)]
        paths_b = " + ".join(f"b{j + 1} * {name}" for j, name in enumerate(self.mediators))
        lines.append(f"  {self.y} ~ c * {self.x} + {paths_b}{_more(self.covariates)}")
        lines += [f"  indirect{j + 1} := a{j + 1} * b{j + 1}" for j in range(len(self.mediators))]
        together = " + ".join(f"a{j + 1} * b{j + 1}" for j in range(len(self.mediators)))
        lines += [f"  total := c + {together}'", f"# total by itself: lm({self.y} ~ {right}, data)"]
        return "\n".join([*lines, 'summary(sem(model, data, se = "bootstrap"))'])


def _more(covariates: Sequence[str]) -> str:
    return "".join(f" + {name}" for name in covariates)


def mediate(
    x: str,
    mediators: Sequence[str] | str,
    y: str,
    *,
    person: str,
    data: object,
    design: Design = "cross-sectional",
    covariates: Sequence[str] = (),
    wave: str | None = None,
    method: Method = "bootstrap",
    draws: int = 1_000,
    seed: int = 1,
    level: float = 0.95,
) -> Mediation:
    """How much of what goes from ``x`` to ``y`` goes through the mediators, from one scan.

    With ``wave`` the table has a row per person and wave, and x of two waves ago, mediators of one wave ago and y now
    are put in one row, with the earlier mediators and y as covariates: that is the lagged design. Otherwise columns are
    taken as they stand, and ``design`` says when they were measured: "cross-sectional", "lagged" (in that order, with
    earlier mediators and outcome among ``covariates``) or "randomised" (lagged, and x was given by chance).
    Limits: expanded percentile bootstrap over people (Hesterberg 2015; see `expanded`) or "monte carlo".
    Raises TooLittle below 30 people or 10 per coefficient, BadTable for columns that cannot be used.
    """
    through = (mediators,) if isinstance(mediators, str) else tuple(mediators)
    source, held = open_source(data), tuple(covariates)
    if wave is not None:
        source = lagged(source, x, through, y, held, person, wave)
        held += tuple(map(before, (*through, y)))
        design = "lagged" if design == "cross-sectional" else design
    elif design != "cross-sectional" and not held:
        raise BadTable(f"A {design} design needs the earlier {', '.join([*through, y])} among its covariates.")
    columns = [x, *through, *held, y]
    if len(set(columns)) < len(columns):
        raise BadTable("A column stands in two places: x, mediators, covariates and y must all differ.")
    blocks = read_blocks(source, columns, person)
    return mediated(blocks, Layout(len(through), len(held)), design, method, draws, seed, level)


def mediated(
    blocks: Blocks, layout: Layout, design: Design, method: Method, draws: int, seed: int, level: float
) -> Mediation:
    """The answer from blocks that are already there (two organisations' merged, say)."""
    whole = blocks.total()
    needed, people = max(LEAST, 10 * (2 + layout.mediators + layout.covariates)), int(blocks.people.sum())
    if people < needed:
        raise TooLittle(f"{people} people have all the columns. At least {needed} would be enough.")
    found = paths(whole, layout)
    if method == "bootstrap":
        drawn = many(blocks.draw(draws, seed)[1], layout)
    else:
        if whole.n > people:
            raise BadTable("With several rows per person, Monte Carlo limits are too narrow. Take method='bootstrap'.")
        drawn = monte_carlo(found, max(draws, 20_000), seed)
    return _told(blocks, whole, layout, found, drawn, design, method, level)


def expanded(level: float, drawn: int, coefficients: int) -> float:
    """The share of draws beyond each limit, so that the limits are as wide as Student's t makes them.

    Plain percentiles are too narrow by sqrt((n - p) / n) and by z instead of t: taken at
    Phi(-sqrt(n / (n - p)) t_(n - p)), with n the blocks that are drawn and p the coefficients of the regression of y.
    Source: Hesterberg 2015, What teachers should know about the bootstrap, The American Statistician 69(4), for a mean
    (p = 1); p in place of 1 as least squares counts its degrees of freedom.
    """
    free = max(drawn - coefficients, 1)
    return float(ndtr(math.sqrt(drawn / free) * stdtrit(free, (1 - level) / 2)))


def _told(
    blocks: Blocks, whole: Moments, layout: Layout, found: Paths, drawn: tuple[Array, Array], design: Design,
    method: Method, level: float,
) -> Mediation:  # fmt: skip
    names = blocks.names
    coefficients = 2 + layout.mediators + layout.covariates
    tail = expanded(level, len(blocks.keys), coefficients) if method == "bootstrap" else (1 - level) / 2
    answer = Mediation(
        n=int(blocks.people.sum()),
        rows=whole.n,
        missing=Missing(rows=blocks.missing),
        assumptions=(*ASSUMED, *((DESIGNS[design].assumes,) if DESIGNS[design].assumes else ())),
        x=names[layout.x],
        mediators=tuple(names[i] for i in layout.m),
        y=names[layout.y],
        covariates=tuple(names[i] for i in layout.c),
        design=design,
        method=method,
        level=level,
        tail=tail,
        paths=found,
        sensitivity=tuple(confounding(whole, layout, j) for j in range(layout.mediators)),
        draws_indirect=drawn[0],
        draws_direct=drawn[1],
    )
    if answer.share_is_stable or not math.isfinite(found.total):
        return answer
    return Mediation(**{f: getattr(answer, f) for f in answer.__dataclass_fields__} | {"refusals": (NO_SHARE,)})
