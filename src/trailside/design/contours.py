"""Contour lines behind a greeting, an empty place or a map: smooth noise grown from a seed, as one SVG path.

Deterministic (the same seed gives the same hills for ever, on every machine), carries no data, cached in the process.
Lines are traced by marching squares over value noise on a 21 x 16 lattice (Lorensen and Cline 1987, in the plane).
"""

import itertools
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from math import cos, pi

WIDTH, HEIGHT = 540, 420
CELL = 20
LEVELS = 9

Point = tuple[float, float]


def mark(seed: str) -> str:
    """A short mark of the seed that may stand in a page: it does not tell the seed."""
    return sha256(b"contours:" + seed.encode()).hexdigest()[:8]


@lru_cache(maxsize=512)
def lines(seed: str) -> str:
    """The `d` attribute of the hills that belong to `seed`, at most a few kilobytes."""
    heights = _heights(seed)
    low, high = min(map(min, heights)), max(map(max, heights))
    paths: list[str] = []
    for step in range(1, LEVELS + 1):
        level = low + (high - low) * step / (LEVELS + 1)
        paths.extend(_smooth(chain) for chain in _chains(_segments(heights, level)) if len(chain) > 5)
    return "".join(paths)


def _heights(seed: str) -> list[list[float]]:
    """Two octaves of value noise, with one hill at the upper end so that there is always a summit to look at."""
    coarse, fine = _lattice(seed + "/coarse", 5, 4), _lattice(seed + "/fine", 9, 7)
    columns, rows = WIDTH // CELL + 1, HEIGHT // CELL + 1
    grid = []
    for row in range(rows):
        v = row / (rows - 1)
        line = []
        for column in range(columns):
            u = column / (columns - 1)
            hill = max(0.0, 1 - ((u - 0.72) ** 2 + (v - 0.3) ** 2) * 3.2)
            line.append(0.75 * _at(coarse, u, v) + 0.2 * _at(fine, u, v) + 0.9 * hill)
        grid.append(line)
    return grid


def _lattice(seed: str, columns: int, rows: int) -> list[list[float]]:
    digest = b""
    turn = 0
    while len(digest) < columns * rows:
        digest += sha256(f"{seed}:{turn}".encode()).digest()
        turn += 1
    return [[digest[row * columns + column] / 255 for column in range(columns)] for row in range(rows)]


def _at(lattice: list[list[float]], u: float, v: float) -> float:
    x, y = u * (len(lattice[0]) - 1), v * (len(lattice) - 1)
    column, row = min(int(x), len(lattice[0]) - 2), min(int(y), len(lattice) - 2)
    fx, fy = (1 - cos((x - column) * pi)) / 2, (1 - cos((y - row) * pi)) / 2
    above = lattice[row][column] * (1 - fx) + lattice[row][column + 1] * fx
    below = lattice[row + 1][column] * (1 - fx) + lattice[row + 1][column + 1] * fx
    return above * (1 - fy) + below * fy


def _segments(heights: list[list[float]], level: float) -> Iterator[tuple[Point, Point]]:
    """Marching squares: where the level crosses the four edges of each cell."""
    for row in range(len(heights) - 1):
        for column in range(len(heights[0]) - 1):
            corners = (
                (column, row, heights[row][column]),
                (column + 1, row, heights[row][column + 1]),
                (column + 1, row + 1, heights[row + 1][column + 1]),
                (column, row + 1, heights[row + 1][column]),
            )
            cut = [
                _crossing(first, second, level)
                for first, second in zip(corners, corners[1:] + corners[:1], strict=True)
                if (first[2] > level) != (second[2] > level)
            ]
            yield from zip(cut[::2], cut[1::2], strict=True)


def _crossing(first: tuple[int, int, float], second: tuple[int, int, float], level: float) -> Point:
    (x1, y1, h1), (x2, y2, h2) = sorted((first, second))
    share = (level - h1) / (h2 - h1)
    return (round((x1 + (x2 - x1) * share) * CELL, 1), round((y1 + (y2 - y1) * share) * CELL, 1))


def _chains(segments: Iterator[tuple[Point, Point]]) -> Iterator[list[Point]]:
    """Joins segments end to end."""
    ends: dict[Point, list[Point]] = {}
    for first, second in segments:
        if first != second:
            ends.setdefault(first, []).append(second)
            ends.setdefault(second, []).append(first)
    for start in sorted(ends, key=lambda point: (len(ends[point]) != 1, point)):
        while ends[start]:
            chain = [start]
            while ends[chain[-1]]:
                here, there = chain[-1], ends[chain[-1]][0]
                ends[here].remove(there)
                ends[there].remove(here)
                chain.append(there)
            yield chain


def _smooth(chain: list[Point]) -> str:
    """Quadratic curves through the middles of the segments."""
    (x, y), rest = chain[0], chain[1:]
    parts = [f"M{x:g},{y:g}"]
    for (x1, y1), (x2, y2) in itertools.pairwise(rest):
        parts.append(f"Q{x1:g},{y1:g},{round((x1 + x2) / 2, 1):g},{round((y1 + y2) / 2, 1):g}")
    parts.append(f"L{rest[-1][0]:g},{rest[-1][1]:g}")
    return "".join(parts)
