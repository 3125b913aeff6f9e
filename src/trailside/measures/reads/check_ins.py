"""Check-ins: my own, whole; someone else's only where they shared it with me."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from trailside.consent import reads as consent
from trailside.consent import rules
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.measures.models import CheckIn, SharedCheckIn

NEWEST = 30


@dataclass(frozen=True)
class CheckInSeen:
    """One check-in as it may be seen: rulers 0 to 10 or None, the word, and with whom it is shared."""

    id: UUID
    person: UUID
    at: datetime
    on: date
    day: int | None
    connected: int | None
    handle: int | None
    word: Words
    shared_with: tuple[UUID, ...] = ()

    @property
    def is_mine_alone(self) -> bool:
        """Nobody else can read it."""
        return not self.shared_with


def mine(
    sight: Sight, *, since: date | None = None, before: date | None = None, most: int = NEWEST
) -> list[CheckInSeen]:
    """My check-ins, newest first; ``since`` and ``before`` bound their days."""
    me = sight.viewer.person
    rows = CheckIn.objects.filter(person_id=me).order_by("-on", "-at")
    if since:
        rows = rows.filter(on__gte=since)
    if before:
        rows = rows.filter(on__lt=before)
    found = list(rows[:most])
    shares = _shares(found)
    return [_opened(sight, row, shares.get(row.pk, ())) for row in found]


def my_one(sight: Sight, check_in: UUID) -> CheckInSeen:
    """One check-in of mine. Raises NotThere."""
    row = CheckIn.objects.filter(pk=check_in, person_id=sight.viewer.person).first()
    if row is None:
        raise NotThere
    return _opened(sight, row, _shares([row]).get(row.pk, ()))


def days(sight: Sight, since: date) -> list[date]:
    """The days on which I checked in since ``since``, oldest first. Opens nothing."""
    sight.require(sight.viewer.person, rules.CHECK_INS)
    rows = CheckIn.objects.filter(person_id=sight.viewer.person, on__gte=since).order_by("on", "at")
    return list(rows.values_list("on", flat=True))


def shared_with_me(sight: Sight, *, most: int = NEWEST, since: date | None = None) -> list[CheckInSeen]:
    """What people in sight shared with the viewer by name, newest first. Each one opened is a look."""
    rows = SharedCheckIn.objects.filter(
        with_person_id=sight.viewer.person, person_id__in=sight.seen(rules.SHARED)
    ).select_related("check_in")
    if since:
        rows = rows.filter(check_in__on__gte=since)
    found = list(rows.order_by("-check_in__on", "-at")[:most])
    sight.prepare({row.person_id for row in found})
    return [_shared(sight, row) for row in found]


def readers(sight: Sight) -> list[UUID]:
    """With whom I can share: the people who walk with me now and may open my record."""
    return consent.walking_with(sight.viewer)


def _shares(rows: Iterable[CheckIn]) -> dict[UUID, tuple[UUID, ...]]:
    found: dict[UUID, tuple[UUID, ...]] = {}
    pairs = SharedCheckIn.objects.filter(check_in__in=[row.pk for row in rows])
    for check_in, reader in pairs.order_by("at").values_list("check_in_id", "with_person_id"):
        found[check_in] = (*found.get(check_in, ()), reader)
    return found


def _opened(sight: Sight, row: CheckIn, shared_with: tuple[UUID, ...]) -> CheckInSeen:
    said = row.said.read_json(sight) or {}
    return CheckInSeen(
        id=row.pk,
        person=row.person_id,
        at=row.at,
        on=row.on,
        day=said.get("day"),
        connected=said.get("connected"),
        handle=said.get("handle"),
        word=Words(said.get("word", "")),
        shared_with=shared_with,
    )


def _shared(sight: Sight, row: SharedCheckIn) -> CheckInSeen:
    one = row.check_in
    return CheckInSeen(
        id=one.pk,
        person=row.person_id,
        at=one.at,
        on=one.on,
        day=one.day,
        connected=one.connected,
        handle=one.handle,
        word=row.word.read(sight),
        shared_with=(row.with_person_id,),
    )
