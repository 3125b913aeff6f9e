"""Answered instruments: my times, what was begun, whether to offer; and what was shared with me."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from trailside.consent import rules
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger import drafts
from trailside.ledger.sight import Sight
from trailside.measures.models import NotNow, Response, SharedResponse
from trailside.measures.rules import offering
from trailside.measures.rules.instruments import Instrument, Standing, instrument
from trailside.measures.rules.scoring import Answers
from trailside.measures.rules.wobble import Difference, difference, wobble_of
from trailside.people.models import Episode
from trailside.people.rules import EpisodeState

FORM = "measures.sentences"


@dataclass(frozen=True)
class ResponseSeen:
    """One time: its sum (or none), how many sentences were answered, and how it stands to the time before."""

    id: UUID
    on: date
    total: Decimal | None
    answered: int
    chose_not_to: int
    said: Difference
    shared_with: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Begun:
    """Answers kept on the way, in the language they are being given in."""

    language: str
    answers: Answers


def open_instrument(code: str) -> Instrument:
    """The instrument ``code`` if it may be offered here; NotThere otherwise."""
    try:
        found = instrument(code)
    except LookupError:
        raise NotThere from None
    if found.standing is not Standing.OFFERED:
        raise NotThere
    return found


def instrument_of(sight: Sight, response: UUID) -> Instrument:
    """Which instrument one response of mine answered. Raises NotThere."""
    code = Response.objects.filter(pk=response, person_id=sight.viewer.person).values_list("instrument", flat=True)
    if not code:
        raise NotThere
    return open_instrument(code[0])


def times(sight: Sight, one: Instrument) -> list[ResponseSeen]:
    """Every time I answered ``one``, oldest first, each compared with the last time that had a sum."""
    sight.require(sight.viewer.person, rules.MEASURES)
    rows = list(Response.objects.filter(person_id=sight.viewer.person, instrument=one.code).order_by("at"))
    shares: dict[UUID, tuple[UUID, ...]] = {}
    pairs = SharedResponse.objects.filter(response__in=[row.pk for row in rows]).order_by("at")
    for response, reader in pairs.values_list("response_id", "with_person_id") if rows else ():
        shares[response] = (*shares.get(response, ()), reader)
    return _compared(rows, one, shares)


def first_times(sight: Sight, since: date) -> list[tuple[str, date, bool]]:
    """For my trail: (instrument, day, whether it was the first time) since ``since``. Opens no answers."""
    sight.require(sight.viewer.person, rules.MEASURES)
    seen: set[str] = set()
    found = []
    rows = Response.objects.filter(person_id=sight.viewer.person).order_by("at")
    for code, on in rows.values_list("instrument", "on"):
        if on >= since:
            found.append((code, on, code not in seen))
        seen.add(code)
    return found


def everything(sight: Sight) -> list[tuple[Response, Answers]]:
    """Every time of every instrument of mine, with its answers opened, oldest first."""
    rows = Response.objects.filter(person_id=sight.viewer.person).order_by("at")
    return [(row, row.answers.read_json(sight) or {}) for row in rows]


def not_nows(sight: Sight, one: Instrument) -> list[date]:
    """The days on which I said "not now" to ``one``, oldest first."""
    sight.require(sight.viewer.person, rules.MEASURES)
    rows = NotNow.objects.filter(person_id=sight.viewer.person, instrument=one.code).order_by("on")
    return list(rows.values_list("on", flat=True))


def begun(sight: Sight, one: Instrument) -> Begun | None:
    """What I began and have not kept yet, if anything."""
    said = drafts.read(sight, FORM, one.code)
    return Begun(said["language"], said["answers"]) if said else None


def day_of_support(person: UUID, today: date, zone: str) -> int | None:
    """Which day of support ``today`` is for the person; None when nobody walks with them now."""
    began = (
        Episode.objects.filter(person_id=person, state=EpisodeState.WALKING).values_list("began_at", flat=True).first()
    )
    return None if began is None else max(0, (today - began.astimezone(ZoneInfo(zone)).date()).days)


def offer(sight: Sight, one: Instrument, *, meetings: int) -> offering.Offer:
    """Whether to offer ``one`` today; ``meetings`` is how often we met so far (the page above counts them)."""
    me, today = sight.viewer.person, clock.today(sight.viewer.zone)
    day = day_of_support(me, today, sight.viewer.zone)
    if day is None:
        return offering.Offer.NOT_NOW
    answered = Response.objects.filter(person_id=me, instrument=one.code).values_list("on", flat=True)
    refused = NotNow.objects.filter(person_id=me, instrument=one.code).values_list("on", flat=True)
    asked = offering.Asked(answered_on=list(answered), said_not_now_on=list(refused))
    return offering.offer(meetings=meetings, day=day, today=today, asked=asked)


def shared_by(sight: Sight, person: UUID, one: Instrument) -> list[ResponseSeen]:
    """What ``person`` shared with the viewer by name: each sum and how it stands to the shared one before."""
    sight.require(person, rules.SHARED)
    rows = SharedResponse.objects.filter(
        person_id=person, with_person_id=sight.viewer.person, response__instrument=one.code
    )
    found = [row.response for row in rows.select_related("response").order_by("response__at")]
    return _compared(found, one, {})


def _compared(rows: list[Response], one: Instrument, shares: dict[UUID, tuple[UUID, ...]]) -> list[ResponseSeen]:
    wobble, before = wobble_of(one), None
    seen = []
    for row in rows:
        said = difference(row.total, before, wobble)
        seen.append(
            ResponseSeen(row.pk, row.on, row.total, row.answered, row.chose_not_to, said, shares.get(row.pk, ()))
        )
        before = row.total if row.total is not None else before
    return seen
