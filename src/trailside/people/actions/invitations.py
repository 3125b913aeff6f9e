"""Inviting someone to work here: a link, shown once, that ends after seven days or when it was used."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.actions import signing_in, staff
from trailside.people.models import Account, Invitation, Person
from trailside.people.reads import names, relations
from trailside.people.reads.invitations import kept_token, open_invitation
from trailside.people.rules import WORKERS, Role

LASTS = timedelta(days=7)


def invite(sight: Sight, *, name: str, roles: Iterable[Role], once: Once | None = None) -> str:
    """Invite ``name`` to work here with ``roles``. Returns the secret of the link, which is kept nowhere."""
    held = sorted(set(roles) & WORKERS)
    if not name.strip():
        raise NotPossible(_("Write whom you invite."), "name")
    if not held:
        raise NotPossible(_("Choose at least one thing they will do here."), "roles")
    raw = secrets.token_urlsafe(32)
    with acting(sight, once=once) as act:
        if not relations.givable_by(sight.viewer).issuperset(held):
            raise NotPossible(_("You may not give or take this. Ask whoever administers the organisation."), "roles")
        row = Invitation(
            organisation_id=sight.viewer.organisation,
            token=kept_token(raw),
            roles=" ".join(held),
            by_id=sight.viewer.person,
            until=clock.now() + LASTS,
        )
        row.name.write(sight, name.strip())
        act.keep(row)
        act.tell("people.worker_invited", ref=row, roles=held)
        act.answered_at("/programme/team/")
    return raw


def invite_again(sight: Sight, person: UUID, *, once: Once | None = None) -> str:
    """A link for someone who works here and lost their way in. Returns its secret.

    Raises NotThere, also for someone who holds what the viewer may not give: the link would open it.
    """
    if person not in relations.workers_of(sight.viewer.organisation) or not relations.may_let_in(sight.viewer, person):
        raise NotThere
    raw = secrets.token_urlsafe(32)
    with acting(sight, once=once) as act:
        row = Invitation(
            organisation_id=sight.viewer.organisation,
            token=kept_token(raw),
            person_id=person,
            by_id=sight.viewer.person,
            until=clock.now() + LASTS,
        )
        row.name.write(sight, names.name(sight, person))
        act.keep(row)
        act.tell("people.way_in_offered", about=person, ref=row)
        act.answered_at("/programme/team/")
    return raw


def take_back(sight: Sight, invitation: UUID, *, once: Once | None = None) -> None:
    """End an invitation that nobody has used yet. Raises NotThere."""
    with acting(sight, once=once) as act:
        rows = Invitation.objects.filter(pk=invitation, organisation_id=sight.viewer.organisation, used_at=None)
        row = rows.first()
        if row is None:
            raise NotThere
        act.tell("people.invitation_ended", ref=row)
        act.drop(row)
        act.answered_at("/programme/team/")


def decline(sight: Sight, invitation: UUID, *, once: Once | None = None) -> None:
    """A new way to sign in that I did not ask for: its link ends. Raises NotThere."""
    with acting(sight, once=once) as act:
        row = Invitation.objects.filter(pk=invitation, person_id=sight.viewer.person, used_at=None).first()
        if row is None:
            raise NotThere
        act.tell("people.invitation_ended", ref=row)
        act.drop(row)


def join(
    sight: Sight,
    raw: str,
    *,
    name: str,
    sign_in: str = "",
    password: str | None = None,
    account: Account | None = None,
    language: str = "en",
) -> Person:
    """Take an invitation up: a new worker with the roles it names, or a new way in for someone who works here.

    sight: a machine's, of the organisation that invites. password: None when a passkey comes. account: the sign-in
    that someone already has elsewhere, instead of a new one.
    Raises NotThere when the invitation has ended or was used, NotPossible when the sign-in name is taken.
    """
    account = account or staff.prepared(sign_in, password)
    with acting(sight) as act:
        row = open_invitation(raw)
        if row is None:
            raise NotThere
        if row.person is not None and account._state.adding:
            person = row.person
            signing_in.renew(sight, person, account)
        elif row.person is not None:
            raise NotThere
        else:
            roles = [Role(role) for role in row.roles.split()]
            person = staff.employ(sight, name=name, roles=roles, account=account, language=language)
        row.used_at = clock.now()
        act.keep(row)
    return person
