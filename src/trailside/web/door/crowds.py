"""Wrong tries by network address, counted in the database so that every process knows.

No address is ever written down: what is kept is a keyed token of it that is another one every ten minutes and is
dropped within a day.
"""

from __future__ import annotations

from time import time

from django.http import HttpRequest

from trailside.people.actions import tries as counting
from trailside.people.reads import tries
from trailside.vault.tokens import token

SPAN = 600
# A shelter or a clinic shares one address: many people there may mistype on one morning.
MOST = 60


def _now(request: HttpRequest) -> str:
    return token("address", f"{int(time() // SPAN)}:{request.META.get('REMOTE_ADDR', '')}")


def is_full(request: HttpRequest) -> bool:
    """Whether too many tries from there went wrong just now."""
    return tries.failed(_now(request)) >= MOST


def note(request: HttpRequest) -> None:
    """One wrong try from there."""
    counting.count(_now(request))
