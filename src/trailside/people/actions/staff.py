"""The people who work here: adding, giving and ending roles, who supports whom."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.hashers import make_password

from trailside.kit import clock
from trailside.kit.ids import new_id
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.authentication import name_token
from trailside.people.models import Account, Person, PersonRole, Supervision
from trailside.people.rules import Role
from trailside.vault import keys


def _roles(act: Act, person: Person, roles: Iterable[Role]) -> None:
    for role in roles:
        act.keep(PersonRole(organisation_id=person.organisation_id, person=person, role=role, since=clock.now()))


def add(
    sight: Sight,
    *,
    name: str,
    roles: Iterable[Role],
    sign_in: str,
    password: str | None,
    language: str = "en",
    once: Once | None = None,
) -> Person:
    """A new worker with a sign-in name; ``password`` None means none yet (a passkey comes)."""
    hashed = make_password(password)
    person = Person(id=new_id(), organisation_id=sight.viewer.organisation, language=language)
    keys.make(person.id)
    with acting(sight, once=once) as act:
        account = Account(name_token=name_token(sign_in), password=hashed, made_at=clock.now())
        account.save(force_insert=True)
        person.account = account
        person.name.write(sight.with_new(person.id, frozenset({"name"})), name)
        act.keep(person)
        _roles(act, person, roles)
        act.tell("people.worker_added", about=person.id, ref=person, roles=sorted(roles))
    return person


def supervise(sight: Sight, *, supervisor: UUID, specialist: UUID, once: Once | None = None) -> Supervision:
    """From now on ``supervisor`` supports ``specialist``."""
    with acting(sight, once=once) as act:
        row = Supervision(
            organisation_id=sight.viewer.organisation,
            supervisor_id=supervisor,
            specialist_id=specialist,
            since=clock.now(),
        )
        act.keep(row)
        act.tell("people.supervision_began", about=specialist, ref=row, supervisor=str(supervisor))
    return row
