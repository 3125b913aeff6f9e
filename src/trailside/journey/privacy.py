"""What a participant reads of this room's entries, and what they take along."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trailside.journey.reads import days, wins
from trailside.journey.rules.days import Day
from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight

VERBS = {
    "journey.win_kept": gettext_lazy("A win of yours was kept"),
    "journey.win_taken_off": gettext_lazy("You took a win off your trail"),
    "journey.day_marked": gettext_lazy("You marked a day on your trail"),
    "journey.day_shared": gettext_lazy("You shared a day with someone by name"),
    "journey.day_unshared": gettext_lazy("You stopped sharing a day"),
    "journey.day_taken_off": gettext_lazy("You took a day off your trail"),
}


def export(sight: Sight) -> Iterator[Section]:
    """My wins and the days I marked, whole."""
    kinds = {Day.HARD: _("A hard day"), Day.USED: _("I used"), Day.BACK: _("I came back")}
    kept = [Line(_("A win"), win.at, win.words, own=True, coded={"source": win.source}) for win in wins.mine(sight)]
    yield Section("journey.wins", _("My wins"), kept)
    marked = [
        Line(
            kinds[day.kind],
            day.at,
            day.words,
            own=True,
            coded={"kind": day.kind.value, "shared": not day.is_mine_alone},
        )
        for day in days.mine(sight, with_readers=True)
    ]
    yield Section("journey.days", _("Days I marked"), marked)
