"""What a participant reads of this room's entries, and what goes along when they take everything with them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trailside.encounters.reads import written
from trailside.encounters.reads.written import Meeting
from trailside.encounters.rules.meeting import Voice
from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight

EVERYTHING = 100_000

VERBS = {
    "encounters.met": _("You met"),
    "encounters.answered": _("You answered what was written"),
    "encounters.left_out": _("A sentence was left out at your wish"),
    "encounters.leave_out_asked": _("You asked to leave a sentence out"),
    "encounters.leave_out_answered": _("Your wish to leave something out was answered"),
    "encounters.added": _("Something was added to what was written"),
    "encounters.put_up": _("A meeting was put up for review"),
    "encounters.taken_back": _("A meeting was taken back from review"),
}


def export(sight: Sight) -> Iterator[Section]:
    """That we met, and everything that was written of it, whole."""
    meetings = written.of(sight, sight.viewer.person, EVERYTHING)
    yield Section("encounters.met", gettext("When we met"), [line for one in meetings for line in _lines(one)])


def _lines(meeting: Meeting) -> Iterator[Line]:
    coded = {"kind": meeting.kind, "minutes": meeting.minutes, "id": str(meeting.id)}
    yield Line(gettext("You met"), meeting.met_at, meeting.place, by=meeting.by, coded=coded)
    for one in meeting.sentences:
        is_mine = one.voice == Voice.PARTICIPANT
        label = gettext("What I want remembered") if is_mine else gettext("What was done and shared")
        if one.left_out:
            yield Line(gettext("Left out at your wish"), meeting.met_at)
        else:
            by = None if is_mine else meeting.by
            yield Line(label, meeting.met_at, one.words, own=True, by=by, coded={"voice": one.voice})
    for answer in meeting.answers:
        yield Line(str(answer.code_words), answer.at, answer.words, own=True, coded={"answer": answer.code})
    for added in meeting.additions:
        yield Line(gettext("Added later"), added.at, added.words, own=True)
