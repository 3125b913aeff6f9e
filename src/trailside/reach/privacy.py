"""What a participant reads of this room's entries, and what they take along."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight
from trailside.reach.models import ContactAttempt
from trailside.reach.reads.quiet import agreement_of
from trailside.reach.reads.ways import ways_of

VERBS = {
    "reach.way_kept": _("You said how we may reach you"),
    "reach.way_dropped": _("A way to reach you was taken out"),
    "reach.quiet_agreed": _("You said what we do if you go quiet"),
    "reach.contact_noted": _("We tried to reach you"),
}


def export(sight: Sight) -> Iterator[Section]:
    """How you may be reached, what we agreed for when you go quiet, and when we tried."""
    me = sight.viewer.person
    ways = [
        Line(
            gettext("A way to reach you"),
            words="\n".join(text for text in (way.shown, way.not_to_say) if text),
            own=True,
            coded={"kind": way.kind, "may_text": way.may_text, "may_voicemail": way.may_voicemail},
        )
        for way in ways_of(sight, me)
    ]
    agreed = agreement_of(sight, me)
    if agreed:
        label = gettext("If you go quiet: leave you be") if agreed.leave_me_be else gettext("If you go quiet")
        ways.append(Line(label, words=agreed.say, own=True, coded={"days": agreed.days, "by": agreed.by}))
    yield Section("reach.ways", gettext("How we may reach you"), ways)
    tried = [
        Line(
            gettext("We tried to reach you"), one.at, by=one.worker_id, coded={"by_way": one.by, "outcome": one.outcome}
        )
        for one in ContactAttempt.objects.filter(person_id=me).order_by("at")
    ]
    yield Section("reach.tried", gettext("When we tried to reach you"), tried)
