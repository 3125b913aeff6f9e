"""Means and cross-products of a few columns, from one scan, that add up exactly.

Sums are taken around a rough centre (the mean of the first rows), so that nothing cancels when numbers are large and
close together; two parts merge by Chan, Golub & LeVeque (1979).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.slips import no_slips
from trailside.evidence.tables import Array, Source

LOOK = 1_000


@dataclass(frozen=True)
class Moments:
    """``mean`` (k,) and ``scatter`` (k, k), the sum of squares and products around the mean, of ``n`` rows."""

    names: tuple[str, ...]
    n: int
    mean: Array
    scatter: Array
    missing: int = 0

    def merge(self, other: Moments) -> Moments:
        """The moments of both parts together."""
        n = self.n + other.n
        if n == 0:
            return self
        gap = other.mean - self.mean
        mean = self.mean + gap * (other.n / n)
        scatter = self.scatter + other.scatter + np.outer(gap, gap) * (self.n * other.n / n)
        return Moments(self.names, n, mean, scatter, self.missing + other.missing)

    @property
    def covariance(self) -> Array:
        """(k, k), with n - 1."""
        return np.asarray(self.scatter / (self.n - 1))

    @property
    def spread(self) -> Array:
        """(k,) standard deviations."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    def to_dict(self) -> dict[str, Any]:
        return {
            "names": list(self.names), "n": self.n, "mean": self.mean.tolist(),
            "scatter": self.scatter.tolist(), "missing": self.missing,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, words: Mapping[str, Any]) -> Moments:
        mean, scatter = np.array(words["mean"], float), np.array(words["scatter"], float)
        return cls(tuple(words["names"]), words["n"], mean, scatter, words["missing"])


def known(source: Source, columns: Sequence[str]) -> str:
    """SQL: whether all of these numeric columns are there."""
    parts = [f"{source.column(name)} IS NOT NULL AND NOT isnan({source.number(name)})" for name in columns]
    return " AND ".join(parts) or "TRUE"


def centred(source: Source, columns: Sequence[str], where: str) -> tuple[list[str], Array]:
    """SQL of each column minus a rough centre, and those centres. Raises TooLittle when no row is whole."""
    averages = ", ".join(f"avg({source.column(name)}) AS m{i}" for i, name in enumerate(columns))
    shown = ", ".join(source.column(name) for name in columns)
    first = source.ask(f"SELECT {averages} FROM (SELECT {shown} FROM {source.table} WHERE {where} LIMIT {LOOK}) r0")
    centre = np.array([first[f"m{i}"][0] for i in range(len(columns))], float)
    if np.isnan(centre).any():
        raise TooLittle("No row has all the columns that this needs.")
    if not np.isfinite(centre).all():
        raise BadTable("A column holds infinite values. Leave those cells empty.")
    return [
        f"({source.number(name)} - CAST('{c!r}' AS DOUBLE))" for name, c in zip(columns, centre.tolist(), strict=True)
    ], centre


def sums_of(pieces: Sequence[str]) -> str:
    """SQL: the count, sums and products of expressions, as n, s0, s1, ..., p0_0, p0_1, ..."""
    k = range(len(pieces))
    first = [f"sum(v{i}) AS s{i}" for i in k]
    second = [f"sum(v{i} * v{j}) AS p{i}_{j}" for i in k for j in k if j >= i]
    return ", ".join(["count(*) AS n", *first, *second])


def read_moments(source: Source, columns: Sequence[str], where: str = "TRUE") -> Moments:
    """The moments of ``columns`` over the rows where all of them are known. Raises BadTable for infinite values."""
    whole = f"({where}) AND {known(source, columns)}"
    no_slips(source, {name: source.number(name) for name in columns}, whole)
    pieces, centre = centred(source, columns, whole)
    shown = ", ".join(f"{piece} AS v{i}" for i, piece in enumerate(pieces))
    answer = source.ask(f"SELECT {sums_of(pieces)} FROM (SELECT {shown} FROM {source.table} WHERE {whole}) r1")
    total = source.ask(f"SELECT count(*) AS n FROM {source.table} WHERE {where}")
    n, k = int(answer["n"][0]), len(columns)
    first = np.array([answer[f"s{i}"][0] for i in range(k)])
    second = np.empty((k, k))
    for i in range(k):
        for j in range(i, k):
            second[i, j] = second[j, i] = answer[f"p{i}_{j}"][0]
    if not (np.isfinite(first).all() and np.isfinite(second).all()):
        raise BadTable("A column holds infinite or absurdly large values. Leave those cells empty.")
    missing = int(total["n"][0]) - n
    return Moments(tuple(columns), n, centre + first / n, second - np.outer(first, first) / n, missing)
