"""From a signed-in account to a Viewer."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from trailside.ledger import wall
from trailside.ledger.viewer import Viewer
from trailside.people.models import Account, Organisation, Person, PersonRole
from trailside.people.rules import WORKERS


@wall.every("who is here")
def persons_of(account: Account) -> list[Person]:
    """The persons an account holds, oldest first; only its holder is ever shown this."""
    return list(Person.objects.filter(account=account).order_by("pk"))


@wall.every("who is here")
def viewer_of(person: Person) -> Viewer:
    """The Viewer that a person is: their organisation's zone, their language, the roles they hold now."""
    roles = PersonRole.objects.filter(person=person, until=None).values_list("role", flat=True)
    zone = Organisation.objects.values_list("zone", flat=True).get(pk=person.organisation_id)
    return Viewer(
        person=person.pk,
        organisation=person.organisation_id,
        roles=frozenset(roles),
        account=person.account_id,
        language=person.language,
        zone=zone,
    )


@wall.every("who is here")
def standing(account: Account) -> list[tuple[Viewer, bool]]:
    """Everyone an account is, as Viewers, in two queries; whoever holds no role any more is not among them.

    The second of each pair: whether this one must show two things, as everyone does who works in a programme that is
    not a demo.
    """
    held = PersonRole.objects.filter(person__account=account, until=None).order_by("person_id")
    rows = list(held.values_list("person_id", "organisation_id", "person__language", "role"))
    houses = Organisation.objects.filter(pk__in={row[1] for row in rows}).values_list("pk", "zone", "is_demo")
    zones = {pk: (zone, is_demo) for pk, zone, is_demo in houses}
    roles: dict[tuple[UUID, UUID, str], set[str]] = defaultdict(set)
    for person, organisation, language, role in rows:
        roles[person, organisation, language].add(role)
    found = []
    for (person, organisation, language), held_now in roles.items():
        zone, is_demo = zones[organisation]
        viewer = Viewer(person, organisation, frozenset(held_now), account.pk, language, zone)
        found.append((viewer, viewer.has(*WORKERS) and not is_demo))
    return found


def viewers_of(account: Account) -> list[Viewer]:
    """As ``standing``, without what must be shown."""
    return [viewer for viewer, _two in standing(account)]


def viewer_by_id(person: UUID) -> Viewer:
    """The Viewer of a person by id."""
    return viewer_of(Person.objects.get(pk=person))


@wall.every("is the account still used")
def is_used(account: Account) -> bool:
    """Whether somebody here or elsewhere still signs in with this account. It says no more than that."""
    return Person.objects.filter(account=account).exists()
