"""For how many people: reliable improvement, recovery and deterioration, as NHS Talking Therapies defines them.

With one or several measures of the same person: *reliable improvement* is a reliable change for the better on at least
one and for the worse on none; *reliable deterioration* the other way round; *at caseness* is at or beyond the cut-off
on any; *recovery* is at caseness before and on no measure after; *reliable recovery* is both. Improvement and
deterioration are shares of all who were measured twice, recovery of those at caseness before (NHS Talking Therapies
manual, 6). For PHQ-9 and GAD-7 there: reliable 6 and 4 points, cut-offs 10 and 8, lower is better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trailside.evidence import limits
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.moments import known
from trailside.evidence.result import Estimate, Missing, Result
from trailside.evidence.source import open_source
from trailside.evidence.tables import Source
from trailside.evidence.words import Language, Said, number

LEAST = 11
NO_CASE = Said(
    "No cut-off exists for these measures, so recovery is not said.",
    "No hay punto de corte para estas medidas; por eso no se habla de recuperación.",
)


@dataclass(frozen=True)
class Measured:
    """One measure: its two columns, the reliable change in points, and the cut-off of caseness if there is one."""

    before: str
    after: str
    reliable: float
    case: float | None = None
    lower_is_better: bool = False

    def better(self, source: Source) -> str:
        """SQL: a reliable change for the better. "At least the threshold" counts, as the manual has it."""
        before, after = source.number(self.before), source.number(self.after)
        gain = f"{before} - {after}" if self.lower_is_better else f"{after} - {before}"
        return f"({gain} >= {source.literal(float(self.reliable))})"

    def worse(self, source: Source) -> str:
        before, after = source.number(self.before), source.number(self.after)
        loss = f"{after} - {before}" if self.lower_is_better else f"{before} - {after}"
        return f"({loss} >= {source.literal(float(self.reliable))})"

    def at_case(self, source: Source, column: str) -> str:
        """SQL: at caseness; without a cut-off never."""
        if self.case is None:
            return "FALSE"
        beyond = ">=" if self.lower_is_better else "<="
        return f"({source.number(column)} {beyond} {source.literal(float(self.case))})"


@dataclass(frozen=True)
class Moves:
    """How many people by (better, worse, case before, case after): additive."""

    counts: tuple[tuple[tuple[bool, bool, bool, bool], int], ...]
    missing: int

    def merge(self, other: Moves) -> Moves:
        total = dict(self.counts)
        for key, n in other.counts:
            total[key] = total.get(key, 0) + n
        return Moves(tuple(sorted(total.items())), self.missing + other.missing)

    def many(self, better: bool | None = None, worse: bool | None = None, case: bool | None = None,
             case_after: bool | None = None) -> int:  # fmt: skip
        """People for whom these hold; None is either way."""
        wanted = (better, worse, case, case_after)
        return sum(n for key, n in self.counts if all(w is None or w == k for w, k in zip(wanted, key, strict=True)))


@dataclass(frozen=True, kw_only=True)
class Rates(Result):
    """The rates with Wilson's limits."""

    measures: tuple[Measured, ...]
    moves: Moves
    level: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        m, everybody = self.moves, self.moves.many()
        asked = [
            ("reliable improvement", m.many(better=True, worse=False), everybody),
            ("reliable deterioration", m.many(better=False, worse=True), everybody),
        ]
        cases = m.many(case=True)
        if cases >= LEAST:
            recovered = m.many(case=True, case_after=False)
            both = m.many(better=True, worse=False, case=True, case_after=False)
            asked += [("recovery", recovered, cases), ("reliable recovery", both, cases)]
        return tuple(Estimate(name, hits / n, limits.wilson(hits, n, self.level)) for name, hits, n in asked)

    def sentence(self, language: Language = "en") -> str:
        spanish = {
            "reliable improvement": "mejora fiable", "reliable deterioration": "empeoramiento fiable",
            "recovery": "recuperación", "reliable recovery": "recuperación fiable",
        }  # fmt: skip
        parts = []
        for each in self.estimates:
            assert each.interval is not None
            name = each.name if language == "en" else spanish[each.name]
            to = "to" if language == "en" else "a"
            low, high = number(100 * each.interval.low), number(100 * each.interval.high)
            parts.append(f"{name} {number(100 * each.value)} % ({low} {to} {high} %)")
        who = Said(f"Of {self.n:,} people measured twice:", f"De {self.n:,} personas medidas dos veces:")
        first = who.into(language)
        return " ".join([f"{first} {'; '.join(parts)}.", *(said.into(language) for said in self.refusals)])

    def r_code(self) -> str:
        better, worse, case, after = [], [], [], []
        for m in self.measures:
            gain = f"data${m.before} - data${m.after}" if m.lower_is_better else f"data${m.after} - data${m.before}"
            better.append(f"({gain} >= {m.reliable:g})")
            worse.append(f"(-({gain}) >= {m.reliable:g})")
            beyond = ">=" if m.lower_is_better else "<="
            case.append(f"data${m.before} {beyond} {m.case:g}" if m.case is not None else "FALSE")
            after.append(f"data${m.after} {beyond} {m.case:g}" if m.case is not None else "FALSE")
        columns = ", ".join(f"'{name}'" for m in self.measures for name in (m.before, m.after))
        return (
            f"data <- data[complete.cases(data[c({columns})]), ]\n"
            f"better <- {' | '.join(better)}; worse <- {' | '.join(worse)}\n"
            f"case <- {' | '.join(case)}; after <- {' | '.join(after)}\n"
            "c(improvement = mean(better & !worse), deterioration = mean(worse & !better), "
            "recovery = mean(!after[case]), reliable_recovery = mean((!after & better & !worse)[case]))"
        )


def improvement_rates(measures: Sequence[Measured], *, data: object, level: float = 0.95) -> Rates:
    """The rates over one row per person; people without both scores of every measure are left out and counted.

    Raises TooLittle for fewer than 11 people.
    """
    return rates_of(count_moves(measures, data), measures, level)


def count_moves(measures: Sequence[Measured], data: object) -> Moves:
    """One GROUP BY over four flags."""
    if not measures:
        raise BadTable("Name at least one measure.")
    source = open_source(data)
    whole = known(source, [name for m in measures for name in (m.before, m.after)])
    flags = {
        "better": " OR ".join(m.better(source) for m in measures),
        "worse": " OR ".join(m.worse(source) for m in measures),
        "case_before": " OR ".join(m.at_case(source, m.before) for m in measures),
        "case_after": " OR ".join(m.at_case(source, m.after) for m in measures),
    }
    shown = ", ".join(f"CASE WHEN {sql} THEN 1 ELSE 0 END AS {name}" for name, sql in flags.items())
    keys = ", ".join(flags)
    answer = source.ask(
        f"SELECT whole_, {keys}, count(*) AS n FROM (SELECT CASE WHEN {whole} THEN 1 ELSE 0 END AS whole_, {shown} "
        f"FROM {source.table}) r1 GROUP BY whole_, {keys}"
    )
    counts: dict[tuple[bool, bool, bool, bool], int] = {}
    missing = 0
    for i, n in enumerate(answer["n"]):
        if not answer["whole_"][i]:
            missing += int(n)
            continue
        better, worse, first, last = (bool(answer[name][i]) for name in flags)
        counts[better, worse, first, last] = counts.get((better, worse, first, last), 0) + int(n)
    return Moves(tuple(sorted(counts.items())), missing)


def rates_of(moves: Moves, measures: Sequence[Measured], level: float = 0.95) -> Rates:
    """The answer from counts that are already there."""
    n = moves.many()
    if n < LEAST:
        raise TooLittle(f"{n} people have both scores. At least {LEAST} would be enough for a rate.")
    cases = moves.many(case=True)
    few = Said(
        f"{cases} people were at caseness before; recovery is said from {LEAST} on.",
        f"{cases} personas superaban el corte al inicio; la recuperación se dice a partir de {LEAST}.",
    )
    none = all(m.case is None for m in measures)
    return Rates(
        n=n,
        rows=n,
        missing=Missing(rows=moves.missing, people=moves.missing),
        assumptions=(
            Said(
                "The threshold holds for these people: the measure is as reliable here as where it was tested.",
                "El umbral vale para estas personas: la medida es aquí tan fiable como donde se probó.",
            ),
        ),
        refusals=(NO_CASE,) if none else (few,) if cases < LEAST else (),
        measures=tuple(measures),
        moves=moves,
        level=level,
    )
