"""What I did and saw about someone: the lines that they watch while they are welcomed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trailside.ledger import reads as ledger
from trailside.ledger.sight import NAME, Sight


@dataclass(frozen=True)
class Line:
    """One line of the ledger: ``wrote`` (the verb) or ``saw`` (the scopes), never both."""

    at: datetime
    wrote: str = ""
    saw: tuple[str, ...] = ()


def my_lines(sight: Sight, person: UUID) -> list[Line]:
    """The viewer's own entries and looks about ``person``, oldest first. Raises NotThere without their name."""
    sight.require(person, NAME)
    entries, looks = ledger.deeds_and_looks_of_mine(sight, person)
    lines = [Line(entry.at, wrote=entry.verb) for entry in entries]
    lines += [Line(look.at, saw=tuple(look.scopes.split())) for look in looks]
    return sorted(lines, key=lambda line: line.at)
