"""What every answer of evidence looks like: frozen, typed, and honest about what it does not know.

Each method returns its own subclass of `Result`, a frozen dataclass that adds its own fields and fills in

* `estimates`: every number with its interval,
* `sentence(language)`: one truthful paragraph for people ("en", "es"),
* `r_code()`: R that gives the same numbers from the same file.

`to_dict` and `to_frame` come from here. What cannot be said is in `refusals`, never left out in silence.
"""

from __future__ import annotations

import dataclasses
import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from trailside.evidence.words import Language, Said


@dataclass(frozen=True, slots=True)
class Interval:
    """Limits in the unit of the estimate; `level` is the share of such intervals that hold the truth.

    `method` names how they were found, such as "satterthwaite", "profile", "bootstrap".
    """

    low: float
    high: float
    level: float = 0.95
    method: str = "normal"

    def holds(self, value: float) -> bool:
        """True when `value` is within the limits."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number: what it is, how much, how sure. `error` is its standard error; nan where there is none."""

    name: str
    value: float
    interval: Interval | None = None
    error: float = math.nan
    df: float = math.nan
    p: float = math.nan
    note: Said | None = None

    @property
    def beyond_chance(self) -> bool:
        """True when the interval leaves out zero: chance alone would rarely give this."""
        return self.interval is not None and not self.interval.holds(0.0)


@dataclass(frozen=True, slots=True)
class Missing:
    """What was in the table and could not be used; `by_column` counts the empty cells that caused it."""

    rows: int = 0
    people: int = 0
    by_column: Mapping[str, int] = field(default_factory=dict)


NOTHING_MISSING = Missing()


@dataclass(frozen=True, kw_only=True)
class Result(ABC):
    """The part that all answers share.

    `n` is people (or whatever the unit is), `rows` the occasions used. `assumptions` are what must hold for the
    numbers to mean what the sentence says; `refusals` are questions this answer declines, each with the reason.
    """

    n: int
    rows: int
    missing: Missing = NOTHING_MISSING
    assumptions: tuple[Said, ...] = ()
    refusals: tuple[Said, ...] = ()

    @property
    @abstractmethod
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number of this answer, with its interval."""

    @abstractmethod
    def sentence(self, language: Language = "en") -> str:
        """A plain and truthful paragraph in English or Spanish."""

    @abstractmethod
    def r_code(self) -> str:
        """R code that reproduces the estimates from `data`, a data frame with the same columns."""

    def to_dict(self) -> dict[str, Any]:
        """Plain lists, numbers and text, ready for JSON; nan and infinity become None."""
        told = {f.name: plain(getattr(self, f.name)) for f in dataclasses.fields(self) if not _private(f)}
        words: dict[str, Any] = {"en": self.sentence("en"), "es": self.sentence("es")}
        return {"kind": type(self).__name__, **told, "estimates": plain(self.estimates), "sentence": words}

    def to_frame(self) -> pa.Table:
        """The estimates as an Arrow table (`.to_pandas()` gives a data frame): one row each."""
        rows = [
            {
                "name": e.name, "value": e.value, "error": e.error, "df": e.df, "p": e.p,
                "low": e.interval.low if e.interval else math.nan,
                "high": e.interval.high if e.interval else math.nan,
                "level": e.interval.level if e.interval else math.nan,
                "method": e.interval.method if e.interval else "",
            }
            for e in self.estimates
        ]  # fmt: skip
        return pa.Table.from_pylist(rows)


def _private(described: dataclasses.Field[Any]) -> bool:
    """Fields marked `field(metadata={"private": True})` are working parts and stay out of `to_dict`."""
    return bool(described.metadata.get("private")) or described.name.startswith("_")


def plain(value: Any) -> Any:
    """Lists, numbers and text out of arrays, dataclasses and tuples; nan and infinity become None."""
    if isinstance(value, np.ndarray):
        return [plain(item) for item in value.tolist()]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value) if not _private(f)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value
