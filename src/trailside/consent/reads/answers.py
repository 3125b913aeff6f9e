"""What was answered to "was this all right?": as its owner reads it, and as the privacy officer does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from trailside.consent.models import Answer
from trailside.consent.privacy import PURPOSES
from trailside.consent.rules import RIGHT
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.people.reads import names

# How long an answer of the privacy officer stands on the person's today.
STANDS = timedelta(days=14)


@dataclass(frozen=True, repr=False)
class AnswerShown:
    """One answer, opened. name, who: of whoever looked. of: whose record it was."""

    id: UUID
    version: int
    of: UUID
    who: UUID
    name: Words
    purpose: str
    on_a_list: bool
    month: str
    seen_until: datetime
    right: bool
    words: Words
    due: date | None
    answered_at: datetime | None
    answered_by: Words | None
    finding: str
    answer: Words

    @property
    def reason(self) -> str:
        """Why they looked, in words."""
        return str(PURPOSES.get(self.purpose, self.purpose))

    @property
    def is_late(self) -> bool:
        """Whether the day has passed by which it should have been answered."""
        return self.due is not None and self.answered_at is None and clock.now().date() > self.due


def _shown(sight: Sight, row: Answer) -> AnswerShown:
    by = names.name(sight, row.answered_by_id) if row.answered_by_id else None
    return AnswerShown(
        id=row.pk,
        version=row.version,
        of=row.person_id,
        who=row.who_id,
        name=names.name(sight, row.who_id),
        purpose=row.purpose,
        on_a_list=row.on_a_list,
        month=row.month,
        seen_until=row.seen_until,
        right=row.right,
        words=row.words.read(sight),
        due=row.due,
        answered_at=row.answered_at,
        answered_by=by,
        finding=row.finding,
        answer=row.answer.read(sight),
    )


def mine(sight: Sight, month: str | None = None) -> list[AnswerShown]:
    """Everything that the Sight's viewer answered (in one month, written ``2026-11``), oldest first."""
    rows = Answer.objects.filter(person_id=sight.viewer.person)
    if month is not None:
        rows = rows.filter(month=month)
    return [_shown(sight, row) for row in rows.order_by("at")]


def one_of_mine(sight: Sight, answer: UUID) -> AnswerShown:
    """One answer of the viewer's own. Raises NotThere."""
    return _shown(sight, my_row(sight, answer))


def my_row(sight: Sight, answer: UUID) -> Answer:
    """The row of one of the viewer's own answers, for an action. Raises NotThere."""
    row = Answer.objects.filter(pk=answer, person_id=sight.viewer.person).first()
    if row is None:
        raise NotThere
    return row


def lately_answered(sight: Sight) -> list[UUID]:
    """My answers that the privacy officer answered in the last days."""
    rows = Answer.objects.filter(person_id=sight.viewer.person, answered_at__gt=clock.now() - STANDS)
    return list(rows.order_by("-answered_at").values_list("pk", flat=True))


def waiting(sight: Sight) -> list[AnswerShown]:
    """What waits for the privacy officer, the soonest due first; each is a look."""
    rows = Answer.objects.filter(person_id__in=sight.seen(RIGHT), right=False, answered_at=None)
    return [_shown(sight, row) for row in rows.exclude(who_id=sight.viewer.person).order_by("due", "at")]


def waiting_row(sight: Sight, answer: UUID) -> Answer:
    """One that waits, for an action. Raises NotThere, also for a look of the officer's own."""
    rows = Answer.objects.filter(pk=answer, person_id__in=sight.seen(RIGHT), right=False, answered_at=None)
    row = rows.exclude(who_id=sight.viewer.person).first()
    if row is None:
        raise NotThere
    return row


def waiting_one(sight: Sight, answer: UUID) -> AnswerShown:
    """One that waits, opened. Raises NotThere."""
    return _shown(sight, waiting_row(sight, answer))
