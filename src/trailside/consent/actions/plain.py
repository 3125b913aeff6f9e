"""The second PIN: set, and thrown away. The ledger tells neither: whoever demands to see the phone may read it."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from trailside.consent.models import PlainPin
from trailside.kit.errors import NotPossible
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.actions.signing_in import checked_pin
from trailside.people.models import Account


def set_pin(sight: Sight, account: Account, pin: str, *, once: Once | None = None) -> None:
    """A second PIN for the viewer's own card. Raises NotPossible: too easy, or the same as the first."""
    if not account.is_card or account.check_password(checked_pin(pin)):
        raise NotPossible(_("Choose another one than your own PIN."), "pin")
    hashed, me = make_password(pin), sight.viewer
    with acting(sight, once=once) as act:
        for row in PlainPin.objects.filter(account=account):
            act.drop(row)
        act.keep(PlainPin(organisation_id=me.organisation, person_id=me.person, account=account, pin=hashed))
        act.answered_at("/sign-in/mine/plain/")


def throw_away(sight: Sight, account: Account, *, once: Once | None = None) -> None:
    """No second PIN any more."""
    with acting(sight, once=once) as act:
        for row in PlainPin.objects.filter(account=account):
            act.drop(row)
        act.answered_at("/sign-in/mine/plain/")
