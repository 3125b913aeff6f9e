"""How someone signs in. Separate from who they are: an account may hold several persons, and only its holder knows."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from trailside.kit.ids import new_id
from trailside.ledger.rows import Privacy


class Account(AbstractBaseUser):
    """A keyed token of the sign-in name (or of the card's code) and a hashed password (or PIN). No e-mail, no name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name_token = models.CharField(max_length=64, unique=True)
    is_card = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    # Django would keep when somebody last signed in: a time clock. Not here.
    last_login = None

    objects = BaseUserManager()

    USERNAME_FIELD = "name_token"

    privacy = Privacy(
        why="How I sign in", coded="id password name_token is_card is_active made_at", erase="row", export=False
    )
