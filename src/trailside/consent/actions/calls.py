"""Asking for calls from volunteers, and ending them."""

from __future__ import annotations

from trailside.consent.models import CallWish
from trailside.kit import clock
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.models import Person


def wish(sight: Sight, say: str, *, once: Once | None = None) -> CallWish:
    """From now on volunteers may call me; ``say`` is what may be said. Said anew, it replaces what was said."""
    me = sight.viewer
    with acting(sight, once=once) as act:
        row = CallWish.objects.filter(person_id=me.person).first() or CallWish(
            organisation_id=me.organisation, person_id=me.person, since=clock.now()
        )
        row.say.write(sight, say.strip())
        act.keep(row)
        act.tell("consent.calls_wished", about=me.person, ref=row)
        act.answered_at("/today/calls/")
    return row


def end(sight: Sight, *, once: Once | None = None) -> None:
    """No calls any more: from the next request on I stand on no volunteer's list."""
    me = sight.viewer
    with acting(sight, once=once) as act:
        # Waits for a call that is being noted.
        Person.objects.select_for_update().filter(pk=me.person).first()
        for row in CallWish.objects.filter(person_id=me.person):
            act.drop(row)
            act.tell("consent.calls_ended", about=me.person)
        act.answered_at("/today/calls/")
