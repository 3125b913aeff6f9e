"""Making an organisation and its first manager."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.kit.ids import new_id
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.people.actions import staff
from trailside.people.models import Organisation, Person
from trailside.people.rules import Role, Written
from trailside.vault import keys


def machine(name: str, organisation: UUID) -> Viewer:
    """A named machine viewer of an organisation: jobs, commands, founding. It holds no role and looks at nobody."""
    return Viewer(person=organisation, organisation=organisation, roles=frozenset(), machine=name)


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:50] or "programme"
    taken = set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in [wanted, *(f"{wanted}-{n}" for n in range(2, 1000))] if slug not in taken)


NOBODY = UUID(int=0)


def begin(
    *, programme: str, place: str, name: str, roles: Iterable[Role], sign_in: str, password: str, language: str
) -> Person:
    """The first organisation of an empty install and its first manager. Raises NotThere when one is already here."""
    account = staff.prepared(sign_in, password)
    sight = Sight(machine("founding", new_id()), {}, purpose="founding")
    with acting(sight):
        if Organisation.objects.exists():
            raise NotThere
        found(programme.strip(), place=place.strip(), identity=sight.viewer.organisation)
        held = {Role.MANAGER, Role.ADMINISTRATOR, *roles}
        return staff.employ(sight, name=name, roles=held, account=account, language=language)


def change(
    sight: Sight,
    *,
    name: str,
    place: str,
    zone: str,
    languages: Iterable[str],
    kinds: Iterable[str],
    written: Written,
    grace: int | None = None,
    version: int | None = None,
    once: Once | None = None,
) -> None:
    """What the programme says about itself, and how much is written of a meeting at most. Raises Stale.

    grace: days until somebody who asked to be forgotten is; None: as it stands.
    """
    if not name.strip():
        raise NotPossible(_("Write what the programme is called."), "name")
    with acting(sight, once=once) as act:
        row = Organisation.objects.get(pk=sight.viewer.organisation)
        row.version = version or row.version
        before = row.written
        row.grace = row.grace if grace is None else grace
        row.name, row.place, row.zone = name.strip(), place.strip(), zone
        row.languages, row.kinds, row.written = " ".join(languages), " ".join(kinds), written
        act.keep(row)  # type: ignore[arg-type]  # has id, version and organisation_id like any row
        act.tell("people.organisation_changed", ref=row, written=written, written_before=before, grace=row.grace)
        act.answered_at("/programme/")


def found(
    name: str,
    *,
    place: str = "",
    zone: str = "America/New_York",
    is_demo: bool = False,
    identity: UUID | None = None,
) -> Organisation:
    """Make an organisation with its own key. Its first worker is made by ``staff.add``. identity: its id, if chosen."""
    organisation = Organisation(
        id=identity or new_id(),
        slug=_free_slug(name),
        name=name,
        place=place,
        zone=zone,
        is_demo=is_demo,
        founded_at=clock.now(),
    )
    keys.make(organisation.id)
    sight = Sight(machine("founding", organisation.id), {}, purpose="founding")
    with acting(sight) as act:
        organisation.save(force_insert=True)
        act.tell("people.organisation_founded", ref=organisation)
    return organisation
