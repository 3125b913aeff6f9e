"""What a participant reads of this room's entries."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "people.organisation_founded": _("The programme began here"),
    "people.organisation_changed": _("The programme changed what it says about itself"),
    "people.worker_added": _("Someone began to work here"),
    "people.worker_invited": _("Someone was invited to work here"),
    "people.invitation_ended": _("An invitation was taken back"),
    "people.role_given": _("Someone got a role here"),
    "people.role_ended": _("Someone gave a role back"),
    "people.supervision_began": _("Someone began to support a peer specialist"),
    "people.supervision_ended": _("Someone stopped supporting a peer specialist"),
    "people.episode_ended": _("Your time with us came to an end, for now"),
    "people.welcomed": _("You were welcomed"),
    "people.renamed": _("You said what we shall call you"),
    "people.hope_said": _("You said what you hope for"),
    "people.how_we_talk_said": _("You said how we talk with you"),
    "people.card_given": _("You got a new card; the old one stopped"),
    "people.forgotten": _("Everything about someone was forgotten"),
}
