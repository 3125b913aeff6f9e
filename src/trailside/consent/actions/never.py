"""Shutting someone, or everybody, out of my record, and letting them in again."""

from __future__ import annotations

from uuid import UUID

from trailside.consent.models import Never
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.models import Person
from trailside.people.reads import relations


def shut_out(sight: Sight, who: UUID, *, once: Once | None = None) -> None:
    """``who`` must never open my record: effective at their next request. Doing it twice does it once.

    Raises NotThere when nobody of this programme has that id.
    """
    me = sight.viewer
    if who == me.person or not relations.is_in(me.organisation, who):
        raise NotThere
    with acting(sight, once=once) as act:
        # Waits for actions on this record that have asked the gate and not yet committed.
        Person.objects.select_for_update().filter(pk=me.person).first()
        if not Never.objects.filter(person_id=me.person, who_id=who).exists():
            row = Never(organisation_id=me.organisation, person_id=me.person, who_id=who, since=clock.now())
            act.keep(row)
            act.tell("consent.shut_out", about=me.person, ref=row, who=str(who))
        act.answered_at("/my-record/who-looked/")


def let_in(sight: Sight, who: UUID, *, once: Once | None = None) -> None:
    """Take the shutting out back; what their relationship allows opens again."""
    me = sight.viewer
    with acting(sight, once=once) as act:
        for row in Never.objects.filter(person_id=me.person, who_id=who):
            act.drop(row)
            act.tell("consent.let_in", about=me.person, who=str(who))
        act.answered_at("/my-record/who-looked/")


def close(act: Act, person: UUID) -> None:
    """Nobody but ``person`` opens their record from now on. The caller holds their row, and tells why."""
    if not Never.objects.filter(person_id=person, who_id=person).exists():
        here = act.by.organisation
        act.keep(Never(organisation_id=here, person_id=person, who_id=person, since=clock.now(), everybody=True))


def open_again(act: Act, person: UUID) -> None:
    """What relationships and grants allow opens again. The caller tells why."""
    act.drop(*Never.objects.filter(person_id=person, who_id=person))
