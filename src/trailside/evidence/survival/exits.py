"""How many people left at each time, and how: the sufficient statistic of every curve in this folder.

It is additive: the exits of two organisations merge to the exits of both, exactly, without a row being shared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from trailside.evidence.tables import Array


def coded(words: Array) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The different words in order, and the number of each row's word; -1 for None."""
    if words.dtype.kind == "U" and len(words) and (words == words[0]).all():
        return (str(words[0]),), np.zeros(len(words), np.int64)
    found = pa.array(words, pa.string(), from_pandas=True).dictionary_encode()
    order = sorted(range(len(found.dictionary)), key=lambda i: found.dictionary[i].as_py())
    place = np.full(len(order) + 1, -1, np.int64)
    place[order] = np.arange(len(order))
    where = found.indices.fill_null(len(order)).to_numpy(zero_copy_only=False)
    return tuple(found.dictionary[i].as_py() for i in order), place[where]


@dataclass(frozen=True)
class Exits:
    """Counts of people by group, time and ending.

    ``times`` (m,) ascending; ``left`` (groups, m, 1 + endings) where column 0 of the last axis is "still here when
    last seen" (censored) and the others are the named endings. ``missing``: people without a time or an ending.
    """

    groups: tuple[str, ...]
    endings: tuple[str, ...]
    times: Array
    left: Array
    missing: int = 0

    @classmethod
    def tally(cls, group: Array, time: Array, ending: Array, count: Array, missing: int = 0) -> "Exits":
        """From rows of a GROUP BY: group and ending are texts (ending None: still here when last seen)."""
        groups, at_group = coded(group)
        times, at_time = np.unique(time.astype(float), return_inverse=True)
        endings, at_ending = coded(ending)
        shape = (len(groups), 1 + len(endings), len(times))
        cell = (at_group * shape[1] + at_ending + 1) * shape[2] + at_time
        left = np.bincount(cell, count, int(np.prod(shape))).reshape(shape).transpose(0, 2, 1)
        return cls(groups, endings, times, left, missing)

    @classmethod
    def of_rows(cls, time: Array, ended: NDArray[np.bool_], kinds: Sequence[str | None], missing: int = 0) -> "Exits":
        """From one row per person, for times that hardly repeat: ``kinds`` names what not ended and ended mean.

        A time is not negative, so the bit of its sign is free to carry how it ended, and one sort of whole numbers,
        in place of ``time`` (which is used up), does it all.
        """
        moments, everybody = time.view(np.uint64), len(time)
        moments <<= np.uint64(1)
        moments |= ended
        moments.sort()
        second = (moments & np.uint64(1)).astype(float)
        moments >>= np.uint64(1)
        at_risk, here = np.arange(float(everybody), 0, -1), np.ones(1)
        if (moments[1:] == moments[:-1]).any():
            firsts = np.concatenate([[0], np.flatnonzero(moments[1:] != moments[:-1]) + 1])
            second, moments, at_risk = np.add.reduceat(second, firsts), moments[firsts], at_risk[firsts]
            here = np.diff(np.append(firsts, everybody)).astype(float)
        endings = sorted({kind for kind in kinds if kind is not None})
        left = np.zeros((1, 1 + len(endings), len(moments)))
        for place, count in zip(kinds, (here - second, second), strict=True):
            left[0, 0 if place is None else 1 + endings.index(place)] += count
        exits = cls(("all",), tuple(endings), moments.view(float), left.transpose(0, 2, 1), missing)
        # Known already, so none of it need be summed up again.
        total = np.broadcast_to(here, (1, len(moments)))
        vars(exits).update(at_risk=at_risk[None], total=total, people=everybody)
        return exits

    def merge(self, other: "Exits") -> "Exits":
        """The exits of both, as if they had been counted together."""
        groups = tuple(sorted({*self.groups, *other.groups}))
        endings = tuple(sorted({*self.endings, *other.endings}))
        times = np.union1d(self.times, other.times)
        left = np.zeros((len(groups), len(times), 1 + len(endings)))
        for part in (self, other):
            g = np.array([groups.index(name) for name in part.groups], np.int64)
            e = np.array([0, *(1 + endings.index(name) for name in part.endings)], np.int64)
            left[np.ix_(g, np.searchsorted(times, part.times), e)] += part.left
        return Exits(groups, endings, times, left, self.missing + other.missing)

    def counting(self, endings: Sequence[str]) -> "Exits":
        """The same people, where every ending that is not named counts as "still here when last seen"."""
        if tuple(endings) == self.endings:
            return self
        kept = [1 + self.endings.index(name) for name in endings]
        rest = [i for i in range(self.left.shape[2]) if i not in kept]
        left = np.concatenate([self.left[:, :, rest].sum(2, keepdims=True), self.left[:, :, kept]], axis=2)
        return Exits(self.groups, tuple(endings), self.times, left, self.missing)

    def only(self, group: str) -> "Exits":
        """One group alone, on the times at which somebody of it left."""
        place = self.groups.index(group)
        kept = self.total[place] > 0
        if not kept.all():
            return Exits((group,), self.endings, self.times[kept], self.left[place : place + 1, kept], 0)
        if len(self.groups) == 1 and not self.missing:
            return self
        return Exits((group,), self.endings, self.times, self.left[place : place + 1], 0)

    def together(self, name: str = "all") -> "Exits":
        """All groups as one."""
        return Exits((name,), self.endings, self.times, self.left.sum(0, keepdims=True), self.missing)

    @cached_property
    def total(self) -> Array:
        """(groups, m): people who left at each time, however it ended."""
        return np.asarray(self.left.sum(2))

    @cached_property
    def at_risk(self) -> Array:
        """(groups, m): people still followed just before each time."""
        return np.cumsum(self.total[:, ::-1], axis=1)[:, ::-1]

    @cached_property
    def ended(self) -> Array:
        """(groups, m): people with any named ending at each time."""
        return self.left[:, :, 1] if len(self.endings) == 1 else np.asarray(self.left[:, :, 1:].sum(2))

    @cached_property
    def people(self) -> int:
        return round(float(self.total.sum()))

    def to_dict(self) -> dict[str, Any]:
        return {
            "groups": list(self.groups),
            "endings": list(self.endings),
            "times": self.times.tolist(),
            "left": self.left.tolist(),
            "missing": self.missing,
        }

    @classmethod
    def from_dict(cls, words: dict[str, Any]) -> "Exits":
        left = np.array(words["left"], float).reshape(
            len(words["groups"]), len(words["times"]), 1 + len(words["endings"])
        )
        times = np.array(words["times"], float)
        return cls(tuple(words["groups"]), tuple(words["endings"]), times, left, words["missing"])
