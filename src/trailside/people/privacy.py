"""What a participant reads of this room's entries."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "people.organisation_founded": _("The programme began here"),
    "people.worker_added": _("Someone began to work here"),
    "people.supervision_began": _("Someone began to support a peer specialist"),
    "people.welcomed": _("You were welcomed"),
    "people.card_given": _("You got a new card; the old one stopped"),
}
