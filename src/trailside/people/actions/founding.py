"""Making an organisation and its first manager."""

from __future__ import annotations

from uuid import UUID

from django.utils.text import slugify

from trailside.kit import clock
from trailside.kit.ids import new_id
from trailside.ledger.acting import acting
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.people.models import Organisation
from trailside.vault import keys


def machine(name: str, organisation: UUID) -> Viewer:
    """A named machine viewer of an organisation: jobs, commands, founding. It holds no role and looks at nobody."""
    return Viewer(person=organisation, organisation=organisation, roles=frozenset(), machine=name)


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:50] or "programme"
    taken = set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in [wanted, *(f"{wanted}-{n}" for n in range(2, 1000))] if slug not in taken)


def found(name: str, *, place: str = "", zone: str = "America/New_York", is_demo: bool = False) -> Organisation:
    """Make an organisation with its own key. Its first worker is made by ``staff.add``."""
    organisation = Organisation(
        id=new_id(), slug=_free_slug(name), name=name, place=place, zone=zone, is_demo=is_demo, founded_at=clock.now()
    )
    keys.make(organisation.id)
    sight = Sight(machine("founding", organisation.id), {}, purpose="founding")
    with acting(sight) as act:
        organisation.save(force_insert=True)
        act.tell("people.organisation_founded", ref=organisation)
    return organisation
