"""What leaves the scan: small, named, additive, and able to travel without a single row.

Two organisations that agree on the coordinates add their statistics and fit the model on both, exactly, without
showing a person (`merge`). For travel, patterns that fewer than 11 people share can be held back (`withheld`); that
leaves out people by when they were asked, not by what they answered, and is counted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from trailside.evidence.errors import BadTable
from trailside.evidence.mixed.layout import Layout, Moment
from trailside.evidence.result import NOTHING_MISSING, Missing
from trailside.evidence.tables import Array

SMALLEST = 11


@dataclass(frozen=True, slots=True)
class Coordinate:
    """An atom in the units of the scan: coded = (value - centre) / unit.

    `steps` is set when every value is a whole number of steps of 1/steps: sums are then exact, whatever their order.
    """

    centre: float = 0.0
    unit: float = 1.0
    steps: float | None = None


@dataclass(frozen=True)
class Statistics:
    """One row per pattern of occasions (and site): `keys` (P, k), `people` (P,), each moment (P,).

    `sites` names the site of each row, or is None. All in the units of `coordinates`.
    """

    layout: Layout
    coordinates: Mapping[str, Coordinate]
    keys: Array
    people: Array
    moments: Mapping[Moment, Array]
    rows: int
    sites: Array | None = None
    missing: Missing = NOTHING_MISSING
    withheld: int = 0

    @property
    def n_people(self) -> int:
        """People with at least one usable row."""
        return int(self.people.sum())

    def merge(self, other: Statistics) -> Statistics:
        """The statistics of both tables together. Raises BadTable when they were not taken in the same coordinates."""
        if self.layout != other.layout or dict(self.coordinates) != dict(other.coordinates):
            raise BadTable("These parts were not taken alike. Take the second with coordinates=first.coordinates.")
        keys = np.vstack([self.keys, other.keys])
        sites = None
        if self.sites is not None and other.sites is not None:
            sites = np.concatenate([self.sites, other.sites])
        group = _same(keys, sites)
        first = np.unique(group, return_index=True)[1]
        moments = {m: np.bincount(group, np.concatenate([a, other.moments[m]])) for m, a in self.moments.items()}
        return replace(
            self,
            keys=keys[first],
            sites=None if sites is None else sites[first],
            people=np.bincount(group, np.concatenate([self.people, other.people])),
            moments=moments,
            rows=self.rows + other.rows,
            missing=_both(self.missing, other.missing),
            withheld=self.withheld + other.withheld,
        )

    def private(self, smallest: int = SMALLEST) -> Statistics:
        """Only patterns that at least `smallest` people share; the others are counted in `withheld`."""
        return self._only(self.people >= smallest)

    def every(self, step: int) -> Statistics:
        """Every so many-th pattern, to find a place to start from where there are very many."""
        return replace(self._only(np.arange(len(self.people)) % step == 0), withheld=self.withheld)

    def _only(self, keep: Array) -> Statistics:
        moments = {moment: values[keep] for moment, values in self.moments.items()}
        lost = int(self.people[~keep].sum())
        sites = None if self.sites is None else self.sites[keep]
        rows = int(self.row_counts[keep].sum())
        return replace(self, keys=self.keys[keep], people=self.people[keep], moments=moments, sites=sites,
                       rows=rows, withheld=self.withheld + lost)  # fmt: skip

    @property
    def row_counts(self) -> Array:
        """Rows in each pattern."""
        place = self.layout.gram(0, 0)
        return self.at(place.keys, place.moment)

    def at(self, keys: tuple[int, ...], moment: Moment) -> Array:
        """A moment times its keys, (P,)."""
        values = self.moments[moment]
        for key in keys:
            values = values * self.keys[:, key]
        return values

    def to_json(self) -> str:
        """The statistics as text that another machine reads with `from_json`."""
        return json.dumps({
            "z": self.layout.z, "f": self.layout.f, "between": sorted(self.layout.between),
            "coordinates": {k: [c.centre, c.unit, c.steps] for k, c in self.coordinates.items()},
            "keys": self.keys.tolist(), "people": self.people.tolist(), "rows": self.rows,
            "moments": [[m.between, m.inner, values.tolist()] for m, values in self.moments.items()],
            "sites": None if self.sites is None else self.sites.tolist(), "withheld": self.withheld,
            "missing": [self.missing.rows, self.missing.people, dict(self.missing.by_column)],
        })  # fmt: skip

    @staticmethod
    def from_json(text: str) -> Statistics:
        """Read what `to_json` wrote."""
        d: dict[str, Any] = json.loads(text)
        layout = Layout(_tuples(d["z"]), _tuples(d["f"]), frozenset(d["between"]))
        moments = {Moment(tuple(b), _tuples(i)): np.array(v, dtype=float) for b, i, v in d["moments"]}
        sites = None if d["sites"] is None else np.array(d["sites"], dtype=object)
        keys = np.array(d["keys"], dtype=float).reshape(len(d["people"]), len(layout.keys))
        coordinates = {k: Coordinate(*c) for k, c in d["coordinates"].items()}
        return Statistics(layout, coordinates, keys, np.array(d["people"], dtype=float), moments, d["rows"],
                          sites, Missing(*d["missing"]), d["withheld"])  # fmt: skip


def _same(keys: Array, sites: Array | None) -> Array:
    """The number of the group that each row belongs to."""
    table = keys
    if sites is not None:
        codes = np.unique(sites.astype(str), return_inverse=True)[1]
        table = np.column_stack([keys, codes])
    return np.asarray(np.unique(table, axis=0, return_inverse=True)[1]).ravel()


def _both(one: Missing, two: Missing) -> Missing:
    columns = {name: one.by_column.get(name, 0) + two.by_column.get(name, 0) for name in one.by_column}
    return Missing(one.rows + two.rows, one.people + two.people, columns)


def _tuples(lists: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(part) for part in lists)
