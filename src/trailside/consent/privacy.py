"""What a participant reads of this room's entries."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "consent.shut_out": _("You said that someone must never open your record"),
    "consent.let_in": _("You let someone open your record again"),
}
