"""Answering an instrument one sentence at a time or all at once, keeping it, sharing what it comes to, "not now"."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from trailside.consent import reads as consent
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import drafts
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.measures.models import NotNow, Response, SharedResponse
from trailside.measures.reads import responses as reads
from trailside.measures.rules.instruments import Instrument
from trailside.measures.rules.scoring import Answers, check, score


def put_by(sight: Sight, one: Instrument, language: str, answers: Answers) -> None:
    """Keep answers on the way, so that one can stop and come back. A draft: no entry, gone after 30 days.

    ``answers`` are added to what is there; ``None`` is "chose not to". A change of language keeps the answers, because
    they are kept by code. Raises NotPossible for an answer that does not exist.
    """
    _checked(one, answers)
    with drafts.held(sight):
        begun = reads.begun(sight, one)
        drafts.keep(
            sight,
            reads.FORM,
            {"language": language, "answers": {**(begun.answers if begun else {}), **answers}},
            one.code,
        )


def keep(
    sight: Sight, one: Instrument, language: str, answers: Answers | None = None, *, once: Once | None = None
) -> Response:
    """Keep one time: ``answers`` when all were given on one page, else what was put by.

    Raises NotPossible when nothing was answered or an answer does not exist.
    """
    me = sight.viewer
    _checked(one, answers or {})
    with acting(sight, once=once) as act:
        begun = reads.begun(sight, one)
        given: dict[str, int | None] = {**(begun.answers if begun else {}), **(answers or {})}
        result = score(one, given)
        if not result.answered:
            raise NotPossible(_("No sentence has an answer yet, so there is nothing to keep. You can stop here."))
        today = clock.today(me.zone)
        row = Response(
            organisation_id=me.organisation,
            person_id=me.person,
            instrument=one.code,
            language=begun.language if begun and answers is None else language,
            at=clock.now(),
            on=today,
            day=reads.day_of_support(me.person, today, me.zone),
            total=result.total,
            answered=result.answered,
            chose_not_to=result.chose_not_to,
        )
        row.answers.write_json(sight, given)
        act.keep(row)
        if begun:
            drafts.drop(sight, reads.FORM, one.code)
        act.tell("measures.sentences_answered", about=me.person, ref=row, instrument=one.code)
        act.answered_at(f"/ten-sentences/{one.code}/times/")
    return row


def say_not_now(sight: Sight, one: Instrument, *, once: Once | None = None) -> None:
    """Not now: a week of quiet; the second time the asking ends."""
    me = sight.viewer
    with acting(sight, once=once) as act:
        row = NotNow(organisation_id=me.organisation, person_id=me.person, instrument=one.code, on=clock.today(me.zone))
        act.keep(row)
        act.tell("measures.said_not_now", about=me.person, ref=row, instrument=one.code)
        act.answered_at("/today/")


def share(sight: Sight, response: UUID, *, with_person: UUID, once: Once | None = None) -> None:
    """Share what one time came to with one person by name; never the single answers. Twice is once."""
    me = sight.viewer
    with acting(sight, once=once) as act:
        row = _mine(sight, response)
        act.answered_at(f"/ten-sentences/{row.instrument}/times/")
        if with_person not in consent.walking_with(me):
            raise NotThere
        if SharedResponse.objects.filter(response=row, with_person_id=with_person).exists():
            return
        act.keep(
            SharedResponse(
                organisation_id=me.organisation,
                response=row,
                person_id=me.person,
                with_person_id=with_person,
                at=clock.now(),
            )
        )
        act.tell("measures.sum_shared", about=me.person, ref=row, with_person=str(with_person))


def stop_sharing(sight: Sight, response: UUID, *, with_person: UUID, once: Once | None = None) -> None:
    """From now on ``with_person`` sees nothing of this time."""
    with acting(sight, once=once) as act:
        row = _mine(sight, response)
        act.answered_at(f"/ten-sentences/{row.instrument}/times/")
        for shared in SharedResponse.objects.filter(response=row, with_person_id=with_person):
            act.drop(shared)
            act.tell("measures.sum_unshared", about=sight.viewer.person, ref=row, with_person=str(with_person))


def _checked(one: Instrument, answers: Answers) -> None:
    try:
        check(one, answers)
    except ValueError as error:
        raise NotPossible(_("That answer is not one of those on the page. Choose one, or leave it out.")) from error


def _mine(sight: Sight, response: UUID) -> Response:
    row = Response.objects.filter(pk=response, person_id=sight.viewer.person).first()
    if row is None:
        raise NotThere
    return row
