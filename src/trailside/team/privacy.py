"""What a participant reads of this room's entries, and what goes along when they take everything with them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight
from trailside.team.reads import record

VERBS = {
    "team.asked": _("You asked for someone"),
    "team.ask_answered": _("Whoever you asked for answered"),
    "team.ask_taken_back": _("You took back that you asked for someone"),
    "team.promised": _("Something was promised to you"),
    "team.promise_ended": _("What was promised to you was kept, or could not be kept"),
    "team.meeting_planned": _("You planned to meet"),
    "team.meeting_called_off": _("A planned meeting was called off"),
    "team.handover_answered": _("You said whether you want to walk with someone else"),
    "team.reviewed": _("What was put up for review was read and signed"),
}


def export(sight: Sight) -> Iterator[Section]:
    """Whom I asked for, what was promised to me, when we meant to meet, who read and signed: whole."""
    asked = [
        Line(
            gettext("You asked for someone"), ask.asked_at, ask.words.read(sight), own=True, coded={"state": ask.state}
        )
        for ask in record.asks(sight)
    ]
    yield Section("team.asks", gettext("Whom I asked for"), asked)
    promised = [
        Line(
            gettext("Something was promised to you"),
            one.promised_at,
            one.words.read(sight),
            own=True,
            by=one.worker_id,
            coded={"state": one.state, "by_day": one.by_day.isoformat() if one.by_day else None},
        )
        for one in record.promises(sight)
    ]
    yield Section("team.promises", gettext("What was promised to me"), promised)
    planned = [
        Line(
            gettext("You planned to meet"), one.at, one.place.read(sight), coded={"kind": one.kind, "state": one.state}
        )
        for one in record.planned(sight)
    ]
    yield Section("team.planned", gettext("When we meant to meet"), planned)
    handed = [
        Line(gettext("Handed on to someone else"), one.at, by=one.before_id, coded={"answer": one.answer})
        for one in record.handovers(sight)
    ]
    yield Section("team.handovers", gettext("When someone else began to walk with me"), handed)
    signed = [
        Line(gettext("Read and signed"), one.signed_at, one.words.read(sight), own=True, by=one.reviewer_id)
        for one in record.reviews(sight)
    ]
    yield Section("team.reviews", gettext("Read and signed"), signed)
