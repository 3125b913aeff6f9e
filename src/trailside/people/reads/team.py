"""Who works here, what they do, and who supports whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.people.models import PersonRole, Supervision
from trailside.people.reads import names
from trailside.people.rules import WORKERS


@dataclass(frozen=True, repr=False)
class Worker:
    """Someone who works here: roles as codes, and the ids and names of those who support them."""

    person: UUID
    name: Words
    roles: tuple[str, ...]
    supported_by: tuple[tuple[UUID, Words], ...] = ()


def workers(sight: Sight) -> list[Worker]:
    """Everyone who works in the viewer's organisation, by name. Names of workers are no look."""
    here = sight.viewer.organisation
    roles: dict[UUID, list[str]] = defaultdict(list)
    for person, role in PersonRole.objects.filter(organisation_id=here, role__in=WORKERS, until=None).values_list(
        "person_id", "role"
    ):
        roles[person].append(role)
    supports: dict[UUID, list[UUID]] = defaultdict(list)
    for supervisor, specialist in Supervision.objects.filter(organisation_id=here, until=None).values_list(
        "supervisor_id", "specialist_id"
    ):
        supports[specialist].append(supervisor)
    called = names.names(sight, [*roles])
    found = [
        Worker(
            person,
            called[person],
            tuple(sorted(held)),
            tuple((one, called[one]) for one in supports[person] if one in called),
        )
        for person, held in roles.items()
    ]
    return sorted(found, key=lambda worker: worker.name.casefold())
