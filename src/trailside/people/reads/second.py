"""Which ways an account has to show a second thing, and whether it must."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from trailside.people.models import Account
from trailside.people.reads import viewers


@dataclass(frozen=True)
class Ways:
    """How many passkeys, whether an app makes codes, how many recovery codes are left."""

    passkeys: int = 0
    app: bool = False
    codes: int = 0

    @property
    def any(self) -> bool:
        """Whether there is a second thing at all. Recovery codes alone are none: they run out."""
        return bool(self.passkeys or self.app)


def ways(account: Account) -> Ways:
    """The ways of an account."""
    rows = list(Authenticator.objects.filter(user=account))
    kinds = [row.type for row in rows]
    codes = next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return Ways(
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        app=Authenticator.Type.TOTP in kinds,
        codes=len(RecoveryCodes(codes).get_unused_codes()) if codes else 0,
    )


def must(account: Account) -> bool:
    """Whether somebody whom this account holds works in a programme that is not a demo."""
    return any(two for _viewer, two in viewers.standing(account))
