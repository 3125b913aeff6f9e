"""What becomes of someone's record when they want to be forgotten."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import models

from trailside.encounters.models import Encounter
from trailside.exchange.models import Closing
from trailside.exchange.rules.retention import BACKUPS_LIVE, closed_until
from trailside.kit import clock
from trailside.ledger.rows import Privacy
from trailside.ledger.sight import Sight
from trailside.people.models import Person
from trailside.people.reads import house
from trailside.people.rules import Written

# Rooms whose rows a full note stands on; theirs stay closed with it.
CLOSED_ROOMS = frozenset({"people", "plans", "encounters", "ledger"})


@dataclass(frozen=True)
class Prospect:
    """What forgetting would mean now. ``closed_until`` None: everything goes at once."""

    closed_until: dt.date | None
    backups_until: dt.date


def _meetings(person: UUID) -> list[tuple[dt.datetime, str]]:
    """Every filed meeting: when, and how much was written at most."""
    return list(Encounter.objects.filter(person_id=person).values_list("met_at", "written"))


def has_met(person: UUID) -> bool:
    """Whether a meeting with ``person`` was filed: from then on only they themselves can have it forgotten."""
    return bool(_meetings(person))


def prospect(sight: Sight, person: UUID) -> Prospect:
    """What forgetting ``person`` would mean now."""
    zone = ZoneInfo(sight.viewer.zone)
    notes = [met for met, written in _meetings(person) if written == Written.FULL_NOTE]
    today = clock.today(sight.viewer.zone)
    return Prospect(closed_until(met.astimezone(zone).date() for met in notes), today + BACKUPS_LIVE)


def closings() -> list[Closing]:
    """Everyone who is forgotten but for what law orders to keep, the next to go first."""
    return list(Closing.objects.order_by("until", "pk"))


def due() -> list[Closing]:
    """Those whose day has come where their programme is."""
    soon = clock.now().date() + dt.timedelta(days=1)
    zones = {programme.id: programme.zone for programme in house.programmes()}
    rows = Closing.objects.filter(until__lte=soon)
    return [row for row in rows if row.until <= clock.today(zones.get(row.organisation_id, "UTC"))]


def asked(person: UUID) -> Closing | None:
    """That the person asked to be forgotten, while they can still take it back."""
    return Closing.objects.filter(person_id=person, can_be_kept=True).first()


def rows_that_go(person: UUID) -> list[models.Model]:
    """The person's rows in every room that law does not order to keep."""
    found: list[models.Model] = []
    for table in apps.get_models():
        privacy = getattr(table, "privacy", None)
        if not isinstance(privacy, Privacy) or privacy.erase != "row" or table._meta.app_label in CLOSED_ROOMS:
            continue
        for field in table._meta.concrete_fields:
            if field.related_model is Person and field.name == "person":
                found += table._default_manager.filter(person_id=person)
    return found
