"""Ways to reach someone, opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from trailside.consent.rules import CONTACT
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.reach import rules
from trailside.reach.models import Way


@dataclass(frozen=True, repr=False)
class OpenWay:
    """One way as a page shows it. ``call``, ``text`` and ``mail`` are addresses, empty when that is not possible.

    ``text`` is empty, too, when they did not allow it.
    """

    id: UUID
    version: int
    kind: str
    shown: Words
    call: str
    text: str
    mail: str
    may_text: bool
    may_voicemail: bool
    not_to_say: Words


def opened(sight: Sight, way: Way) -> OpenWay:
    """One row, opened. Raises NotThere without the scope contact."""
    kept = way.value.read(sight)
    return OpenWay(
        id=way.pk,
        version=way.version,
        kind=way.kind,
        shown=Words(rules.shown(way.kind, kept)),
        call=rules.call_address(way.kind, kept),
        text=rules.text_address(way.kind, kept) if way.may_text else "",
        mail=rules.mail_address(way.kind, kept),
        may_text=way.may_text,
        may_voicemail=way.may_voicemail,
        not_to_say=way.not_to_say.read(sight),
    )


def ways_of(sight: Sight, person: UUID) -> list[OpenWay]:
    """The ways of one person, oldest first. Raises NotThere without the scope contact; of workers it is no look."""
    sight.require(person, CONTACT)
    return [opened(sight, way) for way in Way.objects.filter(person_id=person).order_by("since")]


def ways_of_many(sight: Sight, persons: Iterable[UUID]) -> dict[UUID, list[OpenWay]]:
    """The ways of several people in one query: only of those whose contact is in sight."""
    allowed = [person for person in persons if sight.allows(person, CONTACT)]
    sight.prepare(allowed)
    found: dict[UUID, list[OpenWay]] = {person: [] for person in allowed}
    for way in Way.objects.filter(person_id__in=allowed).order_by("since"):
        found[way.person_id].append(opened(sight, way))
    return found


def way(sight: Sight, person: UUID, way_id: UUID) -> OpenWay:
    """One way of ``person``. Raises NotThere."""
    sight.require(person, CONTACT)
    row = Way.objects.filter(pk=way_id, person_id=person).first()
    if row is None:
        raise NotThere
    return opened(sight, row)
