"""What one scan at given coefficients must bring home for a Cox model: sums per stratum and time, nothing about people.

For w = exp(x b), each cell (stratum, time) holds the sums of w, w x, w x x' over everybody who leaves there and over
those who leave by the event, the number of events and the sum of their x. Sums add up across organisations, so a
federation fits the same model exactly by exchanging these cells once per Newton step.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trailside.evidence.tables import Array


@dataclass(frozen=True)
class RiskSums:
    """Cells in order of stratum, then time. ``left`` and ``ended`` are (cells, 1 + p + p (p + 1) / 2): w, wx, wxx'."""

    stratum: NDArray[np.int64]
    times: Array
    left: Array
    ended: Array
    events: Array
    moved: Array

    @property
    def covariates(self) -> int:
        return int(self.moved.shape[1])

    def merge(self, other: "RiskSums") -> "RiskSums":
        """The sums of both parts; the numbering of strata must mean the same in both."""
        stratum = np.concatenate([self.stratum, other.stratum])
        times = np.concatenate([self.times, other.times])
        layers, moments, where = cells_of(stratum, times)

        def both(mine: Array, theirs: Array) -> Array:
            stacked = np.concatenate([mine, theirs])
            total = np.zeros((len(moments), *stacked.shape[1:]))
            np.add.at(total, where, stacked)
            return total

        return RiskSums(
            layers,
            moments,
            both(self.left, other.left),
            both(self.ended, other.ended),
            both(self.events, other.events),
            both(self.moved, other.moved),
        )

    def at_risk(self) -> Array:
        """The sums over everybody still followed just before each time, within the stratum."""
        return backwards(self.left, self.stratum)

    def to_dict(self) -> dict[str, Any]:
        return {
            "stratum": self.stratum.tolist(),
            "times": self.times.tolist(),
            "left": self.left.tolist(),
            "ended": self.ended.tolist(),
            "events": self.events.tolist(),
            "moved": self.moved.tolist(),
        }


def cells_of(stratum: NDArray[np.int64], time: Array) -> tuple[NDArray[np.int64], Array, NDArray[np.int64]]:
    """(stratum and time of each different cell, in that order, and the cell of each row)."""
    moments, at = np.unique(time, return_inverse=True)
    # One number per cell sorts ten times faster than pairs.
    both, code = np.unique(stratum.astype(np.int64) * len(moments) + at, return_inverse=True)
    return both // len(moments), moments[both % len(moments)], code


def backwards(cells: Array, stratum: NDArray[np.int64]) -> Array:
    """Sums from the end of each stratum back to each cell."""
    total = np.cumsum(cells[::-1], axis=0)[::-1]
    ends = np.flatnonzero(np.diff(stratum)) + 1
    for start, stop in zip([0, *ends], [*ends, len(stratum)], strict=True):
        if stop < len(stratum):
            # Summed afresh per stratum, not by subtraction, which would cancel.
            total[start:stop] = np.cumsum(cells[start:stop][::-1], axis=0)[::-1]
    return np.asarray(total)


def columns(covariates: int) -> list[tuple[int, int]]:
    """The order of the second moments in a cell: (0, 0), (0, 1), ..., (1, 1), ..."""
    return [(i, j) for i in range(covariates) for j in range(i, covariates)]


def matrices(cells: Array, covariates: int) -> tuple[Array, Array, Array]:
    """(w, wx, wxx') of cells as arrays (cells,), (cells, p), (cells, p, p)."""
    p = covariates
    second = np.empty((len(cells), p, p))
    for at, (i, j) in enumerate(columns(p)):
        second[:, i, j] = second[:, j, i] = cells[:, 1 + p + at]
    return cells[:, 0], cells[:, 1 : 1 + p], second


@dataclass(frozen=True)
class People:
    """Alike people counted together, in memory: the same sums without a query engine.

    ``code`` (rows,) the cell of each row; ``ended`` (rows,) whether by the event; ``x`` (rows, p); ``count`` (rows,).
    """

    stratum: NDArray[np.int64]
    times: Array
    code: NDArray[np.int64]
    ended: NDArray[np.bool_]
    x: Array
    count: Array

    @classmethod
    def of(
        cls,
        time: Array,
        ended: NDArray[np.bool_],
        x: Array,
        stratum: NDArray[np.int64] | None = None,
        count: Array | None = None,
    ) -> "People":
        strata = np.zeros(len(time), np.int64) if stratum is None else stratum
        layers, times, code = cells_of(strata, time)
        weight = np.ones(len(time)) if count is None else count
        return cls(layers, times, code, ended, x, weight)

    @cached_property
    def _in_order(self) -> "_Ordered":
        """The rows cell after cell, and what does not depend on coefficients; worked out once for all steps."""
        order = np.argsort(self.code, kind="stable")
        ended = self.ended[order]
        starts = np.searchsorted(self.code[order], np.arange(len(self.times)))
        x, counted = self.x[order].T.copy(), np.where(ended, self.count[order], 0.0)
        events = _summed(counted, starts)
        moved = np.stack([_summed(counted * v, starts) for v in x], axis=1)
        return _Ordered(x, self.count[order], ended, starts, events, moved)

    def sums(self, coefficients: Array) -> RiskSums:
        """One pass over the rows at these coefficients."""
        rows = self._in_order
        p = len(rows.x)
        weight = rows.count * np.exp(coefficients @ rows.x)
        left, ended = np.empty((2, 1 + p + p * (p + 1) // 2, len(self.times)))
        first = [weight * v for v in rows.x]
        for i, term in enumerate([weight, *first, *(first[i] * rows.x[j] for i, j in columns(p))]):
            left[i] = _summed(term, rows.starts)
            ended[i] = _summed(term * rows.ended, rows.starts)
        return RiskSums(self.stratum, self.times, left.T, ended.T, rows.events, rows.moved)


@dataclass(frozen=True)
class _Ordered:
    x: Array
    count: Array
    ended: NDArray[np.bool_]
    starts: NDArray[np.intp]
    events: Array
    moved: Array


def _summed(rows: Array, starts: NDArray[np.intp]) -> Array:
    return rows if len(starts) == len(rows) else np.asarray(np.add.reduceat(rows, starts))
