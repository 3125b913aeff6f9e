"""The room's codes in words, as a participant reads them."""

from __future__ import annotations

from functools import lru_cache

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from trailside.encounters.rules.judging import JUDGING
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


@lru_cache(maxsize=1)
def judging_list() -> SafeString:
    """The list of words that judge, as the hidden list which the page's own script reads; the same on every page."""
    others = ((word, format_html_join("", "<dd>{}</dd>", ((one,) for one in ones))) for word, ones in JUDGING.items())
    return format_html("<dl hidden>{}</dl>", format_html_join("", "<dt>{}</dt>{}", others))
