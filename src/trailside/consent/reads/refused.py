"""Refused tries, as the privacy officer sees them: who, how often, of which kind; never whose record by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Sum

from trailside.consent.models import Refused
from trailside.consent.rules import GUESSES, Refusal
from trailside.kit import clock
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.people.reads import names

SHOWN = timedelta(days=60)


@dataclass(frozen=True)
class Tried:
    """Tries of one person on one day, of one kind. records: how many people's. name: None for who works not here."""

    who: UUID | None
    name: Words | None
    kind: str
    day: date
    times: int
    records: int
    last_at: datetime


def lately(sight: Sight) -> list[Tried]:
    """Refused tries of the last sixty days in the viewer's organisation, without their own, the latest first."""
    me = sight.viewer
    rows = Refused.objects.filter(organisation_id=me.organisation, day__gte=(clock.now() - SHOWN).date())
    found = (
        rows.exclude(who_id=me.person)
        .exclude(kind=Refusal.GUESS, times__lt=GUESSES)
        .values_list("who_id", "kind", "day")
        .annotate(times=Sum("times"), records=Count("about_id", distinct=True), last=Max("last_at"))
        .order_by("-last")
    )
    called = names.names(sight, {who for who, *_ in found if who and sight.is_worker(who)})
    return [
        Tried(who, called.get(who) if who else None, kind, day, times, records, last)
        for who, kind, day, times, records, last in found[:200]
    ]
