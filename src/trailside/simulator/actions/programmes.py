"""A made-up programme: its organisation and the people who work there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from trailside.consent import gate
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger.viewer import Viewer
from trailside.people.actions import founding, staff
from trailside.people.models import Organisation, PersonRole
from trailside.people.reads import viewers
from trailside.people.rules import Role
from trailside.simulator.rules import words

MACHINE = "simulator"
SPECIALISTS_A_SUPERVISOR = 8
# Of everyone made up; demo accounts are printed, so their password is no secret.
DEMO_PASSWORD = "walk with me a while"  # noqa: S105  # said in the open, on purpose


@dataclass(frozen=True)
class Programme:
    """A programme and its workers as machine viewers: they act, and look at nobody."""

    organisation: Organisation
    manager: Viewer
    supervisors: list[Viewer]
    specialists: list[Viewer]


def _worker(organisation: Organisation, name: str, sign_in: str, *roles: Role, password: str | None = None) -> Viewer:
    sight = gate.machine(founding.machine(MACHINE, organisation.id), {}, MACHINE)
    person = staff.add(sight, name=name, roles=roles, sign_in=sign_in, password=password)
    return replace(viewers.viewer_of(person), machine=MACHINE)


@dataclass(frozen=True)
class Plan:
    """What to found: name, place, how many specialists, since when; names: those of the first workers of each role."""

    name: str
    place: str
    specialists: int
    since: datetime
    seed: int
    is_demo: bool = False
    password: str | None = None
    names: Mapping[Role, Sequence[str]] = field(default_factory=dict)


def found(plan: Plan) -> Programme:
    """Found a made-up programme with a manager, supervisors and specialists.

    Sign-in names are ``role-number@slug``, such as ``specialist-1@elm-street-peers``.
    """
    chance = words.chance(f"{plan.seed}/{plan.name}")
    with clock.standing_at(plan.since):
        organisation = founding.found(plan.name, place=plan.place, is_demo=plan.is_demo)
        slug = organisation.slug

        def several(role: Role, word: str, count: int) -> list[Viewer]:
            given = [*plan.names.get(role, ()), *(words.name(chance) for _ in range(count))][:count]
            return [
                _worker(organisation, name, f"{word}-{n}@{slug}", role, password=plan.password)
                for n, name in enumerate(given, start=1)
            ]

        manager = several(Role.MANAGER, "manager", 1)[0]
        supervisors = several(Role.SUPERVISOR, "supervisor", max(1, round(plan.specialists / SPECIALISTS_A_SUPERVISOR)))
        walking = several(Role.PEER_SPECIALIST, "specialist", plan.specialists)
        sight = gate.machine(manager, {}, MACHINE)
        for number, one in enumerate(walking):
            staff.supervise(sight, supervisor=supervisors[number % len(supervisors)].person, specialist=one.person)
    return Programme(organisation, manager, supervisors, walking)


def existing(slug: str) -> Programme:
    """A made-up programme that was founded before (by another process). Raises NotThere."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        raise NotThere
    held = PersonRole.objects.filter(organisation_id=organisation.id, until=None).order_by("since", "id")
    people: dict[str, list[Viewer]] = {role: [] for role in Role}
    for role in held.select_related("person").exclude(role=Role.PARTICIPANT):
        people[role.role].append(replace(viewers.viewer_of(role.person), machine=MACHINE))
    return Programme(organisation, people[Role.MANAGER][0], people[Role.SUPERVISOR], people[Role.PEER_SPECIALIST])
