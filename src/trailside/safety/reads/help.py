"""Questions about help: an organisation's lines and hours, and what is mine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from trailside.consent import reads as consent
from trailside.consent import rules as scopes
from trailside.kit import clock
from trailside.kit.words import Words
from trailside.ledger import wall
from trailside.ledger.sight import Sight
from trailside.people.models import Organisation
from trailside.people.reads import names
from trailside.safety.models import CrisisLine, GoodDayWords, OpenHours, OwnPerson, OwnTool, Told
from trailside.safety.rules import DEFAULT_LINES, Answering, DefaultLine, Hours, answering

Line = CrisisLine | DefaultLine


def lines_of(organisation: UUID) -> Sequence[Line]:
    """The organisation's lines in order; the ones that ship while it has none of its own. For everyone to see."""
    with wall.of(organisation):
        return list(CrisisLine.objects.filter(organisation_id=organisation)) or DEFAULT_LINES


def own_lines(sight: Sight) -> list[CrisisLine]:
    """The organisation's own lines, for editing."""
    return list(CrisisLine.objects.filter(organisation_id=sight.viewer.organisation))


def hours_of(organisation: UUID) -> list[OpenHours]:
    """When somebody from the organisation answers."""
    return list(OpenHours.objects.filter(organisation_id=organisation))


def answering_now(sight: Sight) -> Answering:
    """Whether somebody from here answers now, or from when."""
    hours = [Hours(one.weekday, one.opens, one.closes) for one in hours_of(sight.viewer.organisation)]
    return answering(hours, clock.now().astimezone(ZoneInfo(sight.viewer.zone)))


def organisations() -> list[Organisation]:
    """Every organisation, for the pages that are the same for everyone."""
    return list(Organisation.objects.order_by("founded_at"))


@dataclass(frozen=True)
class Mine:
    """What a person keeps for a hard night, opened."""

    people: list[tuple[UUID, Words, Words]]
    tools: list[tuple[UUID, Words]]
    words: list[tuple[UUID, Words]]


def mine(sight: Sight) -> Mine:
    """My people (name, phone), my tools and my words from a good day, newest first."""
    me = sight.viewer.person
    sight.require(me, scopes.SAFETY)
    people = OwnPerson.objects.filter(person_id=me).order_by("at")
    tools = OwnTool.objects.filter(person_id=me).order_by("-at")
    words = GoodDayWords.objects.filter(person_id=me).order_by("-at")
    return Mine(
        people=[(one.id, one.name.read(sight), one.phone.read(sight)) for one in people],
        tools=[(one.id, one.words.read(sight)) for one in tools],
        words=[(one.id, one.words.read(sight)) for one in words],
    )


def could_tell(sight: Sight) -> dict[UUID, Words]:
    """Who walks with me and may open my record: the names that I could tap. Whoever is shut out would never see it."""
    return names.names(sight, consent.walking_with(sight.viewer))


@dataclass(frozen=True)
class ToldMe:
    """Someone told me that it was a hard night."""

    told: UUID
    person: UUID
    at: datetime


def told_me(sight: Sight) -> list[ToldMe]:
    """Who in sight told the viewer of a hard night and has not been answered, oldest first; each is a look."""
    seen = sight.seen(scopes.SHARED)
    rows = list(Told.objects.filter(to_id=sight.viewer.person, seen_at=None, person_id__in=seen).order_by("at"))
    for row in rows:
        sight.require(row.person_id, scopes.SHARED)
    return [ToldMe(row.id, row.person_id, row.at) for row in rows]


def told_by_me_since(sight: Sight, since: datetime) -> list[Told]:
    """Whom I told since a moment."""
    return list(Told.objects.filter(person_id=sight.viewer.person, at__gte=since).order_by("-at"))
