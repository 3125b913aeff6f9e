"""The check-in: three rulers of our own, each 0 to 10 and each skippable, and an optional word.

Rulers are never called a validated score, never added up, and never compared with another person's.
"""

from dataclasses import dataclass
from enum import StrEnum

STEPS = tuple(range(11))
LONGEST_WORD = 2000


class Ruler(StrEnum):
    """The three rulers."""

    DAY = "day"
    CONNECTED = "connected"
    HANDLE = "handle"


@dataclass(frozen=True)
class CheckInSaid:
    """What a person put into one check-in. Raises ValueError for a step off the ruler or a word too long."""

    day: int | None = None
    connected: int | None = None
    handle: int | None = None
    word: str = ""

    def __post_init__(self) -> None:
        for step in (self.day, self.connected, self.handle):
            if step is not None and step not in STEPS:
                raise ValueError("a ruler runs from 0 to 10")
        if len(self.word) > LONGEST_WORD:
            raise ValueError(f"a word about today has at most {LONGEST_WORD} characters")

    @property
    def is_empty(self) -> bool:
        """Nothing was said: there is nothing to keep."""
        return self.day is self.connected is self.handle is None and not self.word.strip()
