"""Emergency openings: finding whom it is about, what may be read, what waits for review, how many there were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from trailside.consent import gate, refusals
from trailside.consent.models import Answer, OnCall, Opening, OpeningYear, SaidAhead
from trailside.consent.rules import CONTACT, EMERGENCY, NAME, PEOPLE, TOOLS, Ahead
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.kit.ids import new_id
from trailside.kit.words import Words
from trailside.ledger import wall
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.people.actions.founding import machine
from trailside.people.reads import names, relations
from trailside.reach.reads.ways import OpenWay, ways_of
from trailside.safety.models import OwnPerson, OwnTool

# How long an opening stands on the person's today, and in their list.
NEWS, LISTED = timedelta(days=14), timedelta(days=365)


def on_call(organisation: UUID) -> dict[UUID, datetime]:
    """Who is on call now, and since when."""
    rows = OnCall.objects.filter(organisation_id=organisation, until=None).order_by("since")
    return dict(rows.values_list("person_id", "since"))


def is_on_call(viewer: Viewer) -> bool:
    """Whether the viewer is on call now."""
    return viewer.person in on_call(viewer.organisation)


def said_ahead(sight: Sight) -> Ahead | None:
    """What the Sight's viewer said may be opened; None while they said nothing."""
    said = SaidAhead.objects.filter(person_id=sight.viewer.person).values_list("choice", flat=True).first()
    return Ahead(said) if said else None


def called(viewer: Viewer, typed: str, walks_with: UUID | None) -> list[UUID]:
    """Participants called exactly so (and with whom this worker walks) whose record may be opened by ``viewer``.

    Names are compared in memory by the machine; the viewer reads none of them. Who shut the viewer out, or said that
    nothing may be opened, is not among them, just as nobody is: a try in vain is noted either way.
    """
    everyone = relations.participants_of(viewer.organisation)
    by_machine = machine("emergency", viewer.organisation)
    sight = gate.machine(by_machine, dict.fromkeys(everyone, frozenset({NAME})), "emergency")
    wanted = " ".join(typed.split()).casefold()
    found = [who for who, name in names.names(sight, everyone).items() if " ".join(name.split()).casefold() == wanted]
    if walks_with is not None:
        found = [who for who in found if relations.walks_with(walks_with, who)]
    open_ones = [who for who in found or [new_id()] if gate.may_be_opened(viewer, who)]
    if not open_ones:
        refusals.note(viewer, found or [new_id()])
    return open_ones


@dataclass(frozen=True, repr=False)
class OpenPlan:
    """What stands open for an hour. has_said: whether they chose it themselves. tools: None when not allowed."""

    id: UUID
    person: UUID
    name: Words
    choice: str
    has_said: bool
    until: datetime
    told_at: datetime | None
    ways: list[OpenWay]
    people: list[tuple[Words, Words]]
    tools: list[Words] | None


def plan(sight: Sight, opening: UUID) -> OpenPlan:
    """The plan, people and safe ways behind an opening; each is a look. Raises NotThere."""
    row = Opening.objects.filter(pk=opening, person_id__in=list(sight.persons)).first()
    if row is None:
        raise NotThere
    who = row.person_id
    sight.require(who, PEOPLE)
    people = OwnPerson.objects.filter(person_id=who).order_by("at")
    tools = OwnTool.objects.filter(person_id=who).order_by("-at") if sight.allows(who, TOOLS) else None
    return OpenPlan(
        id=row.pk,
        person=who,
        name=names.name(sight, who),
        choice=Ahead.PLAN if sight.allows(who, TOOLS) else Ahead.PEOPLE,
        has_said=SaidAhead.objects.filter(person_id=who).exists(),
        until=row.until,
        told_at=row.told_at,
        ways=ways_of(sight, who) if sight.allows(who, CONTACT) else [],
        people=[(one.name.read(sight), one.phone.read(sight)) for one in people],
        tools=None if tools is None else [one.words.read(sight) for one in tools],
    )


def open_by_me(viewer: Viewer) -> list[tuple[UUID, datetime]]:
    """Openings of the viewer's that stand open now: id and until when."""
    rows = Opening.objects.filter(by_id=viewer.person, until__gt=clock.now()).order_by("until")
    return list(rows.values_list("pk", "until"))


@dataclass(frozen=True, repr=False)
class OpeningShown:
    """One opening as its person or a reviewer reads it. right: what the person answered, None while they did not."""

    id: UUID
    by: UUID
    name: Words
    reason: Words
    choice: str
    at: datetime
    until: datetime
    told_at: datetime | None
    due: date
    right: bool | None
    reviewed_at: datetime | None
    reviewed_by: Words | None
    found_right: bool | None
    review: Words

    @property
    def is_late(self) -> bool:
        """Whether the day has passed by which it should have been looked into."""
        return self.reviewed_at is None and clock.now().date() > self.due


def _answered(row: Opening) -> bool | None:
    rows = Answer.objects.filter(person_id=row.person_id, who_id=row.by_id, purpose=EMERGENCY, at__gte=row.at)
    return rows.order_by("-at").values_list("right", flat=True).first()


def _shown(sight: Sight, row: Opening) -> OpeningShown:
    return OpeningShown(
        id=row.pk,
        by=row.by_id,
        name=names.name(sight, row.by_id),
        reason=row.reason.read(sight),
        choice=row.choice,
        at=row.at,
        until=row.until,
        told_at=row.told_at,
        due=row.due,
        right=_answered(row),
        reviewed_at=row.reviewed_at,
        reviewed_by=names.name(sight, row.reviewed_by_id) if row.reviewed_by_id else None,
        found_right=row.found_right,
        review=row.review.read(sight),
    )


def of_mine(sight: Sight, within: timedelta = LISTED) -> list[OpeningShown]:
    """Openings of the viewer's own record, newest first."""
    rows = Opening.objects.filter(person_id=sight.viewer.person, at__gt=clock.now() - within)
    return [_shown(sight, row) for row in rows.order_by("-at")]


def news(sight: Sight) -> list[OpeningShown]:
    """Openings of the last days of which the viewer has not said whether they were all right."""
    return [one for one in of_mine(sight, NEWS) if one.right is None]


def to_review(sight: Sight) -> list[OpeningShown]:
    """Openings that wait for review by someone not part of them, the soonest due first; each is a look."""
    rows = Opening.objects.filter(person_id__in=sight.seen(EMERGENCY), reviewed_at=None)
    return [_shown(sight, row) for row in rows.exclude(by_id=sight.viewer.person).order_by("due", "at")]


def row_to_review(sight: Sight, opening: UUID) -> Opening:
    """One of them, for an action. Raises NotThere, also for whoever opened it."""
    rows = Opening.objects.filter(pk=opening, person_id__in=sight.seen(EMERGENCY), reviewed_at=None)
    row = rows.exclude(by_id=sight.viewer.person).first()
    if row is None:
        raise NotThere
    return row


def one_to_review(sight: Sight, opening: UUID) -> OpeningShown:
    """One of them, opened. Raises NotThere."""
    return _shown(sight, row_to_review(sight, opening))


def years(organisation: UUID) -> list[OpeningYear]:
    """How many there were in each of the last years, this year always among them, newest first."""
    this_year = clock.now().year
    with wall.of(organisation):
        rows = list(OpeningYear.objects.filter(organisation_id=organisation)[:3])
    if not rows or rows[0].year < this_year:
        rows.insert(0, OpeningYear(organisation_id=organisation, year=this_year))
    return rows[:3]
