"""Once-keys: a form carries a random key, and however often it is sent, it is done once."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode

from django.http import HttpRequest

FIELD = "once"
# What differs between two taps of the same form without being another form.
NOT_BODY = {FIELD, "csrfmiddlewaretoken"}


@dataclass(frozen=True)
class Once:
    """A form's key and the digest of what it says."""

    key: str
    body: str


def of(request: HttpRequest) -> Once | None:
    """The once-key of a posted form; None when it carries none (then it is simply done)."""
    key = request.POST.get(FIELD, "")[:64]
    if not key:
        return None
    said = sorted(
        (name, value) for name in request.POST if name not in NOT_BODY for value in request.POST.getlist(name)
    )
    return Once(key, sha256(f"{request.path}?{urlencode(said)}".encode("utf-8", "surrogatepass")).hexdigest())
