"""Who on a list is here already: exactly the same name with the same number or address.

Whoever came with a list before is found by blind tokens. Those who were welcomed in person have none: their names and
ways are opened by a machine, compared in memory and shown to nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from trailside.consent import gate
from trailside.consent.rules import CONTACT, NAME
from trailside.exchange.models import Mark
from trailside.exchange.rules.candidate import Candidate
from trailside.exchange.rules.names import name_key
from trailside.ledger.viewer import Viewer
from trailside.people.actions.founding import machine
from trailside.people.models import PersonRole
from trailside.people.reads.names import names
from trailside.people.rules import Role
from trailside.reach.models import Way
from trailside.vault.tokens import token

AT_ONCE = 500
OPENED = frozenset({NAME, CONTACT})


def marks_of(organisation: UUID, person: Candidate) -> list[str]:
    """The tokens of a person: the name with each way to reach them, the bare name when there is none."""
    ways = [way for way in (person.phone, person.email) if way] or [""]
    return [_mark(organisation, person.name, way) for way in ways]


def _mark(organisation: UUID, name: str, way: str) -> str:
    return token("exchange.mark", f"{organisation}\n{name_key(name)}\n{way.casefold()}")


def already_here(viewer: Viewer, people: Sequence[Candidate]) -> frozenset[int]:
    """The first rows of those whose name with a number or address somebody of the viewer's organisation has."""
    rows_by_token: dict[str, list[int]] = {}
    for person in people:
        for mark in marks_of(viewer.organisation, person):
            rows_by_token.setdefault(mark, []).append(person.rows[0])
    known = _by_mark(viewer, list(rows_by_token)) | _in_person(viewer)
    return frozenset(row for found, rows in rows_by_token.items() if found in known for row in rows)


def _by_mark(viewer: Viewer, tokens: list[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(tokens), AT_ONCE):
        rows = Mark.objects.filter(organisation_id=viewer.organisation, token__in=tokens[start : start + AT_ONCE])
        known.update(rows.values_list("token", flat=True))
    return known


def _in_person(viewer: Viewer) -> set[str]:
    """The tokens that those would have who were welcomed without a list."""
    here = PersonRole.objects.filter(organisation_id=viewer.organisation, role=Role.PARTICIPANT, until=None)
    ids = list(here.exclude(person__in=Mark.objects.values("person_id")).values_list("person_id", flat=True))
    sight = gate.machine(machine("import", viewer.organisation), dict.fromkeys(ids, OPENED), "import")
    called = names(sight, ids)
    reached: dict[UUID, list[str]] = defaultdict(list)
    for way in Way.objects.filter(person_id__in=ids):
        reached[way.person_id].append(way.value.read(sight))
    return {_mark(viewer.organisation, called[person], way) for person in ids for way in reached.get(person) or [""]}
