"""What the participant answers, now or later; and what may be added. A filed text is never changed."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from trailside.encounters.models import Addendum, Encounter, LeaveOut, Response, Sentence
from trailside.encounters.rules.meeting import Answer, Wish
from trailside.kit import clock
from trailside.kit.errors import AlreadyDone, NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.rules import Written


def _of_the_person(sight: Sight, person: UUID, said_by: UUID | None) -> None:
    """Only the participant answers: on their own phone, or saying it on the one that was turned round."""
    if person not in (sight.viewer.person, said_by):
        raise NotThere


def answer(
    sight: Sight,
    encounter: Encounter,
    *,
    answer: Answer,
    words: str = "",
    said_by: UUID | None = None,
    once: Once | None = None,
) -> Response:
    """*That's how it was*, or *I see it differently* with words that stand beside. May be answered again.

    Raises NotPossible when it is seen differently and no words say how.
    """
    _of_the_person(sight, encounter.person_id, said_by)
    if answer == Answer.DIFFERENTLY and not words.strip():
        raise NotPossible(_("Write how you see it. It will stand beside."), "words")
    with acting(sight, said_by=said_by, once=once) as act:
        row = Response(
            organisation_id=encounter.organisation_id,
            person_id=encounter.person_id,
            encounter_id=encounter.pk,
            answer=answer.value,
            at=clock.now(),
        )
        row.words.write(sight, words.strip())
        if encounter.up_since is not None:
            row.for_review.write(sight, words.strip())
        act.keep(row)
        act.tell("encounters.answered", about=encounter.person_id, ref=encounter, answer=answer.value)
        act.answered_at(f"/meetings/{encounter.pk}/")
    return row


def leave_out(
    sight: Sight, sentence: Sentence, *, why: str = "", said_by: UUID | None = None, once: Once | None = None
) -> LeaveOut | None:
    """Leave a sentence out. Our own words: destroyed at once. In a note for a payer: a wish that must be answered.

    Returns the wish, or None when the sentence is gone.
    """
    _of_the_person(sight, sentence.person_id, said_by)
    with acting(sight, said_by=said_by, once=once) as act:
        act.answered_at(f"/meetings/{sentence.encounter_id}/")
        if sentence.left_out_at is not None:
            raise AlreadyDone(f"/meetings/{sentence.encounter_id}/")
        if sentence.encounter.written != Written.FULL_NOTE:
            _destroy(sentence)
            act.keep(sentence)
            act.tell("encounters.left_out", about=sentence.person_id, ref=sentence, voice=sentence.voice)
            return None
        asked = LeaveOut.objects.filter(sentence=sentence, state=Wish.ASKED).first()
        if asked is not None:
            return asked
        wish = LeaveOut(
            organisation_id=sentence.organisation_id,
            person_id=sentence.person_id,
            sentence_id=sentence.pk,
            asked_at=clock.now(),
        )
        wish.why.write(sight, why.strip())
        act.keep(wish)
        act.tell("encounters.leave_out_asked", about=sentence.person_id, ref=sentence, voice=sentence.voice)
    return wish


def _destroy(sentence: Sentence) -> None:
    sentence.words.clear()
    sentence.for_review.clear()
    sentence.left_out_at = clock.now()


def answer_wish(
    sight: Sight, wish: LeaveOut, *, leave_it_out: bool, words: str = "", once: Once | None = None
) -> LeaveOut:
    """The specialist's answer. A sentence that stays needs a reason in words. Raises NotPossible, NotThere."""
    if wish.person_id == sight.viewer.person:
        raise NotThere
    if not leave_it_out and not words.strip():
        raise NotPossible(_("Say why it has to stay, in plain words."), "words")
    with acting(sight, once=once) as act:
        act.answered_at(f"/meetings/{wish.sentence.encounter_id}/")
        if wish.state != Wish.ASKED:
            raise AlreadyDone(f"/meetings/{wish.sentence.encounter_id}/")
        wish.state = (Wish.LEFT_OUT if leave_it_out else Wish.STAYS).value
        wish.answered_at = clock.now()
        wish.answer.write(sight, words.strip())
        act.keep(wish)
        if leave_it_out:
            _destroy(wish.sentence)
            act.keep(wish.sentence)
        act.tell("encounters.leave_out_answered", about=wish.person_id, ref=wish.sentence, answer=wish.state)
    return wish


def add(
    sight: Sight, encounter: Encounter, *, words: str, said_by: UUID | None = None, once: Once | None = None
) -> Addendum:
    """Add something later; what was filed stays as it is. Raises NotPossible without words."""
    if not words.strip():
        raise NotPossible(_("Write what you want to add."), "words")
    with acting(sight, said_by=said_by, once=once) as act:
        row = Addendum(
            organisation_id=encounter.organisation_id,
            person_id=encounter.person_id,
            encounter_id=encounter.pk,
            by_id=said_by or sight.viewer.person,
            at=clock.now(),
        )
        row.words.write(sight, words.strip())
        if encounter.up_since is not None:
            row.for_review.write(sight, words.strip())
        act.keep(row)
        act.tell("encounters.added", about=encounter.person_id, ref=encounter)
        act.answered_at(f"/meetings/{encounter.pk}/")
    return row
