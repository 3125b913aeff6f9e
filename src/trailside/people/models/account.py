"""How someone signs in. Separate from who they are: an account may hold several persons, and only its holder knows."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from trailside.kit.ids import new_id
from trailside.kit.questions import Asked
from trailside.ledger.rows import Privacy


class Accounts(Asked["Account"], BaseUserManager["Account"]):
    """Django's own for accounts, asked by shape."""


class Account(AbstractBaseUser):
    """A keyed token of the sign-in name (or of the card's code) and a hashed password (or PIN). No e-mail, no name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name_token = models.CharField(max_length=64, unique=True)
    is_card = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    # Django would keep when somebody last signed in: a time clock. Not here.
    last_login = None

    objects = Accounts()

    USERNAME_FIELD = "name_token"

    def get_session_auth_hash(self) -> str:
        """Changes with the password and with the name or card: a new card ends what was open with the old one."""
        return self._ending_with(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._ending_with(secret)

    def _ending_with(self, secret: str | bytes) -> str:
        said = f"{self.password} {self.name_token}"
        return salted_hmac("trailside.people.session", said, secret=secret, algorithm="sha256").hexdigest()

    privacy = Privacy(
        why="How I sign in", coded="id password name_token is_card is_active made_at", erase="row", export=False
    )
