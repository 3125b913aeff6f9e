"""A browser in which somebody is signed in. Of its secret only a hash is kept: a stolen copy opens no page."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.module_loading import import_string

from trailside.ledger.rows import Privacy
from trailside.people.models.account import Account


def kept_key(key: str) -> str:
    """What is kept of a session's secret (SHA-256; the secret has 165 random bits, so that no salt is needed)."""
    return sha256(key.encode()).hexdigest()


class Session(AbstractBaseSession):
    """Whose it is, in words what kind of device, on which day it was last used; never from which place."""

    session_key = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    # Codes such as "firefox android phone".
    device = models.CharField(max_length=40, blank=True)
    used_on = models.DateField(null=True)

    privacy = Privacy(
        why="Where I am signed in, so that I can end it",
        coded="session_key session_data expire_date account device used_on",
        erase="row",
        export=False,
    )

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The one of the settings: it signs what is kept."""
        store: Any = import_string("trailside.config.sessions.SessionStore")
        return store  # type: ignore[no-any-return]  # named by its dotted path, as settings do
