"""A participant asks for someone; the one who was asked answers; or it is taken back."""

from __future__ import annotations

from uuid import UUID

from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.team.models import Ask
from trailside.team.reads import asks as reads
from trailside.team.rules import AskState


def ask(sight: Sight, *, worker: UUID, words: str = "", once: Once | None = None) -> Ask:
    """Ask for ``worker``, who walks with me. Asking again while one waits changes nothing but the words.

    Raises NotThere when they do not walk with me.
    """
    me = sight.viewer
    if not reads.may_ask_for(me, worker):
        raise NotThere
    with acting(sight, once=once) as act:
        act.answered_at("/today/")
        row = Ask.objects.filter(person_id=me.person, worker_id=worker, state=AskState.OPEN).first()
        is_new = row is None
        row = row or Ask(organisation_id=me.organisation, person_id=me.person, worker_id=worker, asked_at=clock.now())
        if is_new or words.strip():
            row.words.write(sight, words.strip())
            act.keep(row)
        if is_new:
            act.tell("team.asked", about=me.person, ref=row, worker=str(worker))
    return row


def answer(sight: Sight, ask: Ask, *, once: Once | None = None) -> Ask:
    """The one who was asked has reached them. Doing it twice does it once. Raises NotThere for anyone else."""
    if ask.worker_id != sight.viewer.person:
        raise NotThere
    with acting(sight, once=once) as act:
        act.answered_at("/desk/")
        if ask.state == AskState.OPEN:
            ask.state, ask.ended_at = AskState.ANSWERED.value, clock.now()
            act.keep(ask)
            act.tell("team.ask_answered", about=ask.person_id, ref=ask)
    return ask


def take_back(sight: Sight, ask: Ask, *, once: Once | None = None) -> Ask:
    """I do not ask any more. Raises NotThere for anyone else."""
    if ask.person_id != sight.viewer.person:
        raise NotThere
    with acting(sight, once=once) as act:
        act.answered_at("/today/")
        if ask.state == AskState.OPEN:
            ask.state, ask.ended_at = AskState.TAKEN_BACK.value, clock.now()
            act.keep(ask)
            act.tell("team.ask_taken_back", about=ask.person_id, ref=ask)
    return ask
