"""Signing in: the same answer, after the same work, whether or not there is such a name or card."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext as _

from trailside.consent.reads import plain
from trailside.kit.errors import NotPossible
from trailside.people.actions import second
from trailside.people.actions import tries as trying
from trailside.people.authentication import card_token, name_token
from trailside.people.models import Account
from trailside.people.reads import tries
from trailside.people.rules import CARD_STOPS_AT
from trailside.web.door import crowds, known


def by_name(request: HttpRequest, name: str, password: str) -> Account:
    """Whoever has this name and password. Raises NotPossible."""
    token = name_token(name)
    counted = _begun(request, token)
    account = authenticate(request, name=name, password=password)
    return _right(request, counted, account, _("The name or the password is not right. Look at both again."))


def by_card(request: HttpRequest, code: str, pin: str) -> tuple[Account, bool]:
    """Whoever has this card and PIN, and whether it was the second PIN, which opens only dates. Raises NotPossible."""
    token = card_token(code)
    if tries.failed(known.counted_as(request, token)) >= CARD_STOPS_AT:
        raise NotPossible(_("This card has met too many wrong PINs. Ask for a new one, it takes a minute."))
    counted = _begun(request, token)
    account = authenticate(request, card=code, password=pin)
    second_pin = None if account else plain.opened_by(code, pin)
    said = _("The code or the PIN is not right. Look at both again.")
    return _right(request, counted, account or second_pin, said), second_pin is not None


def by_code(request: HttpRequest, account: Account, code: str) -> None:
    """The second thing, after the first was right: a code of the app, or a recovery code. Raises NotPossible."""
    counted = _begun(request, account.name_token, "code")
    right = account if second.opens(account, code) else None
    _right(request, counted, right, _("That code is not right, or it was used before. Look at it again."))


def again(request: HttpRequest, account: Account, password: str) -> None:
    """The password or PIN that the account has, asked of whoever is signed in. Raises NotPossible.

    Counted like a try at the door: an open browser left behind is no free guess.
    """
    counted = _begun(request, account.name_token)
    right = account if account.check_password(password) else None
    _right(request, counted, right, _("This is not the one you have. Look at it again."))


def _begun(request: HttpRequest, token: str, what: str = "") -> str:
    """The try is begun and counted. Raises NotPossible when it must wait; returns under which token it is counted."""
    counted = known.counted_as(request, token, what)
    if not known.is_known(request, token) and crowds.is_full(request):
        raise NotPossible(_("Too many tries. Wait %(minutes)d min, then try again.") % {"minutes": crowds.SPAN // 60})
    if wait := trying.begin(counted):
        minutes = max(1, round(wait / 60))
        raise NotPossible(_("Too many tries. Wait %(minutes)d min, then try again.") % {"minutes": minutes})
    return counted


def _right(request: HttpRequest, counted: str, account: object, refusal: str) -> Account:
    if not isinstance(account, Account):
        crowds.note(request)
        raise NotPossible(refusal)
    trying.succeeded(counted)
    return account
