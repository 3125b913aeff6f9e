"""My own rows of this room, whole, for my record and for taking along."""

from __future__ import annotations

from trailside.ledger.sight import Sight
from trailside.team.models import Ask, Handover, Planned, Promise, Review


def asks(sight: Sight) -> list[Ask]:
    """Whom I asked for, oldest first."""
    return list(Ask.objects.filter(person_id=sight.viewer.person).order_by("asked_at"))


def promises(sight: Sight) -> list[Promise]:
    """What was promised to me, oldest first."""
    return list(Promise.objects.filter(person_id=sight.viewer.person).order_by("promised_at"))


def planned(sight: Sight) -> list[Planned]:
    """When we meant to meet, in order."""
    return list(Planned.objects.filter(person_id=sight.viewer.person).order_by("at"))


def reviews(sight: Sight) -> list[Review]:
    """Who read and signed, in order."""
    return list(Review.objects.filter(person_id=sight.viewer.person).order_by("signed_at"))


def handovers(sight: Sight) -> list[Handover]:
    """When someone else began to walk with me, in order."""
    return list(Handover.objects.filter(person_id=sight.viewer.person).order_by("at"))
