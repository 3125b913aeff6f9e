"""The model asked for, tied to a table: which columns, what differs between people, what between sites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from trailside.evidence.expression import Expression
from trailside.evidence.mixed.formula import Column
from trailside.evidence.mixed.layout import Layout, Monomial
from trailside.evidence.mixed.statistics import Coordinate
from trailside.evidence.tables import Array

OUTCOME = "y"


@dataclass(frozen=True)
class Design:
    """`columns` explain `outcome`; `person_columns` differ between people, `site_columns` between sites.

    Each is a tuple of `Column`, the intercept being the one without factors. `person` and `site` are column names.
    """

    outcome: Expression
    columns: tuple[Column, ...]
    person: str
    person_columns: tuple[Column, ...]
    site: str | None = None
    site_columns: tuple[Column, ...] = ()
    atoms: Mapping[str, Expression] = field(init=False)

    def __post_init__(self) -> None:
        everything = [*self.columns, *self.person_columns, *self.site_columns]
        found = dict.fromkeys(factor for column in everything for factor in column.factors)
        object.__setattr__(self, "atoms", {f"a{i}": factor for i, factor in enumerate(found)})

    @property
    def slopes(self) -> tuple[str, ...]:
        """The atoms whose effect differs from person to person."""
        return tuple(atom for column in self.person_columns for atom in self.monomial(column))

    @property
    def random_columns(self) -> tuple[Column, ...]:
        """Site columns that are not among the explaining ones; they ride along in F."""
        return tuple(column for column in self.site_columns if column not in self.columns)

    def monomial(self, column: Column) -> Monomial:
        """A column as a product of atoms."""
        names = {factor: atom for atom, factor in self.atoms.items()}
        return tuple(sorted(names[factor] for factor in column.factors))

    def layout(self, between: Iterable[str]) -> Layout:
        """The sums that are needed when `between` are the atoms that never change within a person."""
        f = [self.monomial(column) for column in (*self.columns, *self.random_columns)]
        z = tuple(self.monomial(column) for column in self.person_columns)
        return Layout(z, (*f, (OUTCOME,)), frozenset(between) - set(self.slopes))

    @property
    def shiftable(self) -> frozenset[str]:
        """Atoms that may be centred without changing the model: every column has its partner without the atom."""
        sets = [tuple(map(self.monomial, part)) for part in (self.columns, self.person_columns, self.site_columns)]
        return frozenset(atom for atom in self.atoms if all(_closed(atom, columns) for columns in sets))


def transform(columns: Sequence[Monomial], coordinates: Mapping[str, Coordinate]) -> Array:
    """T with original = coded @ T, for columns that are products of atoms with value = centre + unit * coded."""
    place = {column: i for i, column in enumerate(columns)}
    out = np.zeros((len(columns), len(columns)))
    for j, column in enumerate(columns):
        for kept, weight in _expanded(column, coordinates):
            out[place[kept], j] += weight
    return out


def _expanded(column: Monomial, coordinates: Mapping[str, Coordinate]) -> list[tuple[Monomial, float]]:
    """The product of (centre + unit * atom), multiplied out; terms of weight zero are left away."""
    parts: list[tuple[Monomial, float]] = [((), 1.0)]
    for atom in column:
        c = coordinates[atom]
        parts = [((*kept, atom), w * c.unit) for kept, w in parts] + [(kept, w * c.centre) for kept, w in parts]
    return [(kept, weight) for kept, weight in parts if weight != 0.0]


def _closed(atom: str, columns: tuple[Monomial, ...]) -> bool:
    for column in columns:
        if atom in column:
            rest = list(column)
            rest.remove(atom)
            if tuple(rest) not in columns:
                return False
    return True
