"""What a room says about one person: for *my record* on a page, and for take-along as PDF and JSON.

Each room's ``privacy.export(sight)`` gives sections; wiring lists them in the order in which they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

Coded = Mapping[str, str | int | float | bool | None]


@dataclass(frozen=True)
class Line:
    """One thing in the record.

    label: what it is, in the reader's language. words: text, if any. own: the words are the person's (or someone's)
    own, shown as such. by: who wrote or did it. coded: what take-along's JSON carries besides.
    """

    label: str
    at: datetime | None = None
    words: str = ""
    own: bool = False
    by: UUID | None = None
    coded: Coded = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The line as JSON can say it."""
        said: dict[str, Any] = {"label": self.label, **self.coded}
        if self.at is not None:
            said["at"] = self.at.isoformat()
        if self.words:
            said["words"] = str(self.words)
        if self.by is not None:
            said["by"] = str(self.by)
        return said


@dataclass(frozen=True)
class Section:
    """A part of the record. key: a stable code such as ``plans.goals``. title: in the reader's language."""

    key: str
    title: str
    lines: Sequence[Line]


# Takes the Sight of one's own record.
Export = Callable[[Any], Iterable[Section]]
