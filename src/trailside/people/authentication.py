"""Signing in by name and password, or by card code and PIN. Same answer and same work whether the name exists."""

from __future__ import annotations

import unicodedata
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from trailside.people.models import Account
from trailside.people.rules import plain_card_code
from trailside.vault.tokens import token


def name_token(name: str) -> str:
    """The keyed token of a staff sign-in name (NFKC, without regard to case)."""
    return token("sign-in-name", unicodedata.normalize("NFKC", name).casefold().strip())


def card_token(code: str) -> str:
    """The keyed token of a card's code, however it was typed."""
    return token("card", plain_card_code(code))


class ByName(BaseBackend):
    """Finds the account by token and checks its password; hashes once even when there is no account."""

    def authenticate(
        self, request: HttpRequest | None, name: str = "", password: str = "", card: str = "", **rest: Any
    ) -> Account | None:
        wanted = card_token(card) if card else name_token(name)
        account = Account.objects.filter(name_token=wanted, is_active=True).first()
        if account is None:
            make_password(password)
            return None
        return account if account.check_password(password) else None

    def get_user(self, user_id: UUID) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).first()
