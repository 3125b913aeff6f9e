"""What a participant reads of this room: its verbs, and what it keeps about them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight
from trailside.safety import reads

VERBS = {
    "safety.lines_changed": gettext_lazy("The programme changed its crisis lines"),
    "safety.hours_changed": gettext_lazy("The programme changed its hours"),
    "safety.own_person_added": gettext_lazy("You added someone you can turn to"),
    "safety.own_words_added": gettext_lazy("You wrote words or a tool for a hard night"),
    "safety.own_taken_away": gettext_lazy("You took something away from your people, tools and words"),
    "safety.told": gettext_lazy("You told someone that it was a hard night"),
    "safety.told_answered": gettext_lazy("Someone you told has seen it"),
}


def export(sight: Sight) -> Iterator[Section]:
    """My people, tools and words."""
    mine = reads.mine(sight)
    yield Section(
        "safety.people",
        _("People I can turn to"),
        [Line(str(name), words=str(phone), own=False) for _id, name, phone in mine.people],
    )
    tools = [Line(_("What helped before"), words=words, own=True) for _id, words in mine.tools]
    good = [Line(_("My words from a good day"), words=words, own=True) for _id, words in mine.words]
    yield Section("safety.tools", _("For a hard night"), tools + good)
