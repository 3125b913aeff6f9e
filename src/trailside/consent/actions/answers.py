"""Answering "was this all right?", and the privacy officer's answer to a no."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from trailside.consent.models import Answer
from trailside.consent.reads import answers as reads
from trailside.consent.reads.looked import LookGroup
from trailside.consent.rules import ANSWERED_WITHIN, Finding, work_days_after
from trailside.kit import clock
from trailside.kit.errors import NotPossible
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight


def say(sight: Sight, line: LookGroup, month: str, *, right: bool, once: Once | None = None) -> Answer:
    """Whether a line of *who looked* (of ``month``, written ``2026-11``) was all right. May be said anew.

    A no goes to the privacy officer, who answers within five work days.
    """
    me = sight.viewer
    with acting(sight, once=once) as act:
        row = Answer.objects.filter(
            person_id=me.person, who_id=line.who, purpose=line.purpose, on_a_list=line.on_a_list, month=month
        ).first() or Answer(
            organisation_id=me.organisation,
            person_id=me.person,
            who_id=line.who,
            purpose=line.purpose,
            on_a_list=line.on_a_list,
            month=month,
        )
        was_no = not row._state.adding and not row.right and row.answered_at is None
        row.right, row.seen_until, row.at = right, line.last, clock.now()
        if right:
            row.due = None
        elif not was_no:
            row.due = work_days_after(clock.today(me.zone), ANSWERED_WITHIN)
            row.answered_at, row.answered_by_id, row.finding = None, None, ""
            row.answer.clear()
        act.keep(row)
        act.tell("consent.look_answered", about=me.person, ref=row, right=right, who=str(line.who))
        act.answered_at("/my-record/who-looked/" if right else f"/my-record/answers/{row.pk}/")
    return row


def say_more(sight: Sight, answer: UUID, words: str, *, once: Once | None = None) -> None:
    """Words for the privacy officer beside a no that waits. Raises NotThere, NotPossible when it was answered."""
    with acting(sight, once=once) as act:
        row = reads.my_row(sight, answer)
        if row.right or row.answered_at is not None:
            raise NotPossible(_("This has been answered."), "words")
        row.words.write(sight, words.strip())
        act.keep(row)
        act.tell("consent.look_words_added", about=row.person_id, ref=row)
        act.answered_at(f"/my-record/answers/{row.pk}/")


def settle(sight: Sight, answer: UUID, *, finding: Finding, words: str, once: Once | None = None) -> None:
    """The privacy officer answers a no. Raises NotThere for a look of their own, NotPossible without words."""
    if not words.strip():
        raise NotPossible(_("Write what you found and what happens now."), "words")
    with acting(sight, once=once) as act:
        row = reads.waiting_row(sight, answer)
        row.finding, row.answered_at, row.answered_by_id = finding, clock.now(), sight.viewer.person
        row.answer.write(sight, words.strip())
        act.keep(row)
        act.tell("consent.no_answered", about=row.person_id, ref=row, finding=finding)
        act.answered_at("/privacy/")
