"""What differs from person to person: the columns of Z."""

from __future__ import annotations

from collections.abc import Sequence

from trailside.evidence.errors import BadTable
from trailside.evidence.expression import Expression
from trailside.evidence.mixed.formula import Column, Spelled, is_group, read_slopes
from trailside.evidence.tables import Source

MOST_EFFECTS = 3


def effects(text: str, argument: str, source: Source | None = None) -> tuple[Column, ...]:
    """The columns of `1 + month`. Raises BadTable for too many, and (with a source) for slopes of groups."""
    intercept, slopes = read_slopes(text)
    for slope in slopes:
        if source is not None and is_group(slope, source):
            raise BadTable(f"{argument}: {slope!r} is a group, not a number; only slopes of numbers can differ.")
    columns = (*([Column(())] if intercept else []), *(Column((Expression(slope),)) for slope in slopes))
    if len(columns) > MOST_EFFECTS:
        raise BadTable(f"{argument}: at most {MOST_EFFECTS} effects can differ at once; {text!r} asks for more.")
    return columns


def default_random(source: Source, spelled: Spelled, person: str) -> str:
    """`1 + time`, time being the first number in the formula that changes within people."""
    numbers = [text for text in spelled.variables if not is_group(text, source)]
    changing = _changing(source, person, numbers)
    return f"1 + {_quoted(changing[0])}" if changing else "1"


def _changing(source: Source, person: str, texts: Sequence[str]) -> list[str]:
    if not texts:
        return []
    columns = [f"{Expression(text).sql(source)} AS v{i}" for i, text in enumerate(texts)]
    everything = f"SELECT {source.column(person)} AS p, {', '.join(columns)} FROM {source.table}"
    inner = ", ".join(f"max(v{i}) - min(v{i}) AS v{i}" for i in range(len(texts)))
    outer = ", ".join(f"max(v{i}) AS v{i}" for i in range(len(texts)))
    for rows in (f"{everything} LIMIT 20000", everything):  # a file sorted by wave shows each person once at first
        found = source.ask(f"SELECT {outer} FROM (SELECT {inner} FROM ({rows}) AS t GROUP BY p) AS s")
        changing = [text for i, text in enumerate(texts) if found[f"v{i}"][0] > 0]
        if changing:
            return changing
    return []


def _quoted(text: str) -> str:
    return text if text.isidentifier() or "(" in text else f"`{text}`"
