"""Support that reached sites step by step: each site before and after, beside sites that still wait.

y = site + period + effect * started, least squares over site-by-period cells weighted by their people, so one GROUP BY
is enough (Hussey & Hughes 2007, sites fixed). Limits by leaving out one site at a time, with t on sites - 1 degrees of
freedom; where the order of sites was drawn by chance, also a permutation test over orders (Thompson et al. 2018).
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np

from trailside.evidence import limits
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.moments import known
from trailside.evidence.result import Estimate, Missing, Result
from trailside.evidence.slips import no_slips
from trailside.evidence.source import open_source
from trailside.evidence.tables import Array
from trailside.evidence.words import CANNOT_TELL, MORE_THAN_CHANCE, Language, Said, number

LEAST_SITES = 5
ASSUMED = (
    Said(
        "Without support, sites would have moved alike over time.",
        "Sin apoyo, los lugares habrían cambiado igual con el tiempo.",
    ),
    Said(
        "The effect is the same in every site and however long ago support started.",
        "El efecto es igual en todos los lugares y sin importar hace cuánto empezó.",
    ),
)
NOT_BY_CHANCE = Said(
    "The order of sites was not drawn by chance, so this is consistent with an effect and does not prove one.",
    "El orden de los lugares no se sorteó; esto es compatible con un efecto y no lo prueba.",
)


@dataclass(frozen=True)
class Cells:
    """Additive: people and mean per (site, period), and whether support had started there."""

    sites: tuple[str, ...]
    periods: Array
    people: Array
    mean: Array
    started: Array

    @property
    def grid(self) -> tuple[Array, Array]:
        """Site and period numbers of each cell."""
        s, p = np.nonzero(self.people)
        return s, p


@dataclass(frozen=True, kw_only=True)
class RollOut(Result):
    """The effect of support with its error; ``p_by_order`` from permuting the order (nan when not drawn by chance)."""

    outcome: str
    site: str
    period: str
    started: str
    sites: int
    effect: float
    error: float
    p_by_order: float
    level: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        df = self.sites - 1
        span = limits.student(self.effect, self.error, df, self.level)
        return (Estimate("effect of support", self.effect, span, self.error, df, self.p_by_order),)

    def sentence(self, language: Language = "en") -> str:
        (each,) = self.estimates
        assert each.interval is not None
        sure = MORE_THAN_CHANCE if each.beyond_chance else CANNOT_TELL
        low, high, value = number(each.interval.low), number(each.interval.high), number(abs(each.value))
        up = Said("higher", "más alto") if each.value > 0 else Said("lower", "más bajo")
        told = Said(
            f"Over {self.sites} sites, {self.outcome} was {value} points {up.en} once support had started "
            f"(difference {low} to {high}): {sure.en}.",
            f"En {self.sites} lugares, {self.outcome} fue {value} puntos {up.es} tras empezar el apoyo "
            f"(diferencia {low} a {high}): {sure.es}.",
        )
        if not math.isnan(self.p_by_order):
            p = number(self.p_by_order, 2)
            told += Said(
                f"Of all orders in which sites could have started, a share of {p} looks as strong as this.",
                f"De todos los órdenes posibles de inicio, una parte de {p} se ve tan fuerte como este.",
            )
        return " ".join([told.into(language), *(said.into(language) for said in self.refusals)])

    def r_code(self) -> str:
        return (
            f"fit <- lm({self.outcome} ~ factor({self.site}) + factor({self.period}) + {self.started}, data)\n"
            f"effect <- function(d) coef(update(fit, data = d))['{self.started}']\n"
            f"each <- sapply(unique(data${self.site}), function(s) effect(data[data${self.site} != s, ]))\n"
            "g <- length(each); c(effect(data), error = sqrt((g - 1) / g * sum((each - effect(data))^2)))"
        )


def roll_out(
    outcome: str, *, site: str, period: str, started: str, data: object, by_chance: bool = False, level: float = 0.95
) -> RollOut:
    """The effect of support that started at different times; ``started`` is 1 once it runs at a site.

    Raises BadTable when support stops again or differs within a site and period, TooLittle below 5 sites.
    """
    source = open_source(data)
    everybody = int(source.ask(f"SELECT count(*) AS n FROM {source.table}")["n"][0])
    cells = count_cells(outcome, site, period, started, data)
    effect, error = fit(cells)
    rows = int(cells.people.sum())
    return RollOut(
        n=rows,
        rows=rows,
        missing=Missing(rows=everybody - rows),
        assumptions=ASSUMED,
        refusals=() if by_chance else (NOT_BY_CHANCE,),
        outcome=outcome,
        site=site,
        period=period,
        started=started,
        sites=len(cells.sites),
        effect=effect,
        error=error,
        p_by_order=permuted(cells, effect) if by_chance else math.nan,
        level=level,
    )


def count_cells(outcome: str, site: str, period: str, started: str, data: object) -> Cells:
    """One GROUP BY."""
    source = open_source(data)
    y, when, on = source.number(outcome), source.number(period), source.number(started)
    where = f"{known(source, [outcome, period, started])} AND {source.column(site)} IS NOT NULL"
    no_slips(source, {outcome: y}, where)
    told = source.ask(
        f"SELECT CAST({source.column(site)} AS STRING) AS site, {when} AS period, count(*) AS n, avg({y}) AS mean, "
        f"min({on}) AS low, max({on}) AS high FROM {source.table} WHERE {where} GROUP BY 1, 2"
    )
    if not np.isfinite(told["mean"]).all():
        raise BadTable(f"Column {outcome!r} holds infinite values. Leave those cells empty.")
    if not len(told["n"]):
        raise TooLittle("No row has all the columns that this needs.")
    if np.ptp(told["mean"]) == 0:
        raise BadTable(f"Column {outcome!r} is the same in every site and period.")
    if np.any(told["low"] != told["high"]) or not set(told["high"].tolist()) <= {0.0, 1.0}:
        raise BadTable(f"{started!r} must be 0 or 1, and the same for everybody in one site and period.")
    names, s = np.unique(told["site"].astype(str), return_inverse=True)
    periods, p = np.unique(told["period"], return_inverse=True)
    if len(names) < LEAST_SITES:
        raise TooLittle(f"{len(names)} sites. At least {LEAST_SITES} would be enough to know how sure we are.")
    shape = (len(names), len(periods))
    people, mean, on_ = np.zeros(shape), np.zeros(shape), np.full(shape, np.nan)
    people[s, p], mean[s, p], on_[s, p] = told["n"], told["mean"], told["high"]
    _steps_up(on_, names.tolist())
    return Cells(tuple(names.tolist()), periods, people, mean, on_)


def _steps_up(started: Array, sites: list[str]) -> None:
    for name, row in zip(sites, started, strict=True):
        seen = row[~np.isnan(row)]
        if np.any(np.diff(seen) < 0):
            raise BadTable(f"Support stops again at {name!r}. A roll-out only starts.")


def _without(cells: Cells) -> tuple[Array, Array, Array]:
    """(weights, what takes sites and periods out of a column, cells' means)."""
    s, p = cells.grid
    weight = cells.people[s, p]
    design = np.concatenate([np.eye(len(cells.sites))[s], np.eye(len(cells.periods))[p]], axis=1)
    root = np.sqrt(weight)[:, None]
    scaled = design * root
    out = np.eye(len(s)) - scaled @ np.linalg.pinv(scaled)
    return root[:, 0], out, cells.mean[s, p]


def _effect(root: Array, out: Array, y: Array, on: Array) -> float:
    x = out @ (root * on)
    size = float(x @ x)
    if size < 1e-9 * float((root**2).sum()):
        raise TooLittle("Support did not start at different times: the step cannot be told from the time of year.")
    return float(x @ (root * y)) / size


def fit(cells: Cells) -> tuple[float, float]:
    """(effect, its error from leaving out one site at a time)."""
    s, p = cells.grid
    on = cells.started[s, p]
    effect = _effect(*_without(cells), on)
    each = []
    for left_out in range(len(cells.sites)):
        keep = np.arange(len(cells.sites)) != left_out
        part = Cells(
            tuple(np.array(cells.sites)[keep]), cells.periods, cells.people[keep], cells.mean[keep], cells.started[keep]
        )
        s_, p_ = part.grid
        each.append(_effect(*_without(part), part.started[s_, p_]))
    g = len(each)
    return effect, math.sqrt((g - 1) / g * float(((np.array(each) - effect) ** 2).sum()))


def permuted(cells: Cells, effect: float, draws: int = 2_000, seed: int = 1) -> float:
    """The share of orders of sites whose effect is at least as far from 0; all orders when there are few."""
    s, p = cells.grid
    root, out, y = _without(cells)
    # A site's whole row of starts moves to another site; it must be known in every period.
    if np.isnan(cells.started).any():
        raise BadTable("The test over orders needs every site in every period.")
    g = len(cells.sites)
    rng = np.random.default_rng(seed)
    few = math.factorial(g) <= draws
    orders = list(itertools.permutations(range(g))) if few else [rng.permutation(g) for _ in range(draws)]
    found = np.abs([_effect(root, out, y, cells.started[list(order)][s, p]) for order in orders])
    hits = int(np.sum(found >= abs(effect) * (1 - 1e-12)))
    return hits / len(orders) if few else (hits + 1) / (len(orders) + 1)
