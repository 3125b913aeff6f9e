"""What a participant reads of this room's entries, and what goes along when they take everything with them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "team.asked": _("You asked for someone"),
    "team.ask_answered": _("Whoever you asked for answered"),
    "team.ask_taken_back": _("You took back that you asked for someone"),
    "team.promised": _("Something was promised to you"),
    "team.promise_ended": _("What was promised to you was kept, or could not be kept"),
    "team.meeting_planned": _("You planned to meet"),
    "team.meeting_called_off": _("A planned meeting was called off"),
    "team.reviewed": _("What was put up for review was read and signed"),
}
