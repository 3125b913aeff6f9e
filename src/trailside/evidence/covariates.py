"""Columns that describe people, as numbers: each numeric column one term, each word but the first one indicator.

Only complete rows are used, and each term is known by its mean and spread, so that a method can ask for it centred
and scaled: the answer then does not depend on shift or scale, and sums do not cancel.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.slips import Look, no_slips
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
    numbers = {name: source.number(name) for name in columns if source.kinds[name] in ("number", "flag")}
    rows, seen = no_slips(source, numbers, whole)
    if rows == 0:
        raise TooLittle("No row has all the columns that this needs.")
    terms: list[Term] = []
    for name in columns:
        number = numbers.get(name)
        terms += _words(source, name, whole) if number is None else [_number(name, number, seen[name], rows)]
    total = int(source.ask(f"SELECT count(*) AS n FROM {source.table} WHERE {where}")["n"][0])
    return Covariates(tuple(terms), whole, rows, total - rows)


def _number(name: str, sql: str, seen: Look, rows: int) -> Term:
    # A column that never changes may still leave rounding behind.
    if not seen.spread > 1e-12 * max(abs(seen.low), abs(seen.high), 1e-300):
        raise BadTable(f"Column {name!r} is the same in every row that can be used: leave it out.")
    return Term(name, sql, seen.mean, seen.spread * math.sqrt((rows - 1) / rows))


def _words(source: Source, name: str, whole: str) -> list[Term]:
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
    shares = answer["n"] / answer["n"].sum()
    return [
        Term(f"{name}: {word}", indicator.format(column, source.literal(word)), share, math.sqrt(share * (1 - share)))
        for word, share in zip(words[1:], shares[1:].tolist(), strict=True)
    ]
