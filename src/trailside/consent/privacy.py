"""What a participant reads of this room's entries, and what they take along."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trailside.consent.models import Never
from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight

VERBS = {
    "consent.shut_out": _("You said that someone must never open your record"),
    "consent.let_in": _("You let someone open your record again"),
}

# Why someone looked, as the person reads it.
PURPOSES = {
    "own_record": _("your own record"),
    "my_people": _("the list of people they walk with"),
    "house": _("running the programme"),
    "supervision": _("supporting your peer specialist"),
    "welcome": _("welcoming you"),
    "plan": _("planning with you"),
    "meeting": _("when you met"),
    "desk": _("their day: who asked for them, whom they meet"),
    "reach": _("reaching you"),
    "review": _("reading what was put up for review"),
}

# The parts of a record, as the person reads them; in the order in which they are told.
SCOPES = {
    "name": _("your name"),
    "contact": _("how to reach you"),
    "goals": _("your goals and steps"),
    "met": _("that you met"),
    "wrote": _("what you wrote together"),
    "review": _("what was put up for review"),
    "shared": _("what you shared"),
    "check_ins": _("your check-ins"),
    "measures": _("your ten sentences"),
    "trail": _("your trail"),
    "safety": _("your safety plan"),
    "people": _("the people you can turn to"),
    "looks": _("who looked"),
    "right": _("what you answered to “was this all right?”"),
    "emergency": _("why your record was opened in an emergency"),
    "own": _("your own pages"),
    "my_people": _("that your name is on their list"),
}


def export(sight: Sight) -> Iterator[Section]:
    """Whom you have shut out of your record."""
    rows = Never.objects.filter(person_id=sight.viewer.person).order_by("since")
    lines = [Line(gettext("Must never open your record"), row.since, by=row.who_id) for row in rows]
    yield Section("consent.never", gettext("Whom you shut out"), lines)
