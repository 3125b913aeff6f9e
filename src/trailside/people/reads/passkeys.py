"""The passkeys of an account."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from trailside.people.models import Account


def passkeys(account: Account) -> list[dict[str, object]]:
    """Each with its number and the day it was made, oldest first. When one was used is kept nowhere."""
    rows = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).order_by("pk")
    return [{"id": row.pk, "made": row.created_at} for row in rows]
