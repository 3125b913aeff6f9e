"""The ground that a trail lies on: contour lines of a person's own hills.

Drawn from the record's id alone: always the same hills, growing upward with the trail, and no data in them. Marching
squares (Lorensen and Cline 1987, in two dimensions) over a coarse grid, then rounded through the middles of its edges.
"""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from math import exp

CELL = 44.0
TILE = 440.0
LEVELS = 9

Point = tuple[float, float]

# Which edges of a cell a contour joins, by which corners lie above it. Corners 1 2 4 8 run round from the near left;
# edges: 0 near, 1 right, 2 far, 3 left.
JOINS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 5: ((3, 2), (0, 1)), 6: ((0, 2),), 7: ((3, 2),),
    8: ((2, 3),), 9: ((2, 0),), 10: ((3, 0), (1, 2)), 11: ((2, 1),), 12: ((1, 3),), 13: ((1, 0),), 14: ((0, 3),),
}  # fmt: skip


@lru_cache(maxsize=512)
def contours(seed: str, across: int, tiles: int, *, wide: bool = False) -> str:
    """The path data of all contour lines on a ground ``across`` units broad and ``tiles`` tiles long.

    Tall: tiles are stacked upward from y = 0 to negative y. Wide: they run right from x = 0.
    """
    hills = [hill for tile in range(-1, tiles + 1) for hill in _hills(seed, tile, across)]
    columns, rows = int(across / CELL) + 2, int(tiles * TILE / CELL) + 1
    grid = [[_height(hills, column * CELL, row * CELL) for column in range(columns)] for row in range(rows)]
    parts = []
    for level in range(1, LEVELS + 1):
        for line in _chains(_segments(grid, level * 0.16)):
            parts.append(_rounded(line, wide))
    return "".join(parts)


def _hills(seed: str, tile: int, across: int) -> Iterator[tuple[float, float, float, float]]:
    digest = sha256(f"{seed}:{tile}".encode()).digest()
    for at in range(0, 12, 4):
        one, two, three, four = (byte / 255 for byte in digest[at : at + 4])
        yield one * across * 1.3 - across * 0.15, (tile + two) * TILE, 90 + three * 110, 0.5 + four * 0.9


def _height(hills: list[tuple[float, float, float, float]], x: float, y: float) -> float:
    return sum(
        tall * exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * broad * broad))
        for cx, cy, broad, tall in hills
        if abs(y - cy) < 3.2 * broad
    )


def _segments(grid: list[list[float]], level: float) -> Iterator[tuple[Point, Point]]:
    for row, (near, far) in enumerate(pairwise(grid)):
        for column in range(len(near) - 1):
            corners = (near[column], near[column + 1], far[column + 1], far[column])
            case = sum(1 << at for at, corner in enumerate(corners) if corner > level)
            for start, end in JOINS.get(case, ()):
                yield _edge(row, column, start, corners, level), _edge(row, column, end, corners, level)


def _edge(row: int, column: int, edge: int, corners: tuple[float, ...], level: float) -> Point:
    here, there = corners[edge], corners[(edge + 1) % 4]
    share = (level - here) / (there - here) if there != here else 0.5
    x, y = ((share, 0.0), (1.0, share), (1 - share, 1.0), (0.0, 1 - share))[edge]
    return round((column + x) * CELL, 1), round((row + y) * CELL, 1)


def _chains(segments: Iterator[tuple[Point, Point]]) -> Iterator[list[Point]]:
    joined: dict[Point, list[Point]] = {}
    for start, end in segments:
        if start != end:
            joined.setdefault(start, []).append(end)
            joined.setdefault(end, []).append(start)
    ends = [point for point, others in joined.items() if len(others) == 1]
    for first in (*ends, *joined):
        if not joined[first]:
            continue
        line = [first]
        while joined[line[-1]]:
            following = joined[line[-1]].pop()
            joined[following].remove(line[-1])
            line.append(following)
        yield line


def _rounded(line: list[Point], wide: bool) -> str:
    points = [(y, x) if wide else (x, -y) for x, y in line]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(points)]
    bends = "".join(f"Q{_at(bend)} {_at(to)}" for bend, to in zip(points[1:-1], middles[1:], strict=True))
    if points[0] == points[-1]:
        return f"M{_at(middles[0])}{bends}Q{_at(points[-1])} {_at(middles[0])}"
    return f"M{_at(points[0])}L{_at(middles[0])}{bends}L{_at(points[-1])}"


def _at(point: Point) -> str:
    return f"{point[0]:.0f} {point[1]:.0f}"
