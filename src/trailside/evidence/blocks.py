"""Cross-products per block of people, so that people can be drawn again a thousand times without reading them again.

A person's block comes from their id: the first three hexadecimal digits of its MD5, or, for whole numbers, the top
bits of id times the golden ratio modulo a prime (Knuth, volume 3, 6.4). That makes 4,096 blocks, the same on every
engine, independent of order and of every value. All rows of a person fall in one block, so drawing blocks with
replacement is the bootstrap for clusters; with few people a block is one person. Blocks of two organisations add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.moments import Moments, centred, known, sums_of
from trailside.evidence.slips import no_slips
from trailside.evidence.tables import Array, Source


@dataclass(frozen=True)
class Blocks:
    """``n`` rows, ``people`` (b,); ``first`` (b, k) sums, ``second`` (b, k, k) products around ``centre``."""

    names: tuple[str, ...]
    keys: tuple[str, ...]
    centre: Array
    n: Array
    first: Array
    second: Array
    people: Array
    missing: int

    def merge(self, other: Blocks) -> Blocks:
        """The blocks of both parts (of different people)."""
        theirs = other.around(self.centre)
        keys, where = np.unique(np.array([*self.keys, *theirs.keys]), return_inverse=True)

        def both(mine: Array, more: Array) -> Array:
            stacked = np.concatenate([mine, more])
            total = np.zeros((len(keys), *stacked.shape[1:]))
            np.add.at(total, where, stacked)
            return total

        return Blocks(
            self.names, tuple(keys.tolist()), self.centre, both(self.n, theirs.n), both(self.first, theirs.first),
            both(self.second, theirs.second), both(self.people, theirs.people), self.missing + other.missing,
        )  # fmt: skip

    def around(self, centre: Array) -> Blocks:
        """The same sums around another centre."""
        d = self.centre - centre
        crossed = self.first[:, :, None] * d[None, None, :]
        moved = crossed + crossed.transpose(0, 2, 1) + self.n[:, None, None] * np.outer(d, d)
        first = self.first + self.n[:, None] * d
        return Blocks(self.names, self.keys, centre, self.n, first, self.second + moved, self.people, self.missing)

    def total(self) -> Moments:
        """Everybody."""
        n, first = float(self.n.sum()), self.first.sum(0)
        scatter = self.second.sum(0) - np.outer(first, first) / n
        return Moments(self.names, round(n), self.centre + first / n, scatter, self.missing)

    def draw(self, draws: int, seed: int) -> tuple[Array, Array]:
        """(n (draws,), scatter (draws, k, k)) of ``draws`` samples of blocks with replacement."""
        b, k = len(self.keys), len(self.names)
        rng = np.random.default_rng(seed)
        picked = rng.integers(0, b, (draws, b)) + np.arange(draws)[:, None] * b
        times = np.bincount(picked.ravel(), minlength=draws * b).reshape(draws, b).astype(float)
        sums = times @ np.concatenate([self.n[:, None], self.first, self.second.reshape(b, k * k)], axis=1)
        n, first = sums[:, 0], sums[:, 1 : 1 + k]
        scatter = sums[:, 1 + k :].reshape(draws, k, k) - first[:, :, None] * first[:, None, :] / n[:, None, None]
        return n, scatter


def read_blocks(source: Source, columns: Sequence[str], person: str) -> Blocks:
    """One scan over the rows where all columns are known. Raises BadTable for infinite values, TooLittle for no row."""
    who = source.column(person)
    whole = f"{known(source, columns)} AND {who} IS NOT NULL"
    no_slips(source, {name: source.number(name) for name in columns}, whole)
    pieces, centre = centred(source, columns, whole)
    shown = ", ".join(f"{piece} AS v{i}" for i, piece in enumerate(pieces))
    answer = source.ask(
        f"SELECT block, {sums_of(pieces)} FROM (SELECT {_block(source, person)} AS block, {shown} "
        f"FROM {source.table} WHERE {whole}) r1 GROUP BY block ORDER BY block"
    )
    n = answer["n"]
    k = len(columns)
    first = np.stack([answer[f"s{i}"] for i in range(k)], axis=1)
    second = np.empty((len(n), k, k))
    for i in range(k):
        for j in range(i, k):
            second[:, i, j] = second[:, j, i] = answer[f"p{i}_{j}"]
    if not (np.isfinite(first).all() and np.isfinite(second).all()):
        raise BadTable("A column holds infinite or absurdly large values. Leave those cells empty.")
    if len(n) < 11:
        raise TooLittle("Hardly anybody has all the columns. At least 30 people would be enough.")
    total = source.ask(f"SELECT count(*) AS n FROM {source.table}")
    keys = tuple(key if isinstance(key, str) else f"{key:.0f}" for key in answer["block"])
    people = _people(source, person, whole, n)
    return Blocks(tuple(columns), keys, centre, n, first, second, people, int(total["n"][0] - n.sum()))


def _people(source: Source, person: str, whole: str, n: Array) -> Array:
    """People per block; counting them block by block is slow and needed only when some have several rows."""
    who = source.column(person)
    rows = f"FROM {source.table} WHERE {whole}"
    if source.ask(f"SELECT count(DISTINCT {who}) AS n {rows}")["n"][0] == n.sum():
        return n
    asked = f"SELECT {_block(source, person)} AS block, count(DISTINCT {who}) AS n {rows} GROUP BY 1 ORDER BY block"
    return source.ask(asked)["n"]


def _block(source: Source, person: str) -> str:
    who = source.column(person)
    if source.kinds[person] != "number":
        return f"substr(md5(CAST({who} AS STRING)), 1, 3)"
    prime, golden = 2_147_483_647, 1_327_217_885
    spread = f"(abs(CAST({who} AS BIGINT)) % {prime}) * {golden} % {prime}"
    return f"CAST(floor({spread} / 524288) AS BIGINT)"
