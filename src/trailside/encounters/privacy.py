"""What a participant reads of this room's entries, and what goes along when they take everything with them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

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
