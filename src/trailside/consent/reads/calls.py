"""Who asked for calls, and what may be said."""

from __future__ import annotations

from uuid import UUID

from trailside.consent.models import CallWish
from trailside.consent.rules import CONTACT
from trailside.kit.words import Words
from trailside.ledger.sight import Sight


def my_wish(sight: Sight) -> Words | None:
    """What the Sight's viewer said may be said; None while they asked for no calls."""
    row = CallWish.objects.filter(person_id=sight.viewer.person).first()
    return row.say.read(sight) if row else None


def wished(sight: Sight) -> list[tuple[UUID, Words]]:
    """Everyone in sight who asked for calls, longest first, with what may be said; each is a look."""
    rows = CallWish.objects.filter(person_id__in=sight.seen(CONTACT)).order_by("since")
    return [(row.person_id, row.say.read(sight)) for row in rows]
