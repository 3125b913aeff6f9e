"""What a passkey is told about us and about its holder: nothing that names anyone.

An adapter of django-allauth. The user handle is the account's random id, the name that the phone shows is the house's,
so that whoever holds the phone learns from its list of passkeys only that there is one for a website.
"""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter

HOUSE = "Trailside"


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """``MFA_ADAPTER``."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": context.request.get_host().partition(":")[0], "name": HOUSE}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return {"id": user.pk.hex.encode(), "display_name": HOUSE, "name": HOUSE}

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nobody here has an e-mail address."""
