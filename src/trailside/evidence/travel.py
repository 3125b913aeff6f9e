"""What may leave the house: sums over at least 11 people, as text, to be added to another organisation's.

`private` makes a statistic fit to travel: times are joined until no count of 1 to 10 is left, blocks of few people are
folded together, small groups stay at home; what cannot be made fit is refused. `pack` does that and writes text,
`unpack` reads it back. Growth models have their own (`growth_part`).
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np

from trailside.evidence.blocks import Blocks
from trailside.evidence.change.rates import Moves
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.groups.pooling import GroupSums
from trailside.evidence.logistic import Sums
from trailside.evidence.moments import Moments
from trailside.evidence.survival.exits import Exits
from trailside.evidence.survival.risk import RiskSums
from trailside.evidence.tables import Array

SMALLEST = 11
KINDS = {kind.__name__: kind for kind in (Blocks, Exits, GroupSums, Moments, Moves, RiskSums, Sums)}
Statistic = TypeVar("Statistic", Blocks, Exits, GroupSums, Moments, Moves, RiskSums, Sums)


def private(statistic: Statistic, smallest: int = SMALLEST) -> Statistic:
    """The statistic without any count of fewer than ``smallest`` people. Raises TooLittle when that cannot be."""
    if isinstance(statistic, Exits):
        return _joined_times(statistic, smallest)
    if isinstance(statistic, Blocks):
        return _folded(statistic, smallest)
    if isinstance(statistic, GroupSums):
        return _large_groups(statistic, smallest)
    if _fewest(statistic) < smallest:
        raise TooLittle(f"A part of this counts fewer than {smallest} people, so it stays at home.")
    return statistic


def pack(statistic: Statistic, smallest: int = SMALLEST) -> str:
    """The private form as JSON text."""
    kept = private(statistic, smallest)
    plain = {f.name: _plain(getattr(kept, f.name)) for f in fields(kept)}
    return json.dumps({"kind": type(kept).__name__, **plain})


def unpack(text: str) -> Any:
    """The statistic that `pack` wrote. Raises BadTable for any other text."""
    try:
        words = json.loads(text)
        kind = KINDS[words.pop("kind")]
        return kind(**{f.name: _shaped(words[f.name]) for f in fields(kind)})
    except (KeyError, TypeError, ValueError, AttributeError) as why:
        raise BadTable("This is not a statistic that was packed for travelling.") from why


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return {"array": value.tolist(), "shape": list(value.shape), "of": value.dtype.kind}
    return value


def _shaped(value: Any) -> Any:
    if isinstance(value, dict):
        return np.array(value["array"], np.int64 if value["of"] == "i" else float).reshape(value["shape"])
    return _tuples(value)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def _fewest(statistic: Moments | Moves | RiskSums | Sums) -> float:
    if isinstance(statistic, Moments):
        return statistic.n
    if isinstance(statistic, Moves):
        return min((n for _, n in statistic.counts), default=0)
    if isinstance(statistic, RiskSums):
        # A Cox model travels on times that both have rounded beforehand, so that every cell holds enough endings.
        return float(statistic.events[statistic.events > 0].min(initial=np.inf))
    return min(statistic.ones, statistic.rows - statistic.ones)


def _joined_times(exits: Exits, smallest: int) -> Exits:
    """Neighbouring times joined (at the later one) until every count is 0 or large enough."""
    starts, running = [0], np.zeros_like(exits.left[:, 0, :])
    for i in range(len(exits.times)):
        running = running + exits.left[:, i, :]
        if not _small(running, smallest) and i + 1 < len(exits.times):
            starts.append(i + 1)
            running = np.zeros_like(running)
    if _small(running, smallest):
        # What is left at the end joins the times before it, as far back as needed.
        while len(starts) > 1 and _small(running, smallest):
            starts.pop()
            running = exits.left[:, starts[-1] :, :].sum(1)
    if _small(running, smallest):
        raise TooLittle(f"A group or an ending has fewer than {smallest} people in all, so it stays at home.")
    left = np.add.reduceat(exits.left, starts, axis=1)
    last = np.array([*starts[1:], len(exits.times)]) - 1
    return replace(exits, times=exits.times[last], left=left)


def _small(counts: Array, smallest: int) -> bool:
    return bool(np.any((counts > 0) & (counts < smallest)))


def _folded(blocks: Blocks, smallest: int) -> Blocks:
    """Blocks put together in the order of their keys until each has enough people; many are left for the bootstrap."""
    label = np.zeros(len(blocks.keys), np.int64)
    running, at = 0.0, 0
    for i, n in enumerate(blocks.people):
        label[i], running = at, running + float(n)
        if running >= smallest:
            running, at = 0.0, at + 1
    if at == 0:
        raise TooLittle(f"Fewer than {smallest} people, so it stays at home.")
    label[label == at] = at - 1

    def gathered(values: Array) -> Array:
        total = np.zeros((at, *values.shape[1:]))
        np.add.at(total, label, values)
        return total

    first = [int(np.flatnonzero(label == k)[0]) for k in range(at)]
    return replace(
        blocks,
        keys=tuple(blocks.keys[i] for i in first),
        n=gathered(blocks.n),
        first=gathered(blocks.first),
        second=gathered(blocks.second),
        people=gathered(blocks.people),
    )


def _large_groups(sums: GroupSums, smallest: int) -> GroupSums:
    """The groups that are large enough; people of the others count as missing."""
    kept = sums.people >= smallest
    if not kept.any():
        raise TooLittle(f"No group has {smallest} people, so it stays at home.")
    names = tuple(name for name, keep in zip(sums.names, kept, strict=True) if keep)
    missing = sums.missing + int(sums.people[~kept].sum())
    return GroupSums(names, sums.people[kept], sums.mean[kept], sums.squares[kept], missing)
