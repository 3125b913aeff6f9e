"""Columns that describe people, as numbers: each numeric column one term, each word but the first one indicator.

Only complete rows are used, and each term is known by its mean and spread, so that a method can ask for it centred
and scaled: the answer then does not depend on shift or scale, and sums do not cancel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.slips import no_slips
from trailside.evidence.tables import Array, Source, names

MOST_WORDS = 20


@dataclass(frozen=True)
class Term:
    """One number per row. ``sql`` gives it as in the table, `scaled` as (x - mean) / spread."""

    name: str
    sql: str
    mean: float
    spread: float

    @property
    def scaled(self) -> str:
        return f"(({self.sql}) - CAST('{self.mean!r}' AS DOUBLE)) / CAST('{self.spread!r}' AS DOUBLE)"


@dataclass(frozen=True)
class Covariates:
    """The terms of complete rows. ``whole`` is an SQL condition; ``rows`` meet it and ``missing`` do not."""

    terms: tuple[Term, ...]
    whole: str
    rows: int
    missing: int

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(term.name for term in self.terms)

    @property
    def means(self) -> Array:
        return np.array([term.mean for term in self.terms])

    @property
    def spreads(self) -> Array:
        return np.array([term.spread for term in self.terms])


def read(source: Source, columns: Sequence[str], needed: Sequence[str] = (), where: str = "TRUE") -> Covariates:
    """The terms of ``columns`` over rows where these and the ``needed`` SQL expressions are known.

    Raises BadTable for infinite values, columns that never change and words of more than 20 kinds.
    """
    if len(set(columns)) < len(columns):
        raise BadTable(f"A covariate is named twice: {names(columns)}.")
    known = [f"{source.column(name)} IS NOT NULL" for name in columns]
    known += [f"NOT isnan({source.number(name)})" for name in columns if source.kinds[name] == "number"]
    whole = " AND ".join([f"({where})", *known, *(f"({piece}) IS NOT NULL" for piece in needed)])
    no_slips(source, {name: source.number(name) for name in columns if source.kinds[name] == "number"}, whole)
    found = [pair for name in columns for pair in _expressions(source, name, whole)]
    rows, missing, means, spreads = _moments(source, [sql for _, sql in found], whole, where)
    for (name, _), spread in zip(found, spreads, strict=True):
        if not np.isfinite(spread):
            raise BadTable(f"Column {name!r} holds infinite values. Leave those cells empty.")
        if spread == 0:
            raise BadTable(f"Column {name!r} is the same in every row that can be used: leave it out.")
    terms = (Term(*pair, float(m), float(s)) for pair, m, s in zip(found, means, spreads, strict=True))
    return Covariates(tuple(terms), whole, rows, missing)


def _expressions(source: Source, name: str, whole: str) -> list[tuple[str, str]]:
    if source.kinds[name] in ("number", "flag"):
        return [(name, source.number(name))]
    if source.kinds[name] != "text":
        raise BadTable(f"Column {name!r} holds {source.kinds[name]}: a covariate is a number or a word.")
    column = source.column(name)
    answer = source.ask(
        f"SELECT {column} AS word, count(*) AS n FROM {source.table} WHERE {whole} GROUP BY {column} ORDER BY word"
    )
    words = [str(word) for word in answer["word"]]
    if len(words) > MOST_WORDS:
        raise BadTable(f"Column {name!r} holds {len(words)} different words. Join them into {MOST_WORDS} or fewer.")
    if len(words) == 1:
        raise BadTable(f"Column {name!r} is {words[0]!r} in every row that can be used: leave it out.")
    indicator = "CASE WHEN {} = {} THEN CAST(1 AS DOUBLE) ELSE CAST(0 AS DOUBLE) END"
    return [(f"{name}: {word}", indicator.format(column, source.literal(word))) for word in words[1:]]


def _moments(source: Source, found: Sequence[str], whole: str, where: str) -> tuple[int, int, Array, Array]:
    """Counts, means, and spreads around those means (a second look, so that nothing cancels)."""
    all_rows = f"SELECT count(*) AS n, sum(CASE WHEN {whole} THEN 1 ELSE 0 END) AS whole_"
    counted = source.ask(f"{all_rows} FROM {source.table} WHERE {where}")
    total, rows = int(counted["n"][0]), int(np.nan_to_num(counted["whole_"][0]))
    if rows == 0:
        raise TooLittle("No row has all the columns that this needs.")
    if not found:
        return rows, total - rows, np.zeros(0), np.zeros(0)
    averages = ", ".join(f"avg({sql}) AS m{i}" for i, sql in enumerate(found))
    limits = ", ".join(f"max(abs({sql})) AS top{i}" for i, sql in enumerate(found))
    first = source.ask(f"SELECT {averages}, {limits} FROM {source.table} WHERE {whole}")
    means = np.array([first[f"m{i}"][0] for i in range(len(found))])
    tops = np.array([first[f"top{i}"][0] for i in range(len(found))])
    if not np.all(np.isfinite(tops)):
        return rows, total - rows, means, np.where(np.isfinite(tops), 1.0, np.inf)
    squares = ", ".join(
        f"avg(power(({sql}) - CAST('{m!r}' AS DOUBLE), 2)) AS v{i}"
        for i, (sql, m) in enumerate(zip(found, means.tolist(), strict=True))
    )
    second = source.ask(f"SELECT {squares} FROM {source.table} WHERE {whole}")
    spreads = np.sqrt([second[f"v{i}"][0] for i in range(len(found))])
    # A column that never changes may still leave rounding behind.
    return rows, total - rows, means, np.where(spreads <= 1e-12 * np.maximum(tops, 1e-300), 0.0, spreads)
