"""What the model expects over time, with a band for how sure the average is."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from trailside.evidence.errors import BadTable
from trailside.evidence.mixed.design import Design
from trailside.evidence.mixed.fitted import Fitted
from trailside.evidence.mixed.sureness import freedom, intervals
from trailside.evidence.tables import Array

Value = str | float | bool


@dataclass(frozen=True)
class Trajectory:
    """One row per combination of `values`: the expected `middle` of the average person, and the band around it.

    The band holds the average with the chance `level` at each point by itself (Satterthwaite), not single people.
    """

    outcome: str
    time: str
    values: Mapping[str, tuple[Value, ...]]
    middle: Array
    low: Array
    high: Array
    level: float

    def to_frame(self) -> pa.Table:
        """An Arrow table: the values, `middle`, `low`, `high`."""
        return pa.table({**{k: list(v) for k, v in self.values.items()},
                         "middle": self.middle, "low": self.low, "high": self.high})  # fmt: skip


def trajectory(
    fitted: Fitted, design: Design, time: str, at: Mapping[str, Sequence[Value]], level: float
) -> Trajectory:
    """The average at every combination of `at`, which must name every column that the formula uses."""
    names = list(at)
    rows = list(itertools.product(*at.values()))
    values = {name: tuple(row[i] for row in rows) for i, name in enumerate(names)}
    x = matrix(design, values, len(rows))
    middle = x @ fitted.beta
    errors = np.sqrt(np.maximum(np.einsum("kp,pq,kq->k", x, fitted.vcov, x), 0.0))
    band = intervals(middle, errors, freedom(fitted, x), level)
    low, high = (np.array([getattr(limits, end) for limits in band]) for end in ("low", "high"))
    return Trajectory(design.outcome.name, time, values, middle, low, high, level)


def matrix(design: Design, values: Mapping[str, Sequence[Value]], size: int) -> Array:
    """The design's columns worked out on values, (size, p)."""
    arrays = {name: np.array(list(column), dtype=object) for name, column in values.items()}
    columns = []
    for column in design.columns:
        out = np.ones(size)
        for factor in column.factors:
            out = out * _worked_out(factor.value, arrays, factor.columns)
        columns.append(out)
    return np.column_stack(columns)


def _worked_out(value: object, arrays: Mapping[str, Array], needs: Sequence[str]) -> Array:
    lacking = [name for name in needs if name not in arrays]
    if lacking:
        raise BadTable(f"Say which value of {lacking[0]!r} is meant, such as at={{{lacking[0]!r}: [0]}}.")
    return np.asarray(value(arrays), dtype=float)  # type: ignore[operator]  # a bound method of Expression
