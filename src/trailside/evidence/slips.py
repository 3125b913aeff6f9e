"""Slips of the keyboard: one cell a thousand times further out than all others spread, or infinite, is no finding.

It is refused before any number is given, because one such cell can make any mean and any slope.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trailside.evidence.errors import BadTable
from trailside.evidence.tables import Array, Source

HUGE = 1e150
WIDTHS = 1_000


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a column showed; ``spread`` with n - 1."""

    low: float
    high: float
    mean: float
    spread: float


def no_slips(source: Source, columns: Mapping[str, str], where: str = "TRUE") -> tuple[int, dict[str, Look]]:
    """Look at ``columns`` (name: SQL) once, and a second time only at those that look odd. Raises BadTable.

    Returns how many rows meet ``where`` and what was seen, so that nobody needs to look again.
    """
    pieces = [""]
    for i, sql in enumerate(columns.values()):
        kept = f"CASE WHEN abs({sql}) > {HUGE} THEN NULL ELSE {sql} END"
        pieces.append(f"min({sql}) AS low{i}, max({sql}) AS high{i}, avg({kept}) AS m{i}, stddev_samp({kept}) AS sd{i}")
    told = source.ask(f"SELECT count(*) AS n{', '.join(pieces)} FROM {source.table} WHERE {where}")
    n, seen = float(told["n"][0]), {}
    for i, (name, sql) in enumerate(columns.items()):
        low, high, mean, spread = (float(told[f"{part}{i}"][0]) for part in ("low", "high", "m", "sd"))
        if max(abs(low), abs(high)) > HUGE:
            raise BadTable(f"Column {name!r} holds infinite values. Leave those cells empty.")
        # A single far cell among n lies at most sqrt(n) spreads from the mean, so this is never overlooked.
        if n > 3 and max(high - mean, mean - low) > 0.9 * min(8.0, n**0.5 - 1) * spread > 0:
            _look_again(source, name, sql, where, mean, low, high)
        seen[name] = Look(low, high, mean, spread)
    return int(n), seen


def _look_again(source: Source, name: str, sql: str, where: str, mean: float, low: float, high: float) -> None:
    reach = source.literal(max(high - mean, mean - low) / 2)
    near = source.ask(
        f"SELECT min({sql}) AS low, max({sql}) AS high FROM {source.table} "
        f"WHERE ({where}) AND abs({sql} - {source.literal(mean)}) < {reach}"
    )
    first, last = float(near["low"][0]), float(near["high"][0])
    if last > first and max(high - last, first - low) > WIDTHS * (last - first):
        raise slip(name, high if high - last > first - low else low, first, last)


def slip(name: str, value: float, low: float, high: float) -> BadTable:
    """The words for a cell far from all others."""
    return BadTable(
        f"Column {name!r} holds {value:g} while nearly all others are between {low:g} and {high:g}. "
        "Is it a slip, or a code for 'missing'? Correct or empty those cells and try again."
    )


def no_slip_among(name: str, values: Array) -> None:
    """The same for a few different values in ascending order."""
    if len(values) > 3 and values[-1] - values[-2] > WIDTHS * (values[-2] - values[0]) > 0:
        raise slip(name, float(values[-1]), float(values[0]), float(values[-2]))
