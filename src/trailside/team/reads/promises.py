"""What was promised, by whom, to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from trailside.consent.rules import GOALS
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.team.models import Promise
from trailside.team.rules import PromiseState


@dataclass(frozen=True)
class PromiseShown:
    """One open promise."""

    id: UUID
    person: UUID
    worker: UUID
    words: Words
    by_day: date | None
    promised_at: datetime


def _shown(sight: Sight, rows: Iterable[Promise]) -> list[PromiseShown]:
    found = [
        PromiseShown(one.pk, one.person_id, one.worker_id, one.words.read(sight), one.by_day, one.promised_at)
        for one in rows
    ]
    return sorted(found, key=lambda one: (one.by_day or date.max, one.promised_at))


def by_me(sight: Sight) -> list[PromiseShown]:
    """What the viewer promised the people in sight and has not yet kept; the nearest day first."""
    rows = Promise.objects.filter(worker_id=sight.viewer.person, state=PromiseState.OPEN)
    return _shown(sight, rows.filter(person_id__in=sight.seen(GOALS)))


def to(sight: Sight, person: UUID) -> list[PromiseShown]:
    """What was promised to ``person`` and is open."""
    sight.require(person, GOALS)
    return _shown(sight, Promise.objects.filter(person_id=person, state=PromiseState.OPEN))


def person_of(viewer: Viewer, promise: UUID) -> UUID:
    """To whom it was promised. Raises NotThere outside the viewer's organisation."""
    found = Promise.objects.filter(pk=promise, organisation_id=viewer.organisation)
    persons = found.values_list("person_id", flat=True)
    if not persons:
        raise NotThere
    return persons[0]


def row(sight: Sight, promise: UUID) -> Promise:
    """The viewer's own promise, to be ended by an action. Raises NotThere."""
    found = Promise.objects.filter(pk=promise, worker_id=sight.viewer.person, person_id__in=sight.seen(GOALS)).first()
    if found is None:
        raise NotThere
    return found
