"""What I did and saw about someone: the lines that they watch while they are welcomed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trailside.ledger.models import Entry, Look
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
    me = sight.viewer.person
    entries = Entry.objects.filter(about=person, by=me).order_by("id").values_list("at", "verb")
    looks = Look.objects.filter(about=person, viewer=me).order_by("id").values_list("at", "scopes")
    lines = [Line(at, wrote=verb) for at, verb in entries]
    lines += [Line(at, saw=tuple(scopes.split())) for at, scopes in looks]
    return sorted(lines, key=lambda line: line.at)
