"""Once-keys: a form carries a random key, and however often it is sent, it is done once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest

from trailside.kit import clock
from trailside.ledger.models import OnceKey

FIELD = "once"
# What differs between two taps of the same form without being another form.
NOT_BODY = {FIELD, "csrfmiddlewaretoken", "said_at"}
# A device's clock may be a little ahead; words wait for signal on an open page, not for months.
AHEAD, WAITED = timedelta(minutes=5), timedelta(days=30)


@dataclass(frozen=True)
class Once:
    """A form's key and the digest of what it says. said_at: the device's time, when it waited for signal."""

    key: str
    body: str
    said_at: datetime | None = None


def _said_at(text: str) -> datetime | None:
    """The device's time as it was sent; None when there is none or it cannot be true."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    now = clock.now()
    return moment if now - WAITED < moment < now + AHEAD else None


def first_answer(request: HttpRequest, by: UUID) -> str | None:
    """Where the first tap of this posted form led, when it has been done already by ``by``; None when it has not.

    For a second tap whose page is not there any more because the first one was done: a list that was brought in.
    """
    once = of(request) if request.method == "POST" else None
    if once is None:
        return None
    found = OnceKey.objects.filter(by=by, key=once.key, body=once.body).values_list("result", flat=True).first()
    return found if found is None else found or "/"


def of(request: HttpRequest) -> Once | None:
    """The once-key of a posted form; None when it carries none (then it is simply done)."""
    key = request.POST.get(FIELD, "")[:64]
    if not key:
        return None
    said = sorted(
        (name, value) for name in request.POST if name not in NOT_BODY for value in request.POST.getlist(name)
    )
    said_at = _said_at(request.POST.get("said_at", ""))
    return Once(key, sha256(f"{request.path}?{urlencode(said)}".encode("utf-8", "surrogatepass")).hexdigest(), said_at)
