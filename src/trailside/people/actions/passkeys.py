"""Passkeys: signing in with a phone's own lock. The sums are django-allauth's and fido2's; here they are joined to us.

The challenge lives in the session; both steps need the request that allauth's middleware keeps.
"""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.sight import Sight
from trailside.people.models import Account
from trailside.people.reads import second

PASSKEY = "passkey"
MOST = 10
LONGEST = 20_000


def _refused() -> NotPossible:
    return NotPossible(_("That did not work. Try once more, or sign in the other way."))


def _said(credential: str) -> dict[str, Any]:
    if len(credential) > LONGEST:
        raise _refused()
    try:
        said = json.loads(credential)
    except (ValueError, RecursionError):
        raise _refused() from None
    if not isinstance(said, dict):
        raise _refused()
    return said


def registration(account: Account) -> dict[str, Any]:
    """What the browser needs to make a passkey (WebAuthn level 3, creation options as JSON)."""
    options: dict[str, Any] = auth.begin_registration(account, passwordless=True)
    return options


def challenge() -> dict[str, Any]:
    """What the browser needs to sign in with any passkey it has for this house."""
    options: dict[str, Any] = auth.begin_authentication(None)
    return options


def add(sight: Sight, account: Account, credential: str) -> None:
    """Keep a new passkey of the viewer's account. Raises NotPossible when the browser's answer does not hold."""
    said = _said(credential)
    try:
        auth.parse_registration_response(said)
        auth.complete_registration(said)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        raise _refused() from None
    with acting(sight) as act:
        if Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).count() >= MOST:
            raise NotPossible(_("There are ten passkeys already. Take one out first."))
        auth.WebAuthn.add(account, PASSKEY, said)
        act.tell("people.passkey_added", about=sight.viewer.person)


def remove(sight: Sight, account: Account, passkey: int) -> None:
    """Take a passkey out. Raises NotThere; NotPossible when it is the only way in."""
    with acting(sight) as act:
        rows = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
        row = rows.filter(pk=passkey).first()
        if row is None:
            raise NotThere
        if not account.has_usable_password() and rows.count() == 1:
            raise NotPossible(_("It is your only way in. Choose a password first, or add another passkey."))
        if rows.count() == 1 and second.must(account) and not second.ways(account).app:
            raise NotPossible(_("It is your only second step. Add another passkey or an app first."))
        row.delete()
        act.tell("people.passkey_removed", about=sight.viewer.person)


def account_of(credential: str) -> Account:
    """Whoever the passkey belongs to, once its answer to our challenge holds. Raises NotPossible, always the same."""
    said = _said(credential)
    try:
        account = auth.extract_user_from_response(said)
        auth.complete_authentication(account, said)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        raise _refused() from None
    if not isinstance(account, Account) or not account.is_active:
        raise _refused()
    return account
