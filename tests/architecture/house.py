"""The house as the guards see it: floors from .importlinter, rooms, files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from configparser import ConfigParser
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "trailside"


@lru_cache
def floors() -> dict[str, int]:
    """The floor of each room; the ground is 0. Siblings share a floor."""
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    lines = [line for line in parser["importlinter:contract:floors"]["layers"].splitlines() if line.strip()]
    found = {}
    for floor, line in enumerate(reversed(lines)):
        for room in line.split("|"):
            found[room.strip(" ()")] = floor
    return found


def rooms() -> list[str]:
    """The rooms that there are."""
    return sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))


def sources(*, tests: bool = False) -> Iterator[tuple[str, Path, ast.Module]]:
    """Every Python file of the house: (room, path, tree). Migrations are left out, tests unless asked for."""
    for path in sorted(HOUSE.glob("*/**/*.py")):
        parts = path.relative_to(HOUSE).parts
        if "migrations" in parts or ("tests" in parts and not tests):
            continue
        yield parts[0], path, ast.parse(path.read_text())


def imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The dotted names of the house that a file imports, and the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("trailside"):
            for name in node.names:
                yield f"{node.module}.{name.name}", node.lineno
        elif isinstance(node, ast.Import):
            for name in node.names:
                if name.name.startswith("trailside"):
                    yield name.name, node.lineno
