"""What a participant reads of this room's entries."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "reach.way_kept": _("You said how we may reach you"),
    "reach.way_dropped": _("A way to reach you was taken out"),
    "reach.quiet_agreed": _("You said what we do if you go quiet"),
    "reach.contact_noted": _("We tried to reach you"),
}
