"""Who on a list is here already: by exact blind tokens of name and number or address, never by opening a record."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trailside.exchange.models import Mark
from trailside.exchange.rules.candidate import Candidate
from trailside.exchange.rules.names import name_key
from trailside.ledger.viewer import Viewer
from trailside.vault.tokens import token

AT_ONCE = 500


def marks_of(organisation: UUID, person: Candidate) -> list[str]:
    """The tokens of a person: the name with each way to reach them, the bare name when there is none."""
    ways = [way for way in (person.phone, person.email.casefold()) if way] or [""]
    return [token("exchange.mark", f"{organisation}\n{name_key(person.name)}\n{way}") for way in ways]


def already_here(viewer: Viewer, people: Sequence[Candidate]) -> frozenset[int]:
    """The first rows of those whose token somebody of the viewer's organisation has already."""
    rows_by_token: dict[str, list[int]] = {}
    for person in people:
        for mark in marks_of(viewer.organisation, person):
            rows_by_token.setdefault(mark, []).append(person.rows[0])
    tokens = list(rows_by_token)
    known: set[str] = set()
    for start in range(0, len(tokens), AT_ONCE):
        known.update(
            Mark.objects.filter(
                organisation_id=viewer.organisation, token__in=tokens[start : start + AT_ONCE]
            ).values_list("token", flat=True)
        )
    return frozenset(row for found in known for row in rows_by_token[found])
