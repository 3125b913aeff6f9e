"""The room's codes in words, as a participant reads them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trailside.encounters.rules.meeting import Answer, Kind

KINDS: dict[str, str | Promise] = {
    Kind.IN_PERSON: _("in person"),
    Kind.PHONE: _("by phone"),
    Kind.VIDEO: _("by video"),
    Kind.TEXT: _("by text"),
}

ANSWERS: dict[str, str | Promise] = {
    Answer.HOW_IT_WAS: _("That's how it was"),
    Answer.DIFFERENTLY: _("I see it differently"),
}
