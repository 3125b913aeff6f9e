"""Whose second PIN this is."""

from __future__ import annotations

from django.contrib.auth.hashers import check_password, make_password

from trailside.consent.models import PlainPin
from trailside.ledger import wall
from trailside.people.authentication import card_token
from trailside.people.models import Account


@wall.every("who is here")
def opened_by(code: str, pin: str) -> Account | None:
    """The account of a card whose second PIN this is. The same work whether or not there is one."""
    row = PlainPin.objects.select_related("account").filter(account__name_token=card_token(code)).first()
    if row is None or not row.account.is_active:
        make_password(pin)
        return None
    return row.account if check_password(pin, row.pin) else None


@wall.every("who is here")
def is_set(account: Account) -> bool:
    """Whether there is a second PIN."""
    return PlainPin.objects.filter(account=account).exists()


@wall.every("who is here")
def is_this(account: Account, pin: str) -> bool:
    """Whether ``pin`` is the second one: the first may not become the same."""
    row = PlainPin.objects.filter(account=account).first()
    return row is not None and check_password(pin, row.pin)
