"""Browsers in which somebody signed in before.

A signed cookie names the account (as a keyed token's beginning) and a random number of this browser. Wrong tries are
counted for that browser alone, so that whoever guesses elsewhere cannot lock its owner out.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from trailside.vault.tokens import token

COOKIE = "known"
SALT = "trailside.web.door.known"
LASTS = 60 * 60 * 24 * 365


def _said(request: HttpRequest) -> dict[str, str]:
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return said if isinstance(said, dict) else {}


def is_known(request: HttpRequest, name_token: str) -> bool:
    """Whether this account signed in here before."""
    return name_token[:24] in _said(request)


def counted_as(request: HttpRequest, name_token: str, what: str = "") -> str:
    """The token under which wrong tries of this browser with this account are counted; what: a code, say."""
    browser = _said(request).get(name_token[:24], "")
    return token("tries", f"{name_token}:{browser}:{what}")


def remember(request: HttpRequest, response: HttpResponse, name_token: str) -> None:
    """From now on this browser is known for this account (for the last four accounts, on a shared computer)."""
    said = _said(request)
    said.setdefault(name_token[:24], secrets.token_urlsafe(12))
    kept = dict(list(said.items())[-4:])
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
