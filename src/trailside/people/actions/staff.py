"""The people who work here: adding, giving and ending roles, who supports whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.kit.ids import new_id
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.authentication import name_token
from trailside.people.models import Account, Organisation, Person, PersonRole, Supervision
from trailside.people.reads import relations
from trailside.people.rules import WORKERS, Role
from trailside.vault import keys


def _give(act: Act, person: Person, roles: Iterable[Role]) -> None:
    for role in sorted(set(roles)):
        act.keep(PersonRole(organisation_id=person.organisation_id, person=person, role=role, since=clock.now()))


def prepared(sign_in: str, password: str | None) -> Account:
    """A new account in memory, its password hashed before any write turn; None means none yet (a passkey comes)."""
    return Account(name_token=name_token(sign_in), password=make_password(password), made_at=clock.now())


def employ(
    sight: Sight,
    *,
    name: str,
    roles: Iterable[Role],
    account: Account,
    language: str = "en",
    once: Once | None = None,
) -> Person:
    """A new worker (or someone whom a participant lets in) with an account, new or already there.

    Raises NotPossible when a new account's name is taken.
    """
    person = Person(id=new_id(), organisation_id=sight.viewer.organisation, language=language)
    keys.make(person.id)
    with acting(sight, once=once) as act:
        if account._state.adding:
            if Account.objects.filter(name_token=account.name_token).exists():
                raise NotPossible(_("Someone else signs in with this name. Choose another one."), "sign_in")
            account.save(force_insert=True)
        person.account = account
        person.name.write(sight.with_new(person.id, frozenset({"name"})), name.strip())
        act.keep(person)
        _give(act, person, roles)
        if set(roles) <= {Role.LET_IN}:
            act.tell("people.came_by_link", about=person.id, ref=person)
        else:
            act.tell("people.worker_added", about=person.id, ref=person, roles=sorted(roles))
    return person


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
    account = prepared(sign_in, password)
    return employ(sight, name=name, roles=list(roles), account=account, language=language, once=once)


def _worker(sight: Sight, person: UUID) -> Person:
    row = Person.objects.filter(pk=person, organisation_id=sight.viewer.organisation).first()
    if row is None or not sight.is_worker(person):
        raise NotThere
    return row


def _may_change(sight: Sight, person: UUID, held: set[str], wanted: set[Role]) -> None:
    """Nobody gives or takes what they may not give: not to others, not to themselves. Machines set houses up."""
    if set(held) ^ set(wanted) <= relations.givable_by(sight.viewer, person):
        return
    raise NotPossible(_("You may not give or take this. Ask whoever administers the organisation."), "roles")


def _manager_stays(row: Person, held: Collection[str], wanted: set[Role]) -> None:
    """Two managers who take each other out at once wait for one another at the programme's row."""
    if Role.MANAGER not in held or Role.MANAGER in wanted:
        return
    Organisation.objects.select_for_update().get(pk=row.organisation_id)
    if set(relations.holds(row.organisation_id, Role.MANAGER)) <= {row.pk}:
        raise NotPossible(_("Someone must manage the programme. Give that to someone else first."), "roles")


def set_roles(sight: Sight, person: UUID, roles: Iterable[Role], *, once: Once | None = None) -> None:
    """From now on ``person`` does this here.

    Raises NotPossible when nobody would be left to manage the programme, and for roles that the viewer may not give.
    """
    wanted = set(roles) & WORKERS
    with acting(sight, once=once) as act:
        row = _worker(sight, person)
        held = {held.role: held for held in PersonRole.objects.filter(person=row, until=None, role__in=WORKERS)}
        _may_change(sight, person, set(held), wanted)
        _manager_stays(row, held, wanted)
        for code, gone in held.items():
            if code not in wanted:
                gone.until = clock.now()
                act.keep(gone)
                act.tell("people.role_ended", about=person, ref=gone, role=code)
        for new in sorted(wanted - set(held)):
            _give(act, row, [Role(new)])
            act.tell("people.role_given", about=person, role=new)
        act.answered_at("/programme/team/")


def supervise(sight: Sight, *, supervisor: UUID, specialist: UUID, once: Once | None = None) -> Supervision:
    """From now on ``supervisor`` supports ``specialist``. Doing it twice does it once.

    Raises NotThere unless both work here.
    """
    with acting(sight, once=once) as act:
        if not {supervisor, specialist} <= relations.workers_of(sight.viewer.organisation):
            raise NotThere
        held = Supervision.objects.filter(supervisor_id=supervisor, specialist_id=specialist, until=None).first()
        if held is not None:
            return held
        row = Supervision(
            organisation_id=sight.viewer.organisation,
            supervisor_id=supervisor,
            specialist_id=specialist,
            since=clock.now(),
        )
        act.keep(row)
        act.tell("people.supervision_began", about=specialist, ref=row, supervisor=str(supervisor))
    return row


def set_supported_by(sight: Sight, specialist: UUID, supervisors: Iterable[UUID], *, once: Once | None = None) -> None:
    """From now on these people support ``specialist``. Nobody supports themselves: that one is left out."""
    wanted = set(supervisors) - {specialist}
    with acting(sight, once=once) as act:
        _worker(sight, specialist)
        if not wanted <= relations.workers_of(sight.viewer.organisation):
            raise NotThere
        now = {row.supervisor_id: row for row in Supervision.objects.filter(specialist_id=specialist, until=None)}
        for supervisor, row in now.items():
            if supervisor not in wanted:
                row.until = clock.now()
                act.keep(row)
                act.tell("people.supervision_ended", about=specialist, ref=row, supervisor=str(supervisor))
        for supervisor in wanted - set(now):
            supervise(sight, supervisor=supervisor, specialist=specialist)
        act.answered_at("/programme/team/")
