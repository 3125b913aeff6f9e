"""What a participant reads of this room's entries, and what they take along."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trailside.exchange.models import Arrival, Closing
from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight

VERBS = {
    "exchange.brought_in": _("Your name came here with the programme’s list"),
    "exchange.taken_back": _("The list was taken back, and your name with it"),
    "exchange.closed": _("You were forgotten, but for what law orders to keep; that is closed"),
    "exchange.asked_to_be_forgotten": _("You asked to be forgotten; from then on nobody else opens your record"),
    "exchange.kept_after_all": _("You kept your record after all"),
    "exchange.list_brought_in": _("A list was brought in"),
    "exchange.list_taken_back": _("A list was taken back"),
}


def export(sight: Sight) -> Iterator[Section]:
    """The list your name came with, and that you asked to be forgotten."""
    me = sight.viewer.person
    came = [
        Line(gettext("Your name came with a list"), arrival.bringing.at)
        for arrival in Arrival.objects.filter(person_id=me).select_related("bringing").defer("bringing__called")
    ]
    closed = [
        Line(gettext("You asked to be forgotten"), closing.asked_at, coded={"until": closing.until.isoformat()})
        for closing in Closing.objects.filter(person_id=me)
    ]
    yield Section("exchange.lists", gettext("Where your name came from"), [*came, *closed])
