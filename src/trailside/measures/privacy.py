"""What a participant reads of this room's entries, and what they take along."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "measures.checked_in": _("You checked in"),
    "measures.check_in_shared": _("You shared a check-in with someone by name"),
    "measures.check_in_unshared": _("You stopped sharing a check-in"),
    "measures.check_in_thrown_away": _("You threw a check-in away"),
    "measures.sentences_answered": _("You answered sentences about yourself"),
    "measures.said_not_now": _("You said “not now” to sentences about yourself"),
    "measures.sum_shared": _("You shared with someone by name what your answers come to"),
    "measures.sum_unshared": _("You stopped sharing what your answers come to"),
}
