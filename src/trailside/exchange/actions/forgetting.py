"""Being forgotten: at once; or, where law orders a note to be kept, closed to everyone until it may go."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.consent import gate
from trailside.exchange.models import Closing
from trailside.exchange.reads import forgetting as reads
from trailside.kit import clock
from trailside.kit.errors import NotPossible
from trailside.ledger import wall
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.actions.forgetting import forget_at_once
from trailside.people.actions.founding import machine
from trailside.people.models import Episode, Person, PersonRole, SupportRelationship
from trailside.people.reads import relations, viewers
from trailside.people.rules import WORKERS, EpisodeState
from trailside.vault import keys

GONE = "/forget/gone/"


def forget(sight: Sight, person: UUID, *, once: Once | None = None) -> dt.date | None:
    """Forget ``person``. None: gone at once. A day: closed to everyone, and gone on that day.

    Raises NotPossible for whoever works here, and for anyone but the person themselves once a meeting was filed.
    """
    with acting(sight, once=once) as act:
        # A goodbye that is being filed is waited for: what law orders to keep is decided by what stands then.
        Person.objects.select_for_update().filter(pk=person).first()
        until = _kept_until(sight, person)
        if until is None:
            forget_at_once(sight, person)
        else:
            _close(act, person, until)
    return until


def _kept_until(sight: Sight, person: UUID) -> dt.date | None:
    """Until when law orders to keep something; None: everything may go now. Raises NotPossible."""
    me = sight.viewer
    if person != me.person and not me.machine and reads.has_met(person):
        raise NotPossible(_("You have met and filed it. From now on only they can have it forgotten, in their record."))
    if relations.roles_of(person) & WORKERS:
        raise NotPossible(_("Whoever works here cannot be forgotten this way."))
    until = reads.prospect(sight, person).closed_until
    return None if until is None or until <= clock.today(me.zone) else until


def _close(act: Act, person: UUID, until: dt.date) -> None:
    """Nobody walks with them any more, so the gate opens for nobody; the sign-in goes, and all that may go."""
    now = clock.now()
    row = Person.objects.select_related("account").get(pk=person, organisation_id=act.by.organisation)
    act.drop(*reads.rows_that_go(person))
    for walk in SupportRelationship.objects.filter(participant=row, until=None):
        walk.until = now
        act.keep(walk)
    for role in PersonRole.objects.filter(person=row, until=None):
        role.until = now
        act.keep(role)
    for episode in Episode.objects.filter(person=row).exclude(state=EpisodeState.ENDED):
        episode.state, episode.ended_at = EpisodeState.ENDED, now
        episode.hope.clear()
        act.keep(episode)
    account, row.account = row.account, None
    act.keep(row)
    if account is not None and not viewers.is_used(account):
        act.drop(account)
    closing = Closing(organisation_id=row.organisation_id, person=row, asked_at=now, until=until)
    act.keep(closing)
    act.tell("exchange.closed", about=person, ref=closing, until=until.isoformat())
    act.answered_at(f"{GONE}?until={until.isoformat()}")


@wall.every("chore")
def forget_due() -> int:
    """Forget the rest of everyone whose day has come (the job thread's errand). Returns how many."""
    gone = reads.due(clock.now().date())
    for closing in gone:
        sight = gate.machine(machine("forgetting", closing.organisation_id), {}, "forgetting")
        forget_at_once(sight, closing.person_id)
    return len(gone)


@wall.every("chore")
def forget_again() -> int:
    """Drop the rows of whoever's key is destroyed and who is here all the same: after a restore, or a power cut in the
    middle of forgetting. Returns how many.
    """
    gone = list(keys.destroyed())
    found = 0
    for start in range(0, len(gone), 900):
        for person in Person.objects.filter(pk__in=gone[start : start + 900]).defer("name", "pronouns"):
            sight = gate.machine(machine("forgetting", person.organisation_id), {}, "forgetting")
            forget_at_once(sight, person.pk)
            found += 1
    return found
