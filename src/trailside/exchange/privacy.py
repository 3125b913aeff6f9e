"""What a participant reads of this room's entries."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "exchange.brought_in": _("Your name came here with the programme’s list"),
    "exchange.taken_back": _("The list was taken back, and your name with it"),
    "exchange.closed": _("You were forgotten, but for what law orders to keep; that is closed"),
    "exchange.list_brought_in": _("A list was brought in"),
    "exchange.list_taken_back": _("A list was taken back"),
}
