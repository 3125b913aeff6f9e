"""Counts that may be shown, and those that would point at a person.

A count of 1 to 10 is hidden (the rule of the US Centers for Medicare and Medicaid Services: nothing below 11). Hiding
it alone is not enough: with the total of its row it comes back by subtraction. So more cells are hidden with it,
across every dimension of the table at once (rows, columns, time, filters: each is an axis with its own "all"), until

1. in no line (the levels of one axis and their total) the hidden levels add up to 1 to 10, nor is one hidden alone,
2. no hidden cell follows from all shown cells together, by any adding and subtracting at all (linear algebra over
   every line), knowing that counts are whole and not negative only leaves a range.

A table that grows by a month is one table with time as an axis. What was hidden in an earlier release can be given as
`hidden_before`, so that the difference between two releases gives nothing back either.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trailside.evidence.errors import BadTable
from trailside.evidence.tables import Array

SMALLEST = 11
ALL = "all"
Cell = tuple[str, ...]
Place = tuple[int, ...]


@dataclass(frozen=True)
class Protected:
    """A table that may be shown. `axes` gives the levels of each dimension, "all" last."""

    axes: Mapping[str, tuple[str, ...]]
    shown: Mapping[Cell, int]
    hidden: frozenset[Cell]

    def __getitem__(self, cell: Cell) -> int | None:
        """The count, or None when it is hidden. "all" stands for every level of an axis."""
        if cell not in self.shown and cell not in self.hidden:
            raise KeyError(f"{cell} is not a cell of {list(self.axes)}")
        return self.shown.get(cell)

    def text(self, cell: Cell) -> str:
        """The count for a page: a number with commas, or a dash where it is hidden."""
        count = self[cell]
        return "–" if count is None else f"{count:,}"


def protect(
    counts: Mapping[Cell, int], axes: Sequence[str], *, smallest: int = SMALLEST, hidden_before: Iterable[Cell] = ()
) -> Protected:
    """Decide what may be shown of a table of people.

    `counts`: people for each combination of levels, one level per axis in the order of `axes`; combinations that are
    left out are zero. Totals are worked out here and may be shown too. Raises BadTable for counts that are no counts.
    """
    levels = _levels(counts, axes)
    table = _with_totals(counts, levels)
    hidden = (table > 0) & (table < smallest)
    for cell in hidden_before:
        place = _place(cell, levels)
        if place is not None and table[place] > 0:
            hidden[place] = True
    _complement(table, hidden, smallest)
    cells = {tuple(ax[i] for ax, i in zip(levels, place, strict=True)): place for place in np.ndindex(table.shape)}
    return Protected(
        axes=dict(zip(axes, levels, strict=True)),
        shown={cell: int(table[place]) for cell, place in cells.items() if not hidden[place]},
        hidden=frozenset(cell for cell, place in cells.items() if hidden[place]),
    )


def may_show(n: int, smallest: int = SMALLEST) -> bool:
    """True when a number about n people (a mean, a rate) may be shown by itself."""
    return n == 0 or n >= smallest


def _levels(counts: Mapping[Cell, int], axes: Sequence[str]) -> list[tuple[str, ...]]:
    for cell, count in counts.items():
        if len(cell) != len(axes) or ALL in cell:
            raise BadTable(f"{cell}: give one level for each of {list(axes)}, and leave totals to this function.")
        if count < 0 or count != int(count):
            raise BadTable(f"{cell} is {count}: counts of people are whole and not negative.")
    return [(*dict.fromkeys(cell[i] for cell in counts), ALL) for i in range(len(axes))]


def _with_totals(counts: Mapping[Cell, int], levels: list[tuple[str, ...]]) -> Array:
    inner = np.zeros([len(axis) - 1 for axis in levels], dtype=np.int64)
    for cell, count in counts.items():
        inner[tuple(axis.index(level) for axis, level in zip(levels, cell, strict=True))] += count
    for i in range(len(levels)):
        inner = np.concatenate([inner, inner.sum(axis=i, keepdims=True)], axis=i)
    return inner


def _place(cell: Cell, levels: list[tuple[str, ...]]) -> Place | None:
    if len(cell) != len(levels) or any(level not in axis for axis, level in zip(levels, cell, strict=True)):
        return None
    return tuple(axis.index(level) for axis, level in zip(levels, cell, strict=True))


def _complement(table: Array, hidden: Array, smallest: int) -> None:
    """Hide more, in place, until nothing hidden comes back.

    Each round hides at least one cell, and with all but zeros hidden nothing can be worked out, so it ends.
    """
    lines = list(_lines(table.shape))
    while True:
        open_lines = [line for line in lines if _gives_away(table, hidden, line, smallest)]
        for line in open_lines:
            while _gives_away(table, hidden, line, smallest):
                _hide_one(table, hidden, line)
        if open_lines:
            continue
        known = _determined(hidden, lines)
        if not known:
            return
        through = [line for line in lines if known[0] in line and _candidates(table, hidden, line)]
        touching = [line for line in lines if _candidates(table, hidden, line) and any(hidden[at] for at in line)]
        _hide_one(table, hidden, min(through or touching, key=lambda line: table[_candidates(table, hidden, line)[0]]))


def _lines(shape: tuple[int, ...]) -> Iterable[tuple[Place, ...]]:
    """Every line: the places along one axis, the total last."""
    for axis, size in enumerate(shape):
        others = [range(n) if i != axis else (0,) for i, n in enumerate(shape)]
        for start in itertools.product(*others):
            yield tuple((*start[:axis], i, *start[axis + 1 :]) for i in range(size))


def _gives_away(table: Array, hidden: Array, line: tuple[Place, ...], smallest: int) -> bool:
    """True when this line alone tells a hidden cell, or a small sum of hidden levels."""
    levels = [place for place in line[:-1] if hidden[place]]
    if hidden[line[-1]]:
        return not levels  # everything under a hidden total is shown: it adds up
    return len(levels) == 1 or 0 < sum(int(table[place]) for place in levels) < smallest


def _candidates(table: Array, hidden: Array, line: tuple[Place, ...]) -> list[Place]:
    """Cells of the line that hiding would help, the best first: small ones, levels before totals."""
    free = [place for place in line if not hidden[place] and table[place] > 0]
    return sorted(free, key=lambda place: (_totals(place, table.shape), int(table[place])))


def _totals(place: Place, shape: tuple[int, ...]) -> int:
    return sum(i == n - 1 for i, n in zip(place, shape, strict=True))


def _hide_one(table: Array, hidden: Array, line: tuple[Place, ...]) -> None:
    hidden[_candidates(table, hidden, line)[0]] = True


def _determined(hidden: Array, lines: Sequence[tuple[Place, ...]]) -> list[Place]:
    """Hidden cells that follow from all shown cells together: those that no change keeping every line can move."""
    unknown = {place: i for i, place in enumerate(map(tuple, np.argwhere(hidden).tolist()))}
    if not unknown:
        return []
    rows = []
    for line in lines:
        row = np.zeros(len(unknown))
        for place in line:
            if place in unknown:
                row[unknown[place]] = -1.0 if place == line[-1] else 1.0
        if row.any():
            rows.append(row)
    _, sizes, vectors = np.linalg.svd(np.array(rows))
    rank = int((sizes > 1e-9).sum())
    movable = np.abs(vectors[rank:]).max(axis=0, initial=0.0) > 1e-9
    return [place for place, i in unknown.items() if not movable[i]]
