"""Being forgotten: after the programme's days to take it back, or at once; and closed where law orders keeping.

Asking closes the record to everybody else there and then. Nothing has gone until the day, so that the person can take
it back by their own sign-in. On the day the job thread forgets them as at once.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.consent import gate
from trailside.consent.actions import never
from trailside.exchange.models import Closing
from trailside.exchange.reads import forgetting as reads
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import wall
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.actions.forgetting import forget_at_once
from trailside.people.actions.founding import machine
from trailside.people.models import Episode, Person, PersonRole, SupportRelationship
from trailside.people.reads import house, relations, viewers
from trailside.people.rules import WORKERS, EpisodeState
from trailside.vault import keys

ASKED, GONE = "/forget/", "/forget/gone/"


def ask(sight: Sight, person: UUID, *, once: Once | None = None) -> dt.date | None:
    """Close the record to everybody else now, and forget ``person`` after the programme's days. The day; None: gone.

    Raises NotPossible as ``forget`` does. Asked twice, the first day stands.
    """
    with acting(sight, once=once) as act:
        _held(person)
        _kept_until(sight, person)
        days = house.programme(sight.viewer.organisation).grace
        if not days:
            forget(sight, person)
            return None
        asked = Closing.objects.filter(person_id=person).first()
        if asked is not None:
            return asked.until
        closing = Closing(
            organisation_id=sight.viewer.organisation,
            person_id=person,
            asked_at=clock.now(),
            until=clock.today(sight.viewer.zone) + dt.timedelta(days=days),
            can_be_kept=True,
        )
        act.keep(closing)
        never.close(act, person)
        act.tell("exchange.asked_to_be_forgotten", about=person, ref=closing, until=closing.until.isoformat())
        act.answered_at(ASKED)
    return closing.until


def keep_after_all(sight: Sight, *, once: Once | None = None) -> None:
    """The viewer takes it back; what was allowed before opens again. Raises NotThere when nothing waits."""
    me = sight.viewer.person
    with acting(sight, once=once) as act:
        _held(me)
        closing = Closing.objects.filter(person_id=me, can_be_kept=True).first()
        if closing is None:
            raise NotThere
        act.drop(closing)
        never.open_again(act, me)
        act.tell("exchange.kept_after_all", about=me)
        act.answered_at(ASKED)


def _held(person: UUID) -> None:
    """Wait for whatever is being done about the person: a goodbye being filed, taking it back, or the chore."""
    Person.objects.select_for_update().filter(pk=person).first()


def forget(sight: Sight, person: UUID, *, once: Once | None = None) -> dt.date | None:
    """Forget ``person``. None: gone at once. A day: closed to everyone, and gone on that day.

    Raises NotPossible for whoever works here, and for anyone but the person themselves once a meeting was filed.
    """
    with acting(sight, once=once) as act:
        # A goodbye that is being filed is waited for: what law orders to keep is decided by what stands then.
        _held(person)
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
    return sum(_forget_due(closing) for closing in reads.due())


def _forget_due(closing: Closing) -> bool:
    """Forget the person of one closing whose day has come, unless they took it back just now."""
    sight = gate.machine(machine("forgetting", closing.organisation_id), {}, "forgetting")
    person = closing.person_id
    with acting(sight):
        _held(person)
        if not Closing.objects.filter(pk=closing.pk).exists():
            return False
        if closing.can_be_kept and not relations.roles_of(person) & WORKERS:
            forget(sight, person)
        elif not closing.can_be_kept:
            forget_at_once(sight, person)
        else:
            return False
    return True


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
