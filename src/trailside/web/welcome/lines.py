"""The first lines of *who looked*, in plain words, for the person who is watching."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from trailside.design.slots import Words
from trailside.ledger.sight import Sight
from trailside.people.reads import firsts

WROTE: dict[str, Words] = {
    "people.welcomed": _("wrote your name here"),
    "people.hope_said": _("wrote down what you hope for"),
    "people.how_we_talk_said": _("wrote down how we talk"),
    "people.card_given": _("made your card"),
    "reach.way_kept": _("wrote down a way to reach you"),
    "reach.quiet_agreed": _("wrote down what to do if you go quiet"),
}
SAW: dict[str, Words] = {
    "name": _("your name"),
    "contact": _("how to reach you"),
    "goals": _("what you hope for"),
}

# A phone has little room, and my record has them all.
LAST = 4


def lines(sight: Sight, person: UUID) -> list[dict[str, object]]:
    """The last few lines, each with its time and either what was written or the list of what was seen."""
    shown: list[dict[str, object]] = []
    for line in firsts.my_lines(sight, person):
        if line.wrote in WROTE:
            shown.append({"at": line.at, "wrote": WROTE[line.wrote]})
        elif line.saw:
            shown.append({"at": line.at, "saw": [SAW[scope] for scope in line.saw if scope in SAW]})
    return shown[-LAST:]
