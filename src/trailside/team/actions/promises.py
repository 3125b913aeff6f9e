"""Promising something, keeping it, or saying that it could not be kept."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.team.models import Promise
from trailside.team.rules import PromiseState


def promise(sight: Sight, *, person: UUID, words: str, by_day: date | None = None, once: Once | None = None) -> Promise:
    """The viewer promises ``person`` something. Raises NotPossible without words, NotThere."""
    if not words.strip():
        raise NotPossible(_("Write what you promise."), "words")
    if person == sight.viewer.person:
        raise NotThere
    with acting(sight, once=once) as act:
        row = Promise(
            organisation_id=sight.viewer.organisation,
            person_id=person,
            worker_id=sight.viewer.person,
            by_day=by_day,
            promised_at=clock.now(),
        )
        row.words.write(sight, words.strip())
        act.keep(row)
        act.tell("team.promised", about=person, ref=row)
        act.answered_at(f"/people/{person}/")
    return row


def end(sight: Sight, promise: Promise, *, kept: bool, once: Once | None = None) -> Promise:
    """Kept, or it could not be kept: the person sees which. Doing it twice does it once."""
    with acting(sight, once=once) as act:
        act.answered_at("/desk/")
        if promise.state == PromiseState.OPEN:
            promise.state = (PromiseState.KEPT if kept else PromiseState.COULD_NOT).value
            promise.ended_at = clock.now()
            act.keep(promise)
            act.tell("team.promise_ended", about=promise.person_id, ref=promise, state=promise.state)
    return promise
