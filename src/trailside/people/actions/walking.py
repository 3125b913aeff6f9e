"""Who walks with someone from now on: handed on to another specialist, or parted."""

from __future__ import annotations

from uuid import UUID

from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger.acting import Act, acting
from trailside.ledger.sight import Sight
from trailside.people.models import Person, PersonRole, SupportRelationship
from trailside.people.rules import Role


def is_specialist_here(sight: Sight, who: UUID) -> bool:
    """Whether ``who`` walks with people in the viewer's organisation."""
    held = PersonRole.objects.filter(person_id=who, role=Role.PEER_SPECIALIST, until=None)
    return held.filter(organisation_id=sight.viewer.organisation).exists()


def _held(person: UUID) -> None:
    """Wait for actions on this record that have asked the gate and not yet committed, as revoking does."""
    Person.objects.select_for_update().filter(pk=person).first()


def _end(act: Act, person: UUID, specialist: UUID) -> None:
    open_ones = SupportRelationship.objects.filter(participant_id=person, specialist_id=specialist, until=None)
    walk = open_ones.filter(organisation_id=act.by.organisation).first()
    if walk is None:
        raise NotThere
    walk.until = clock.now()
    act.keep(walk)


def hand_on(sight: Sight, *, person: UUID, before: UUID, after: UUID, said_by: UUID | None = None) -> None:
    """``after`` walks with ``person`` instead of ``before``, who sees nothing of the record from the next request on.

    Raises NotThere unless ``before`` walks with them now and ``after`` is another specialist of this organisation.
    """
    with acting(sight, said_by=said_by) as act:
        _held(person)
        if after in (before, person) or not is_specialist_here(sight, after):
            raise NotThere
        _end(act, person, before)
        walks = SupportRelationship.objects.filter(participant_id=person, specialist_id=after, until=None)
        if not walks.exists():
            here = sight.viewer.organisation
            act.keep(
                SupportRelationship(organisation_id=here, participant_id=person, specialist_id=after, since=clock.now())
            )
        act.tell("people.handed_on", about=person, before=str(before), after=str(after))


def part(sight: Sight, *, person: UUID, specialist: UUID) -> None:
    """``specialist`` does not walk with ``person`` any more. Raises NotThere when they did not."""
    with acting(sight) as act:
        _held(person)
        _end(act, person, specialist)
        act.tell("people.parted", about=person, specialist=str(specialist))
