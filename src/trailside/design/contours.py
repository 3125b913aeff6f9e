"""Contour lines behind a greeting, an empty place or a map: long waves grown from a seed, as one SVG path.

Deterministic (the same seed gives the same hills for ever, on every machine), carries no data, cached in the process.
Lines are traced by marching squares (Lorensen and Cline 1987, in the plane) over a sum of plane waves.
"""

import itertools
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from math import cos, exp, pi, sin

WIDTH, HEIGHT = 540, 420
CELL = 20
LEVELS = 11

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
    """A few long waves from all sides, and one hill at the upper end so that there is always a summit to look at."""
    waves = _waves(seed)
    grid = []
    for row in range(HEIGHT // CELL + 1):
        line = []
        for column in range(WIDTH // CELL + 1):
            x, y = column * CELL / WIDTH, row * CELL / WIDTH
            hill = exp(-((x - 0.72) ** 2 + (y - 0.24) ** 2) * 9)
            line.append(
                1.1 * hill + sum(size * cos(x * across + y * down + turn) for size, across, down, turn in waves)
            )
        grid.append(line)
    return grid


def _waves(seed: str) -> list[tuple[float, float, float, float]]:
    """Seven waves: height, wave numbers in two directions (radians over the width), phase. Shorter ones are lower."""
    digest = sha256(f"hills:{seed}".encode()).digest()
    waves = []
    for at in range(7):
        direction, turn, stretch = (digest[at * 3 + byte] / 255 for byte in range(3))
        length = 3 + 1.6 * at + 1.5 * stretch
        waves.append((0.9 / length, length * cos(direction * 2 * pi), length * sin(direction * 2 * pi), turn * 2 * pi))
    return waves


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
