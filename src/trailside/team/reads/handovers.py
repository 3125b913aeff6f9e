"""Who was handed on to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from trailside.consent.reads.never import shut_out_since
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import NAME, Sight
from trailside.people.reads import team
from trailside.people.rules import Role
from trailside.team.models import Handover
from trailside.team.rules import NEW_FOR, HandoverAnswer


@dataclass(frozen=True)
class New:
    """Someone who walks with the viewer since a little while, and who walked with them before."""

    person: UUID
    before: UUID
    at: datetime
    is_open: bool


def has_shut_out(person: UUID, who: UUID) -> bool:
    """Whether ``who`` must never open the record of ``person``."""
    return who in shut_out_since(person)


def could_walk_with(sight: Sight, person: UUID | None, before: UUID) -> list[tuple[UUID, Words]]:
    """The other specialists who work here, with their names; without those whom ``person`` shut out."""
    shut = shut_out_since(person) if person else {}
    return [
        (one.person, one.name)
        for one in team.workers(sight)
        if Role.PEER_SPECIALIST in one.roles and one.person not in (before, person) and one.person not in shut
    ]


def open_one(sight: Sight) -> Handover | None:
    """The handover that I have not answered yet."""
    rows = Handover.objects.filter(person_id=sight.viewer.person, answer=HandoverAnswer.OPEN)
    return rows.order_by("-at").first()


def row(sight: Sight, handover: UUID) -> Handover:
    """My own handover, to be answered. Raises NotThere."""
    found = Handover.objects.filter(pk=handover, person_id=sight.viewer.person).first()
    if found is None:
        raise NotThere
    return found


def can_stay(sight: Sight, handover: Handover) -> bool:
    """Whether whoever walked with me before still walks with people here, and is not shut out."""
    here = {who for who, _name in could_walk_with(sight, handover.person_id, handover.after_id)}
    return handover.before_id in here


def new_with_me(sight: Sight) -> list[New]:
    """Who in sight was handed on to the viewer lately, the newest first."""
    since = clock.now() - timedelta(days=NEW_FOR)
    rows = Handover.objects.filter(after_id=sight.viewer.person, at__gte=since, person_id__in=sight.seen(NAME))
    rows = rows.exclude(answer__in=(HandoverAnswer.NO, HandoverAnswer.PASSED)).order_by("-at")
    return [New(one.person_id, one.before_id, one.at, one.answer == HandoverAnswer.OPEN) for one in rows]
