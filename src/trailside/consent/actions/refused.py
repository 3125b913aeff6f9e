"""Writing refused tries down: called by the job thread every few seconds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from trailside.consent import refusals
from trailside.consent.models import Never, Refused
from trailside.consent.refusals import Try
from trailside.consent.rules import Refusal
from trailside.kit import clock
from trailside.ledger import wall
from trailside.ledger.acting import acting
from trailside.ledger.sight import Sight
from trailside.people.actions.founding import machine
from trailside.people.models import Person

KEPT = timedelta(days=365)
# organisation, who, about, kind, day
Key = tuple[UUID, UUID | None, UUID | None, Refusal, date]


@wall.every("chore")
def keep() -> None:
    """Write down what was noted, each try by its kind, added up for the day."""
    tries = refusals.taken()
    if not tries:
        return
    counted: dict[UUID, dict[Key, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    for key, at in _sorted(tries):
        counted[key[0]][key].append(at)
    for organisation, keys in counted.items():
        with acting(Sight(machine("refusals", organisation), {}, purpose="refusals")) as act:
            for key, times in keys.items():
                act.keep(_added(key, times))
            act.drop_all(Refused.objects.filter(organisation_id=organisation, day__lt=(clock.now() - KEPT).date()))


def _sorted(tries: Collection[Try]) -> list[tuple[Key, datetime]]:
    ids = {one for asked in tries for one in asked.ids}
    houses = dict(Person.objects.filter(pk__in=ids).values_list("pk", "organisation_id"))
    who = set(Person.objects.filter(pk__in={asked.viewer.person for asked in tries}).values_list("pk", flat=True))
    shut = set(Never.objects.filter(person_id__in=ids).values_list("person_id", "who_id"))
    found: list[tuple[Key, datetime]] = []
    for asked in tries:
        if asked.viewer.person in who:
            found += [(key, asked.at) for key in _keys(asked, houses, shut)]
    return found


def _keys(asked: Try, houses: dict[UUID, UUID], shut: set[tuple[UUID, UUID]]) -> list[Key]:
    me, here, day = asked.viewer.person, asked.viewer.organisation, asked.at.date()
    people = [one for one in asked.ids if one in houses]
    if not people:
        return [(here, me, None, Refusal.GUESS, day)]
    keys: list[Key] = []
    for one in people:
        if houses[one] != here:
            keys.append((here, me, None, Refusal.OTHER_HOUSE, day))
            keys.append((houses[one], None, one, Refusal.FROM_OUTSIDE, day))
        else:
            kind = Refusal.NEVER if (one, me) in shut else Refusal.NOT_THEIRS
            keys.append((here, me, one, kind, day))
    return keys


def _added(key: Key, times: list[datetime]) -> Refused:
    organisation, who, about, kind, day = key
    row = Refused.objects.filter(
        organisation_id=organisation, who_id=who, about_id=about, kind=kind, day=day
    ).first() or Refused(organisation_id=organisation, who_id=who, about_id=about, kind=kind, day=day)
    row.times += len(times)
    row.last_at = max(times)
    return row
