"""What somebody has shown in this session, and when. The record is django-allauth's own.

One thing is a password, a PIN or the agency's word. Two are a passkey (the thing itself and its lock: user
verification is always required), a password with a code, or the word of an agency that asks for two itself.
"""

from __future__ import annotations

import time
from enum import StrEnum

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.http import HttpRequest

from trailside.people.models import Account


class Proof(StrEnum):
    """What was shown, in allauth's words where it has one."""

    PASSWORD = "password"  # noqa: S105  # the name of a way, not a password
    PIN = "pin"
    PASSKEY = "mfa"
    CODE = "mfa_code"
    AGENCY = "socialaccount"


def note(request: HttpRequest, account: Account, proof: Proof, *, two: bool = False) -> None:
    """From now on this session has shown ``proof``. two: together with what came before, two things."""
    record_authentication(request, account, method=proof.value, two=two or None)


def both(request: HttpRequest) -> bool:
    """Whether this session has shown two things."""
    user = request.user
    return isinstance(user, Account) and any(one.get("two") for one in get_authentication_records(request, user))


def recent(request: HttpRequest) -> bool:
    """Whether something was shown within ``ACCOUNT_REAUTHENTICATION_TIMEOUT`` seconds."""
    user = request.user
    if not isinstance(user, Account):
        return False
    records = get_authentication_records(request, user)
    return bool(records) and 0 <= time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
