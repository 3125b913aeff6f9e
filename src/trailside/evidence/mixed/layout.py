"""Which sums one pass has to bring home, written as symbols before any data is seen.

A design column is a product of *atoms* (numbers of one row). An atom that never changes within a person is *between*,
the others are *within*; the columns Z of what differs between people count as within. With S(...) for a sum over the
rows of one person, everything that the likelihood needs is, per person,

    Z'Z  ->  the *keys* S(z_a z_b): the pattern of occasions
    Z'F  ->  B_m S(z_a W_m)      for each column m of F = [X, U, y] = B_m * W_m (between times within)
    F'F  ->  B_m B_n S(W_m W_n)

and over people of the same pattern only sums of products of these. Products that hold a key are constant in the
pattern and leave it; what remains is a short list of `Moment`s, most of them shared by many places. For
`score ~ month * dose` with intercept and slope there are 11, where the full list has 60.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Monomial = tuple[str, ...]
"""A product of atoms, sorted, such as ("a0", "y"); () is one."""


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """The sum over people of a product of between atoms and of sums over rows."""

    between: Monomial
    inner: tuple[Monomial, ...]

    @property
    def name(self) -> str:
        """A name for files and queries, such as `a1*S(a0,y)`."""
        return "*".join([*self.between, *(f"S({','.join(part)})" for part in self.inner)]) or "people"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number comes from: a product of keys (by position) times one moment."""

    keys: tuple[int, ...]
    moment: Moment


@dataclass(frozen=True)
class Layout:
    """`z` and `f` are columns as products of atoms, the outcome "y" last in `f`; `between` are the constant atoms."""

    z: tuple[Monomial, ...]
    f: tuple[Monomial, ...]
    between: frozenset[str]

    @property
    def keys(self) -> tuple[Monomial, ...]:
        """The different S(z_a z_b), each once; together they are the pattern."""
        return _once(product(a, b) for a, b in itertools.combinations_with_replacement(self.z, 2))

    @property
    def z_pairs(self) -> tuple[tuple[int, int], ...]:
        """Pairs a <= b of columns of Z, in the order of packed arrays."""
        return tuple(itertools.combinations_with_replacement(range(len(self.z)), 2))

    @property
    def f_pairs(self) -> tuple[tuple[int, int], ...]:
        """Pairs m <= n of columns of F, in the order of packed arrays."""
        return tuple(itertools.combinations_with_replacement(range(len(self.f)), 2))

    def key(self, a: int, b: int) -> int:
        """The position of S(z_a z_b) among the keys."""
        return self.keys.index(product(self.z[a], self.z[b]))

    def gram(self, m: int, n: int) -> Place:
        """Where the sum of F_m F_n over rows is."""
        return self._place(self._between(m) + self._between(n), [product(self._within(m), self._within(n))])

    def outer(self, a: int, b: int, m: int, n: int) -> Place:
        """Where the sum over people of (z_a'F_m)(z_b'F_n) is."""
        sums = [product(self.z[a], self._within(m)), product(self.z[b], self._within(n))]
        return self._place(self._between(m) + self._between(n), sums)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Every moment that is needed, each once."""
        grams = [self.gram(m, n).moment for m, n in self.f_pairs]
        outers = [
            self.outer(a, b, *pair).moment
            for a, b in self.z_pairs
            for m, n in self.f_pairs
            for pair in {(m, n), (n, m)}
        ]
        return tuple(sorted(set(grams + outers)))

    @property
    def inner_sums(self) -> tuple[Monomial, ...]:
        """Every sum over the rows of a person, the keys first."""
        return _once([*self.keys, *itertools.chain.from_iterable(moment.inner for moment in self.moments)])

    def _between(self, column: int) -> Monomial:
        return tuple(atom for atom in self.f[column] if atom in self.between)

    def _within(self, column: int) -> Monomial:
        return tuple(atom for atom in self.f[column] if atom not in self.between)

    def _place(self, between: Sequence[str], sums: Iterable[Monomial]) -> Place:
        keys, rest = [], []
        positions = {key: position for position, key in enumerate(self.keys)}
        for monomial in sums:
            if monomial in positions:
                keys.append(positions[monomial])
            else:
                rest.append(monomial)
        return Place(tuple(keys), Moment(tuple(sorted(between)), tuple(sorted(rest))))


def product(left: Monomial, right: Monomial) -> Monomial:
    """The product of two products."""
    return tuple(sorted(left + right))


def _once(items: Iterable[Monomial]) -> tuple[Monomial, ...]:
    return tuple(dict.fromkeys(items))
