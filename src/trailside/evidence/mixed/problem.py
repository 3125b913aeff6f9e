"""The statistics put where the algebra wants them: arrays over patterns, in units where every column has size one.

With F = [X, U, y] (U: what differs between sites and is not in X) and one row per pattern g of people that share Z'Z:

* `zz`     (P, Q)      Z'Z of one person of the pattern, as its upper triangle
* `people` (P,)        how many there are
* `cross`  (Q, P, M)   for each pair a <= b of columns of Z and m <= n of F: the sum over those people of
                       (z_a'F_m)(z_b'F_n), made symmetrical in a and b
* `gram`   (S, f, f)   F'F of each site (S = 1 without sites)
* `starts` (S,)        where the patterns of each site begin

Original columns are X = X_here @ `to_x`, Z = Z_here @ `to_z`, U = U_here @ `to_u`, y = `y_centre` + `y_unit` y_here.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from trailside.evidence.mixed.design import OUTCOME, Design, transform
from trailside.evidence.mixed.layout import Layout, Place
from trailside.evidence.mixed.statistics import Statistics
from trailside.evidence.tables import Array


@dataclass(frozen=True)
class Problem:
    """Everything a fit needs; see the module for the arrays. `n` rows, `p` columns of X, `u` where U is in F."""

    n: int
    p: int
    zz: Array
    people: Array
    cross: Array
    gram: Array
    starts: Array
    u: Array
    to_x: Array
    to_z: Array
    to_u: Array
    y_centre: float
    y_unit: float
    z_total: Array

    @functools.cached_property
    def x_volume(self) -> float:
        """Twice log|det to_x|: what the units of X add to the restricted likelihood."""
        return 2.0 * float(np.linalg.slogdet(self.to_x)[1])

    @property
    def q(self) -> int:
        """Columns that differ between people."""
        return int(self.z_total.shape[0])

    @property
    def f(self) -> int:
        """Columns of F; the outcome is the last."""
        return int(self.gram.shape[1])


def assemble(statistics: Statistics, design: Design) -> Problem:
    """Arrays from named sums; costs the number of patterns, not of people."""
    layout = statistics.layout
    zz = _patterns(statistics)
    starts = _starts(statistics)
    gram = np.add.reduceat(_packed(statistics, [layout.gram(m, n) for m, n in layout.f_pairs]), starts, axis=0)
    cross = np.stack([_packed(statistics, *_pair(layout, a, b)) for a, b in layout.z_pairs])
    z_size = _sizes(np.einsum("p,pii->i", statistics.people, zz) / statistics.rows)
    f_size = _sizes(np.diagonal(unpack(gram, len(layout.f)).sum(axis=0)) / statistics.rows)
    zz, cross, gram = _resized(zz, cross, gram, z_size, f_size, layout)
    p, y = len(design.columns), statistics.coordinates[OUTCOME]
    places = [layout.f.index(design.monomial(column)) for column in design.site_columns]
    site_size = f_size[places]
    return Problem(
        n=statistics.rows,
        p=p,
        zz=np.ascontiguousarray(zz[:, *upper(len(layout.z))]),
        people=statistics.people,
        cross=cross,
        gram=unpack(gram, len(layout.f)),
        starts=starts,
        u=np.array(places, dtype=int),
        to_x=f_size[:p, None] * transform(layout.f[:p], statistics.coordinates),
        to_z=z_size[:, None] * transform(layout.z, statistics.coordinates),
        to_u=site_size[:, None] * transform([layout.f[i] for i in places], statistics.coordinates),
        y_centre=y.centre,
        y_unit=y.unit * float(f_size[-1]),
        z_total=np.einsum("p,pij->ij", statistics.people, zz),
    )


@functools.cache
def upper(size: int) -> tuple[Array, Array]:
    """Row and column of each place of an upper triangle, row by row."""
    return np.triu_indices(size)


def unpack(packed: Array, size: int) -> Array:
    """Symmetric matrices (..., size, size) from their upper triangles (..., M), row by row."""
    out = np.empty((*packed.shape[:-1], size, size), dtype=packed.dtype)
    rows, columns = upper(size)
    out[..., rows, columns] = packed
    out[..., columns, rows] = packed
    return out


def turn(change: Array) -> Array:
    """What C'AC does to an upper triangle: packed(C'AC) = packed(A) @ turn(C)."""
    m, n = upper(change.shape[0])
    r, s = upper(change.shape[1])
    straight, crossed = change[m][:, r] * change[n][:, s], change[n][:, r] * change[m][:, s]
    return np.asarray(np.where((m == n)[:, None], straight, straight + crossed))


def _patterns(statistics: Statistics) -> Array:
    layout = statistics.layout
    q = len(layout.z)
    zz = np.empty((len(statistics.people), q, q))
    for a, b in layout.z_pairs:
        zz[:, a, b] = zz[:, b, a] = statistics.keys[:, layout.key(a, b)]
    return zz


def _starts(statistics: Statistics) -> Array:
    if statistics.sites is None:
        return np.zeros(1, dtype=int)
    labels = statistics.sites.astype(str)
    return np.flatnonzero(np.r_[True, labels[1:] != labels[:-1]])


def _pair(layout: Layout, a: int, b: int) -> tuple[list[Place], list[Place]]:
    """The places of (a, b) and, where a differs from b, of (b, a); a pair with itself counts once."""
    there = [layout.outer(a, b, m, n) for m, n in layout.f_pairs]
    return there, [layout.outer(b, a, m, n) for m, n in layout.f_pairs] if a != b else []


def _packed(statistics: Statistics, places: list[Place], more: list[Place] | None = None) -> Array:
    out = np.column_stack([statistics.at(place.keys, place.moment) for place in places])
    if more:
        out = out + np.column_stack([statistics.at(place.keys, place.moment) for place in more])
    return np.ascontiguousarray(out)


def _sizes(mean_squares: Array) -> Array:
    return np.asarray(np.sqrt(np.where(mean_squares > 0, mean_squares, 1.0)))


def _resized(
    zz: Array, cross: Array, gram: Array, z_size: Array, f_size: Array, layout: Layout
) -> tuple[Array, Array, Array]:
    z_pairs = np.array([z_size[a] * z_size[b] for a, b in layout.z_pairs])
    f_pairs = np.array([f_size[m] * f_size[n] for m, n in layout.f_pairs])
    cross /= z_pairs[:, None, None] * f_pairs
    return zz / np.outer(z_size, z_size), cross, gram / f_pairs
