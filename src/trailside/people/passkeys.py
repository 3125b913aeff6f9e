"""What second factors are told about us and about their holder: nothing that names anyone.

An adapter of django-allauth. The user handle is the account's random id, the name that the phone shows is the house's,
so that whoever holds the phone learns from its list of passkeys only that there is one for a website. Secrets of code
apps and recovery codes are sealed with a key of their own, drawn from the master key.
"""

from __future__ import annotations

import base64
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet

from trailside.vault.tokens import token

HOUSE = "Trailside"


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(bytes.fromhex(token("second-factor", "key"))))


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """``MFA_ADAPTER``."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": context.request.get_host().partition(":")[0], "name": HOUSE}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return {"id": user.pk.hex.encode(), "display_name": HOUSE, "name": HOUSE}

    def get_totp_label(self, user: Any) -> str:
        return HOUSE

    def get_totp_issuer(self) -> str:
        return HOUSE

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nobody here has an e-mail address."""
