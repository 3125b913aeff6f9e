"""Signing in: the same answer, after the same work, whether or not there is such a name or card."""

from __future__ import annotations

from django.contrib.auth import authenticate, login
from django.http import HttpRequest
from django.utils.translation import gettext as _

from trailside.kit.errors import NotPossible
from trailside.people.actions import tries as trying
from trailside.people.authentication import card_token, name_token
from trailside.people.models import Account
from trailside.people.reads import tries
from trailside.people.rules import CARD_STOPS_AT
from trailside.web.door import known
from trailside.web.door.addresses import addresses


def by_name(request: HttpRequest, name: str, password: str) -> Account:
    """Sign in whoever works here. Raises NotPossible."""
    token = name_token(name)
    _may_try(request, token)
    account = authenticate(request, name=name, password=password)
    return _in(request, token, account, _("The name or the password is not right. Look at both again."))


def by_card(request: HttpRequest, code: str, pin: str) -> Account:
    """Sign in with a card and its PIN. Raises NotPossible."""
    token = card_token(code)
    if tries.failed(known.counted_as(request, token)) >= CARD_STOPS_AT:
        raise NotPossible(_("This card has met too many wrong PINs. Ask for a new one, it takes a minute."))
    _may_try(request, token)
    account = authenticate(request, card=code, password=pin)
    return _in(request, token, account, _("The code or the PIN is not right. Look at both again."))


def _may_try(request: HttpRequest, token: str) -> None:
    wait = tries.wait(known.counted_as(request, token))
    crowded = not known.is_known(request, token) and addresses.is_full(request.META.get("REMOTE_ADDR", ""))
    if wait or crowded:
        minutes = max(1, round(wait / 60))
        raise NotPossible(_("Too many tries. Wait %(minutes)d min, then try again.") % {"minutes": minutes})


def _in(request: HttpRequest, token: str, account: object, refusal: str) -> Account:
    counted = known.counted_as(request, token)
    if not isinstance(account, Account):
        trying.failed(counted)
        addresses.note(request.META.get("REMOTE_ADDR", ""))
        raise NotPossible(refusal)
    trying.succeeded(counted)
    login(request, account)
    return account
