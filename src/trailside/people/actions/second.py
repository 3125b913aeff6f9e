"""The second thing: codes of an app, recovery codes. The sums are django-allauth's; here they are joined to us."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from django.utils.translation import gettext as _

from trailside.kit.errors import NotPossible
from trailside.ledger.acting import acting
from trailside.ledger.sight import Sight
from trailside.people.actions import tries
from trailside.people.models import Account
from trailside.vault.tokens import token

# One step before and one after, for phones whose clock is a little off: a code holds for 90 seconds at most.
HOLDS = timedelta(seconds=120)


def new_secret() -> str:
    """A new secret for an app, sealed as it may wait in a session."""
    return str(get_adapter().encrypt(generate_totp_secret()))


def opened(sealed: str) -> str:
    """The secret itself, in base32, as an app takes it."""
    return str(get_adapter().decrypt(sealed))


def address(account: Account, sealed: str) -> str:
    """The ``otpauth:`` address that an app reads from a picture."""
    return str(get_adapter().build_totp_url(account, opened(sealed)))


def turn_on(sight: Sight, account: Account, sealed: str, code: str) -> list[str]:
    """From now on the app's codes open the door. Returns new recovery codes when there were none, to be shown once.

    Raises NotPossible when the code is not the app's: then it has not read the picture.
    """
    secret = opened(sealed)
    if not validate_totp_code(secret, code):
        raise NotPossible(_("That is not the code of this moment. Look at the app again."), "code")
    with acting(sight) as act:
        Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).delete()
        TOTP.activate(account, secret)
        act.tell("people.app_added", about=sight.viewer.person)
        if Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).exists():
            return []
        return new_codes(sight, account)


def turn_off(sight: Sight, account: Account) -> None:
    """The app's codes open nothing any more. Raises NotPossible when nothing else would be left."""
    with acting(sight) as act:
        rows = Authenticator.objects.filter(user=account)
        if not rows.filter(type=Authenticator.Type.WEBAUTHN).exists():
            raise NotPossible(_("It is your only second step. Add a passkey first."))
        rows.filter(type=Authenticator.Type.TOTP).delete()
        act.tell("people.app_removed", about=sight.viewer.person)


def new_codes(sight: Sight, account: Account) -> list[str]:
    """Ten new recovery codes, to be shown once; the ones before stop."""
    with acting(sight) as act:
        Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).delete()
        codes: list[str] = RecoveryCodes.activate(account).generate_codes()
        act.tell("people.recovery_codes_made", about=sight.viewer.person)
    return codes


def opens(account: Account, code: str) -> bool:
    """Whether this is a code of the account's app, or a recovery code. Each is good once, in every process."""
    plain = "".join(letter for letter in code if letter.isalnum())
    app = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    if app is not None and validate_totp_code(opened(app.data["secret"]), plain):
        return tries.spend(token("spent-code", f"{account.pk}:{plain}"), HOLDS)
    with acting(tries.door()):
        row = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).first()
        return row is not None and bool(RecoveryCodes(row).validate_code(plain))
