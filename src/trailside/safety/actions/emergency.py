"""Opening a plan in an emergency, telling the person, looking into it; and what they said ahead."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from trailside.consent.gate import ON_CALL
from trailside.consent.models import OnCall, Opening, OpeningYear, SaidAhead
from trailside.consent.rules import OPEN_FOR, REVIEWED_WITHIN, TOOLS, Ahead, ToldBy, work_days_after
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.models import Organisation, Person
from trailside.people.reads import relations
from trailside.safety.reads import emergency as reads


def say_ahead(sight: Sight, choice: Ahead, *, once: Once | None = None) -> None:
    """What may be opened of my record in an emergency, from now on; an open hour follows it at once."""
    me = sight.viewer
    with acting(sight, once=once) as act:
        # Waits for an opening that has asked the gate and is not yet committed.
        Person.objects.select_for_update().filter(pk=me.person).first()
        row = SaidAhead.objects.filter(person_id=me.person).first() or SaidAhead(
            organisation_id=me.organisation, person_id=me.person
        )
        row.choice, row.at = choice, clock.now()
        act.keep(row)
        act.tell("safety.said_ahead", about=me.person, ref=row, choice=choice)
        act.answered_at("/my-people/ahead/")


def set_on_call(sight: Sight, workers: Iterable[UUID], *, once: Once | None = None) -> None:
    """From now on these are on call: peer specialists and supervisors of this house."""
    here, wanted = sight.viewer.organisation, set(workers)
    if not wanted <= {who for role in ON_CALL for who in relations.holds(here, role)}:
        raise NotThere
    with acting(sight, once=once) as act:
        now = {row.person_id: row for row in OnCall.objects.filter(organisation_id=here, until=None)}
        for who, row in now.items():
            if who not in wanted:
                row.until = clock.now()
                act.keep(row)
                act.tell("safety.on_call_ended", about=who, ref=row)
        for who in wanted - set(now):
            row = OnCall(organisation_id=here, person_id=who, since=clock.now())
            act.keep(row)
            act.tell("safety.on_call_began", about=who, ref=row)
        act.answered_at("/programme/on-call/")


def _counted(act: Act, organisation: UUID, year: int, field: str) -> None:
    """One more in the count of a year; counts of one programme wait for one another."""
    Organisation.objects.select_for_update().get(pk=organisation)
    row = OpeningYear.objects.filter(organisation_id=organisation, year=year).first()
    row = row or OpeningYear(organisation_id=organisation, year=year)
    setattr(row, field, getattr(row, field) + 1)
    act.keep(row)


def open_plan(sight: Sight, person: UUID, *, reason: str, once: Once | None = None) -> Opening:
    """Open what ``person`` said ahead, for one hour. sight: ``gate.to_open``. Told to them at once.

    Raises NotPossible without a reason, NotThere when they shut the viewer out meanwhile.
    """
    if not reason.strip():
        raise NotPossible(_("Write why. They read it."), "reason")
    me, now = sight.viewer, clock.now()
    with acting(sight, once=once) as act:
        row = Opening(
            organisation_id=me.organisation,
            person_id=person,
            by_id=me.person,
            choice=Ahead.PLAN if sight.allows(person, TOOLS) else Ahead.PEOPLE,
            at=now,
            until=now + OPEN_FOR,
            due=work_days_after(clock.today(me.zone), REVIEWED_WITHIN),
        )
        row.reason.write(sight, reason.strip())
        act.keep(row)
        _counted(act, me.organisation, clock.today(me.zone).year, "opened")
        act.tell("safety.emergency_opened", about=person, ref=row, choice=row.choice)
        act.answered_at(f"/emergency/{row.pk}/")
    return row


def told(sight: Sight, opening: UUID, how: ToldBy, *, once: Once | None = None) -> None:
    """I told them, in a way that they allow. Raises NotThere."""
    with acting(sight, once=once) as act:
        row = Opening.objects.filter(pk=opening, by_id=sight.viewer.person, person_id__in=list(sight.persons)).first()
        if row is None:
            raise NotThere
        row.told_at, row.told_how = clock.now(), how
        act.keep(row)
        act.tell("safety.emergency_told", about=row.person_id, ref=row, how=how)
        act.answered_at(f"/emergency/{opening}/")


def review(sight: Sight, opening: UUID, *, right: bool, words: str, once: Once | None = None) -> None:
    """Someone not part of it looked into it; the person reads what they found. Raises NotThere, NotPossible."""
    if not words.strip():
        raise NotPossible(_("Write what you found. The person reads it."), "words")
    with acting(sight, once=once) as act:
        row = reads.row_to_review(sight, opening)
        row.reviewed_at, row.reviewed_by_id, row.found_right = clock.now(), sight.viewer.person, right
        row.review.write(sight, words.strip())
        act.keep(row)
        year = row.at.astimezone(ZoneInfo(sight.viewer.zone)).year
        _counted(act, row.organisation_id, year, "right" if right else "not_right")
        act.tell("safety.emergency_reviewed", about=row.person_id, ref=row, right=right)
        act.answered_at("/emergency/reviews/")
