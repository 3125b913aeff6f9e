"""What a participant reads of this room's entries, and what they take along."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight
from trailside.measures.reads import check_ins, responses
from trailside.measures.rules.instruments import instrument

VERBS = {
    "measures.checked_in": gettext_lazy("You checked in"),
    "measures.check_in_shared": gettext_lazy("You shared a check-in with someone by name"),
    "measures.check_in_unshared": gettext_lazy("You stopped sharing a check-in"),
    "measures.check_in_thrown_away": gettext_lazy("You threw a check-in away"),
    "measures.sentences_answered": gettext_lazy("You answered sentences about yourself"),
    "measures.said_not_now": gettext_lazy("You said “not now” to sentences about yourself"),
    "measures.sum_shared": gettext_lazy("You shared with someone by name what your answers come to"),
    "measures.sum_unshared": gettext_lazy("You stopped sharing what your answers come to"),
}


EVERYTHING = 100_000


def export(sight: Sight) -> Iterator[Section]:
    """My check-ins and my answers, whole: also every single answer, for the file that I take along."""
    checked = [
        Line(
            _("Check-in"),
            one.at,
            one.word,
            own=True,
            coded={"day": one.day, "connected": one.connected, "handle": one.handle, "shared": not one.is_mine_alone},
        )
        for one in check_ins.mine(sight, most=EVERYTHING)
    ]
    yield Section("measures.check_ins", _("Check-ins"), checked)
    answered = [
        Line(
            instrument(one.instrument).name,
            one.at,
            _("%(answered)s answered, %(left)s left out by choice.")
            % {"answered": one.answered, "left": one.chose_not_to},
            coded={
                "instrument": one.instrument,
                "language": one.language,
                "sum": None if one.total is None else float(one.total),
                **answers,
            },
        )
        for one, answers in responses.everything(sight)
    ]
    yield Section("measures.sentences", _("Sentences about me"), answered)
