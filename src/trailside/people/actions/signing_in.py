"""How participants sign in: a card (its code is the name) and a PIN; a new card stops the old one."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from trailside.kit import clock
from trailside.kit.errors import NotPossible
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.authentication import card_token
from trailside.people.models import Account, Person, PersonRole
from trailside.people.reads import viewers
from trailside.people.rules import Role, is_pin, new_card_code


def checked_pin(pin: str) -> str:
    """The PIN itself. Raises NotPossible when anyone could guess it."""
    if not is_pin(pin):
        raise NotPossible(_("Choose 4 to 12 numbers. Not all the same, and not 1234."), "pin")
    return pin


def give_card(
    sight: Sight, person: UUID, *, pin: str | None = None, said_by: UUID | None = None, once: Once | None = None
) -> str:
    """A new card for ``person``; an old one stops at once, with every browser that was open with it.

    Returns the code, which is shown once and kept nowhere. pin: a new PIN as well (4 to 12 digits); None keeps the one
    there is. Raises NotPossible when the PIN is too easy, or when the person signs in by name and password.
    """
    code = new_card_code()
    hashed = make_password(checked_pin(pin)) if pin else None
    with acting(sight, said_by=said_by, once=once) as act:
        row = Person.objects.select_related("account").get(pk=person, organisation_id=sight.viewer.organisation)
        works = PersonRole.objects.filter(person=row, until=None).exclude(role=Role.PARTICIPANT).exists()
        if row.account and not row.account.is_card and works:
            raise NotPossible(_("Whoever works here signs in with a name and a password."))
        account = row.account or Account(made_at=clock.now(), password=make_password(None))
        account.is_card = True
        account.name_token = card_token(code)
        account.password = hashed or account.password
        account.save()
        row.account = account
        act.keep(row)
        act.tell("people.card_given", about=person, ref=row)
    return code


def change_secret(sight: Sight, account: Account, new: str) -> None:
    """A new password (checked by the form) or PIN of the viewer's own account; other browsers are signed out.

    Raises NotPossible for a PIN that anyone could guess.
    """
    hashed = make_password(checked_pin(new) if account.is_card else new)
    with acting(sight) as act:
        row = Account.objects.get(pk=account.pk)
        row.password = hashed
        row.save(update_fields=["password"])
        account.password = hashed
        act.tell("people.secret_changed", about=sight.viewer.person)


def renew(sight: Sight, person: Person, account: Account) -> None:
    """``person`` signs in with a new ``account`` from now on; the old one ends unless someone else still uses it.

    It never touches what other persons of the old account open: a manager here cannot open a door elsewhere.
    """
    with acting(sight) as act:
        if Account.objects.filter(name_token=account.name_token).exists():
            raise NotPossible(_("Someone else signs in with this name. Choose another one."), "sign_in")
        account.save(force_insert=True)
        old, person.account = person.account, account
        act.keep(person)
        if old is not None and not viewers.is_used(old):
            act.drop(old)
        act.tell("people.sign_in_renewed", about=person.pk, ref=person)
