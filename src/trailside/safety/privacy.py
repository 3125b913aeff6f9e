"""What a participant reads of this room: its verbs, and what it keeps about them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight
from trailside.safety import reads
from trailside.safety.forms import AHEAD
from trailside.safety.reads import emergency

VERBS = {
    "safety.lines_changed": gettext_lazy("The programme changed its crisis lines"),
    "safety.hours_changed": gettext_lazy("The programme changed its hours"),
    "safety.own_person_added": gettext_lazy("You added someone you can turn to"),
    "safety.own_words_added": gettext_lazy("You wrote words or a tool for a hard night"),
    "safety.own_taken_away": gettext_lazy("You took something away from your people, tools and words"),
    "safety.told": gettext_lazy("You told someone that it was a hard night"),
    "safety.said_ahead": gettext_lazy("You said what may be opened in an emergency"),
    "safety.on_call_began": gettext_lazy("Someone began to be on call"),
    "safety.on_call_ended": gettext_lazy("Someone stopped being on call"),
    "safety.emergency_opened": gettext_lazy("Your plan was opened in an emergency"),
    "safety.emergency_told": gettext_lazy("Whoever opened your plan told you"),
    "safety.emergency_reviewed": gettext_lazy("Someone looked into an emergency opening of your plan"),
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
    ahead = emergency.said_ahead(sight)
    said = [Line(_("What may be opened"), words=str(dict(AHEAD)[ahead]), coded={"choice": ahead})] if ahead else []
    for one in emergency.of_mine(sight):
        coded = {"until": one.until.isoformat(), "choice": one.choice, "found_right": one.found_right}
        said.append(Line(_("Opened. Why"), one.at, words=one.reason, own=True, by=one.by, coded=coded))
        if one.reviewed_at:
            said.append(Line(_("What a review found"), one.reviewed_at, words=one.review, own=True))
    yield Section("safety.emergency", _("In an emergency"), said)
