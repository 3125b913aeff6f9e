"""Meetings that stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise as Lazy

from trailside.consent.rules import MET, WROTE
from trailside.encounters.reads import meetings
from trailside.encounters.reads.words import KINDS
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.team.models import Planned
from trailside.team.rules import LOOK_AHEAD, LOOK_BACK, PlanState


@dataclass(frozen=True)
class PlannedShown:
    """One meeting that stands. ``has_passed``: its hour is over and nothing was filed since."""

    id: UUID
    person: UUID
    worker: UUID
    at: datetime
    kind: str
    place: Words
    has_passed: bool

    @property
    def kind_words(self) -> str | Lazy:
        return KINDS[self.kind]


def _shown(sight: Sight, rows: Iterable[Planned], met: dict[UUID, datetime]) -> list[PlannedShown]:
    now = clock.now()
    found = []
    for one in rows:
        filed = met.get(one.person_id)
        if filed is not None and filed >= one.at - timedelta(hours=12):
            continue
        place = one.place.read(sight)
        found.append(PlannedShown(one.pk, one.person_id, one.worker_id, one.at, one.kind, place, one.at < now))
    return found


def by_me(sight: Sight) -> list[PlannedShown]:
    """Whom the viewer meets in the next days, and whom they were to meet in the last ones with nothing filed."""
    now = clock.now()
    rows = Planned.objects.filter(
        worker_id=sight.viewer.person,
        state=PlanState.STANDS,
        at__gte=now - timedelta(days=LOOK_BACK),
        at__lte=now + timedelta(days=LOOK_AHEAD),
        person_id__in=sight.seen(WROTE),
    )
    return _shown(sight, rows.order_by("at"), meetings.last_met(sight))


def coming(sight: Sight, person: UUID) -> list[PlannedShown]:
    """What stands with ``person`` from now on."""
    sight.require(person, MET)
    rows = Planned.objects.filter(person_id=person, state=PlanState.STANDS, at__gte=clock.now() - timedelta(hours=1))
    return _shown(sight, rows.order_by("at"), {})


def times(sight: Sight, person: UUID) -> list[datetime]:
    """Only when, of what stands with ``person`` from now on."""
    sight.require(person, MET)
    rows = Planned.objects.filter(person_id=person, state=PlanState.STANDS, at__gte=clock.now() - timedelta(hours=1))
    return list(rows.order_by("at").values_list("at", flat=True))


def person_of(viewer: Viewer, planned: UUID) -> UUID:
    """With whom it is planned. Raises NotThere outside the viewer's organisation."""
    found = Planned.objects.filter(pk=planned, organisation_id=viewer.organisation)
    persons = found.values_list("person_id", flat=True)
    if not persons:
        raise NotThere
    return persons[0]


def row(sight: Sight, planned: UUID) -> Planned:
    """The row, to be called off by an action. Raises NotThere."""
    found = Planned.objects.filter(pk=planned, person_id__in=sight.seen(WROTE)).first()
    if found is None:
        raise NotThere
    return found
