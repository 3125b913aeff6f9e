"""The Cox model from scans: one GROUP BY per Newton step, Efron's ties, strata, and a check that effects stay the same.

Each scan brings home `RiskSums` at the coefficients of the moment: cells per stratum and time. So memory depends on
the number of different times and not on people, on one machine or many. Times that hardly repeat would make a cell of
every person; then the rows are read once and the same sums are taken in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trailside.evidence.covariates import Covariates, read
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.result import Missing
from trailside.evidence.slips import no_slips
from trailside.evidence.source import open_source
from trailside.evidence.survival.exits import coded
from trailside.evidence.survival.newton import NotConverged, Scan, Top, climb
from trailside.evidence.survival.proportional import Steadiness, steadiness
from trailside.evidence.survival.ratios import ASSUMED, NOT_WHY, Ratios
from trailside.evidence.survival.risk import People, RiskSums, cells_of, columns
from trailside.evidence.survival.scan import Leaving, layer_of, possible
from trailside.evidence.tables import Array, Source, names

MOST_CELLS = 50_000


@dataclass(frozen=True)
class Question:
    """A Cox model over one table, with everything its scans need."""

    source: Source
    time: str
    event: str
    layer: str | None
    about: Covariates
    few_times: bool = False
    where: str | None = None

    @property
    def rows(self) -> str:
        """SQL: the complete rows as (s, t, e, z0, z1, ...), covariates centred and scaled; s only with strata."""
        shown = [f"{self.layer} AS s"] if self.layer else []
        shown += [f"{self.time} AS t", f"{self.event} AS e"]
        shown += [f"{term.scaled} AS z{i}" for i, term in enumerate(self.about.terms)]
        return f"SELECT {', '.join(shown)} FROM {self.source.table} WHERE {self.where or self.about.whole}"

    @property
    def cell(self) -> str:
        """SQL: what a cell is."""
        return "s, t" if self.layer else "t"

    def sums(self, coefficients: Array) -> RiskSums:
        """One scan."""
        p = len(self.about.terms)
        eta = " + ".join(f"CAST('{b!r}' AS DOUBLE) * z{i}" for i, b in enumerate(coefficients.tolist()))
        moments = ["w", *(f"w * z{i}" for i in range(p)), *(f"w * z{i} * z{j}" for i, j in columns(p))]
        asked = [f"sum({m}) AS c{i}" for i, m in enumerate(moments)] + [f"sum(z{i}) AS x{i}" for i in range(p)]
        answer = self.source.ask(
            f"SELECT {self.cell}, e, count(*) AS n, {', '.join(asked)} "
            f"FROM (SELECT *, exp({eta}) AS w FROM ({self.rows}) r1) r2 GROUP BY {self.cell}, e"
        )
        return _cells(answer, p, len(moments))

    def people(self) -> People:
        """The rows themselves, for times that hardly repeat."""
        answer = self.source.ask(f"SELECT * FROM ({self.rows}) r1")
        x = np.stack([answer[f"z{i}"] for i in range(len(self.about.terms))], axis=1)
        return People.of(answer["t"], answer["e"] == 1, x, _strata(answer))

    def scan(self) -> Scan:
        """The cheaper of the two ways."""
        if self.few_times:
            return self.sums
        cells = self.source.ask(f"SELECT count(*) AS n FROM (SELECT DISTINCT {self.cell} FROM ({self.rows}) r1) r2")
        return self.people().sums if cells["n"][0] > MOST_CELLS else self.sums


def _strata(answer: dict[str, Array]) -> NDArray[np.int64]:
    return coded(answer["s"])[1] if "s" in answer else np.zeros(len(answer["t"]), np.int64)


def _cells(answer: dict[str, Array], p: int, moments: int) -> RiskSums:
    layers, times, code = cells_of(_strata(answer), answer["t"])
    m, happened = len(times), answer["e"] == 1

    def gathered(column: Array, only: Array | slice = slice(None)) -> Array:
        return np.asarray(np.bincount(code[only], column[only], m))

    return RiskSums(
        layers,
        times,
        np.stack([gathered(answer[f"c{i}"]) for i in range(moments)], axis=1),
        np.stack([gathered(answer[f"c{i}"], happened) for i in range(moments)], axis=1),
        gathered(answer["n"], happened),
        np.stack([gathered(answer[f"x{i}"], happened) for i in range(p)], axis=1),
    )


def cox(
    time: str,
    ending: str,
    covariates: Sequence[str],
    *,
    data: object,
    strata: Sequence[str] = (),
    count: Sequence[str] | None = None,
    still_here: str | float | bool | None = 0,
    level: float = 0.95,
) -> Ratios:
    """Hazard ratios: how much faster an ending comes for one more of each covariate, at any moment (Cox 1972).

    Words become indicators against the first word in the alphabet. Ties by Efron (1977), each of ``strata`` with its
    own baseline, effects checked over time (Grambsch & Therneau 1994).
    Raises BadTable for columns that cannot be used, TooLittle for fewer than 5 endings per coefficient.
    """
    if not covariates:
        raise BadTable("A Cox model needs at least one covariate. Without one, ask kaplan_meier.")
    leaving = Leaving(time, ending, still_here, tuple(count) if count is not None else None)
    asked = _question(leaving, covariates, strata, data)
    scan = asked.scan()
    p = len(asked.about.terms)
    first = scan(np.zeros(p))
    endings = round(float(first.events.sum()))
    if endings < 5 * p:
        raise TooLittle(f"{endings} endings for {p} coefficients. At least {5 * p} would be enough, {10 * p} good.")
    try:
        top = climb(lambda at: scan(at) if at.any() else first, p)
    except NotConverged as why:
        raise BadTable(str(why)) from why
    return Ratios(
        n=asked.about.rows,
        rows=asked.about.rows,
        missing=Missing(rows=asked.about.missing, people=asked.about.missing),
        assumptions=ASSUMED,
        refusals=(NOT_WHY,),
        leaving=leaving,
        covariates=tuple(covariates),
        strata=tuple(strata),
        terms=asked.about.names,
        endings=endings,
        coefficients=top.coefficients / asked.about.spreads,
        covariance=top.covariance / np.outer(asked.about.spreads, asked.about.spreads),
        loglik_null=top.loglik_null,
        loglik=top.loglik,
        decrement=top.decrement,
        steady=_steady(top, first),
        level=level,
    )


def _question(leaving: Leaving, covariates: Sequence[str], strata: Sequence[str], data: object) -> Question:
    source = open_source(data)
    time, layer = leaving.clock(source), layer_of(source, strata) if strata else None
    seen = no_slips(source, {leaving.time: source.number(leaving.time)}, f"{time} IS NOT NULL")[1][leaving.time]
    possible(leaving.time, np.array([seen.low, seen.high]))
    about = read(source, covariates, [time, leaving.known(source), *([layer] if layer else [])])
    few = layer is None and leaving.time in source.whole and seen.high - seen.low < MOST_CELLS
    where = None if about.missing else "TRUE"  # where every row is whole, nobody needs to look at each again
    return Question(source, time, _event(source, leaving), layer, about, few, where)


def _event(source: Source, leaving: Leaving) -> str:
    """SQL: 1 for the endings that count, else 0."""
    column, count = leaving.raw(source), leaving.count
    raw = source.ask(f"SELECT DISTINCT {column} AS ending FROM {source.table} ORDER BY ending")["ending"]
    name_of = {name: value for name, value in zip(leaving.named(raw), raw, strict=True) if name is not None}
    if count is None and len(name_of) > 1:
        raise BadTable(f"Column {leaving.ending!r} names several endings: {names(name_of)}. Say which: count=[...].")
    unknown = [name for name in count or () if name not in name_of]
    if unknown:
        raise BadTable(f"Nobody has the ending {names(unknown)}. There are: {names(name_of)}.")
    wanted = ", ".join(source.literal(name_of[name]) for name in (count or name_of))
    return f"CASE WHEN {column} IN ({wanted}) THEN 1 ELSE 0 END" if wanted else "0"


def _steady(top: Top, first: RiskSums) -> Steadiness | None:
    """The check over time; the curve of everybody comes from the first scan, where every weight is 1."""
    if len(np.unique(top.slope.times)) <= len(top.coefficients):
        return None  # so few different times cannot show a change over time
    times, code = np.unique(first.times, return_inverse=True)
    left = np.bincount(code, first.left[:, 0], len(times))
    ended = np.bincount(code, first.events, len(times))
    at_risk = np.cumsum(left[::-1])[::-1]
    before = np.concatenate([[1.0], np.cumprod(1 - ended / at_risk)[:-1]])
    return steadiness(top, before[np.searchsorted(times, top.slope.times)])
