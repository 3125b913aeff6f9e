"""How participants sign in: a card (its code is the name) and a PIN; a new card stops the old one."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import make_password

from trailside.kit import clock
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.authentication import card_token
from trailside.people.models import Account, Person
from trailside.people.rules import new_card_code


def give_card(sight: Sight, person: UUID, *, pin: str | None = None, once: Once | None = None) -> str:
    """A new card for ``person``; an old one stops at once. Returns the code, which is shown once and kept nowhere.

    pin: a new PIN as well (4 to 12 digits, checked by the form); None keeps the one there is.
    """
    code = new_card_code()
    hashed = make_password(pin) if pin else None
    with acting(sight, once=once) as act:
        row = Person.objects.select_related("account").get(pk=person, organisation_id=sight.viewer.organisation)
        account = row.account or Account(is_card=True, made_at=clock.now(), password=make_password(None))
        account.name_token = card_token(code)
        account.password = hashed or account.password
        account.save()
        row.account = account
        act.keep(row)
        act.tell("people.card_given", about=person, ref=row)
    return code
