"""Keeping a win; marking a day, sharing it with a name, taking it off again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.consent import reads as consent
from trailside.consent import rules as scopes
from trailside.journey.models import DayMark, SharedDay, Win
from trailside.journey.rules.belief import Source
from trailside.journey.rules.days import LONGEST, Day
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight


def keep_win(
    sight: Sight,
    *,
    words: str,
    person: UUID | None = None,
    source: str = "",
    step: UUID | None = None,
    meeting: UUID | None = None,
    on: date | None = None,
    said_by: UUID | None = None,
    once: Once | None = None,
) -> Win:
    """Keep a win of ``person`` (default: the viewer), tied to where belief comes from.

    A specialist keeps one together with the person when they meet: the Sight must hold what they wrote together.
    step, meeting: what it is about, as ids; one step makes one win however often this is called.
    Raises NotThere, and NotPossible for no words, too many, or a source that does not exist.
    """
    me = sight.viewer
    about = person or me.person
    said = _words(words)
    if not said:
        raise NotPossible(_("Write a few words about it. They are yours."), "words")
    if source and source not in set(Source):
        raise NotPossible(_("Choose one of those on the page, or leave it out."), "source")
    with acting(sight, said_by=said_by, once=once) as act:
        sight.require(about, scopes.WROTE)
        row = Win.objects.filter(person_id=about, step_id=step).first() if step else None
        row = row or Win(organisation_id=me.organisation, person_id=about, step_id=step, at=clock.now())
        row.on, row.meeting_id = on or clock.today(me.zone), meeting or row.meeting_id
        row.source = source or row.source
        row.words.write(sight, said)
        act.keep(row)
        act.tell("journey.win_kept", about=about, ref=row, source=row.source)
        act.answered_at("/my-trail/")
    return row


def take_off_win(sight: Sight, win: UUID, *, once: Once | None = None) -> None:
    """Destroy a win of mine."""
    with acting(sight, once=once) as act:
        row = Win.objects.filter(pk=win, person_id=sight.viewer.person).first()
        if row is None:
            raise NotThere
        act.tell("journey.win_taken_off", about=sight.viewer.person, ref=row)
        act.drop(row)
        act.answered_at("/my-trail/")


def mark_day(sight: Sight, kind: Day, *, words: str = "", once: Once | None = None) -> DayMark:
    """Mark today on my trail, mine alone. Tells nobody. Raises NotPossible for too many words."""
    me, said = sight.viewer, _words(words)
    row = DayMark(organisation_id=me.organisation, person_id=me.person, at=clock.now(), on=clock.today(me.zone))
    row.said.write_json(sight, {"kind": kind.value, "words": said})
    with acting(sight, once=once) as act:
        act.keep(row)
        act.tell("journey.day_marked", about=me.person, ref=row)
        act.answered_at(f"/hard-day/{row.pk}/")
    return row


def share_day(sight: Sight, mark: UUID, *, with_person: UUID, once: Once | None = None) -> None:
    """Share one marked day with one person who walks with me. Twice is once."""
    me = sight.viewer
    with acting(sight, once=once) as act:
        row = _my_day(sight, mark)
        act.answered_at(f"/hard-day/{row.pk}/")
        if with_person not in consent.walking_with(me):
            raise NotThere
        if SharedDay.objects.filter(mark=row, with_person_id=with_person).exists():
            return
        copy = SharedDay(
            organisation_id=me.organisation, mark=row, person_id=me.person, with_person_id=with_person, at=clock.now()
        )
        copy.said.write_json(sight, row.said.read_json(sight))
        act.keep(copy)
        act.tell("journey.day_shared", about=me.person, ref=row, with_person=str(with_person))


def stop_sharing_day(sight: Sight, mark: UUID, *, with_person: UUID, once: Once | None = None) -> None:
    """From now on ``with_person`` cannot open it any more."""
    with acting(sight, once=once) as act:
        row = _my_day(sight, mark)
        act.answered_at(f"/hard-day/{row.pk}/")
        for copy in SharedDay.objects.filter(mark=row, with_person_id=with_person):
            act.drop(copy)
            act.tell("journey.day_unshared", about=sight.viewer.person, ref=row, with_person=str(with_person))


def take_off_day(sight: Sight, mark: UUID, *, once: Once | None = None) -> None:
    """Destroy a marked day of mine, with everything that was shared of it."""
    with acting(sight, once=once) as act:
        row = _my_day(sight, mark)
        act.tell("journey.day_taken_off", about=sight.viewer.person, ref=row)
        act.drop(row)
        act.answered_at("/my-trail/")


def _my_day(sight: Sight, mark: UUID) -> DayMark:
    row = DayMark.objects.filter(pk=mark, person_id=sight.viewer.person).first()
    if row is None:
        raise NotThere
    return row


def _words(words: str) -> str:
    if len(words) > LONGEST:
        raise NotPossible(_("That is longer than fits here. Keep the part that matters most."), "words")
    return words.strip()
