"""The card: a QR code that leads to the door with the code behind a ``#``, which no server and no log ever sees."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from trailside.people.rules import shown_card_code

DOOR = "/card/"


@dataclass(frozen=True, repr=False)
class Card:
    """What stands on a card."""

    code: str
    address: str
    picture: SafeString


def card(request: HttpRequest, code: str) -> Card:
    """The card of a code that was just made; it cannot be made again from anything that is kept."""
    house = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    address = f"{house}{DOOR}"
    picture = segno.make(f"{address}#{code}", error="m").svg_inline(border=4, dark="#000", light="#fff", omitsize=True)
    # segno draws numbers only; nothing of the reader's stands in it.
    return Card(shown_card_code(code), address.partition("://")[2], mark_safe(picture))  # noqa: S308  # see above
