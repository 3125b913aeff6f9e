"""Handing someone on to another specialist, and the participant's own answer to it: nobody is handed on for good."""

from __future__ import annotations

from uuid import UUID

from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.actions import walking
from trailside.people.reads import relations
from trailside.team.models import Handover
from trailside.team.reads import handovers as reads
from trailside.team.rules import HandoverAnswer


def hand_over(
    sight: Sight, *, person: UUID, before: UUID, after: UUID, together: bool, once: Once | None = None
) -> Handover:
    """``after`` walks with ``person`` from now on, ``before`` does not.

    together: the person decided it and says so; else they are told, and can say no.
    Raises NotThere for whoever does not walk with people here, or was shut out by the person.
    """
    with acting(sight, said_by=person if together else None, once=once) as act:
        if reads.has_shut_out(person, after):
            raise NotThere
        for earlier in Handover.objects.filter(person_id=person, answer=HandoverAnswer.OPEN):
            earlier.answer = HandoverAnswer.FINE.value if together else HandoverAnswer.PASSED.value
            act.keep(earlier)
        answer = HandoverAnswer.FINE if together else HandoverAnswer.OPEN
        row = Handover(
            organisation_id=sight.viewer.organisation,
            person_id=person,
            before_id=before,
            after_id=after,
            at=clock.now(),
            answer=answer.value,
        )
        act.keep(row)  # before it is told: a manager's Sight holds nobody, and this row is about the person
        walking.hand_on(sight, person=person, before=before, after=after, said_by=person if together else None)
        act.answered_at("/people/")
    return row


def hand_over_all(sight: Sight, *, before: UUID, after: UUID, once: Once | None = None) -> int:
    """Everyone who walks with ``before`` walks with ``after``; each is told, and can say no. Opens no record.

    Whoever shut ``after`` out stays where they are. Returns how many were handed on.
    """
    with acting(sight, once=once) as act:
        handed = 0
        for person in relations.people_with(before):
            if person != after and not reads.has_shut_out(person, after):
                hand_over(sight, person=person, before=before, after=after, together=False)
                handed += 1
        act.answered_at(f"/programme/team/{before}/")
    return handed


def answer(sight: Sight, handover: UUID, *, is_fine: bool, once: Once | None = None) -> None:
    """My answer. No: whoever walked with me before does again, if they still walk with people here; else nobody.

    Raises NotThere when nothing is asked.
    """
    with acting(sight, once=once) as act:
        row = reads.row(sight, handover)
        act.answered_at("/today/")
        if row.answer != HandoverAnswer.OPEN:
            return
        row.answer = (HandoverAnswer.FINE if is_fine else HandoverAnswer.NO).value
        act.keep(row)
        act.tell("team.handover_answered", about=sight.viewer.person, ref=row, answer=row.answer)
        if is_fine or not relations.walks_with(row.after_id, row.person_id):
            return
        if reads.can_stay(sight, row):
            walking.hand_on(sight, person=row.person_id, before=row.after_id, after=row.before_id)
        else:
            walking.part(sight, person=row.person_id, specialist=row.after_id)
