"""What is asked on the pages of the roles."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from trailside.consent.rules import Finding
from trailside.design.forms import BoardsField, OwnWords

FINDINGS = [
    (Finding.NOT_RIGHT.value, _("It was not all right")),
    (Finding.WAS_NEEDED.value, _("There was a reason for it")),
]


class FindingForm(forms.Form):
    """What was found about a look, and what happens now."""

    finding = BoardsField(
        label=_("What did you find?"), choices=FINDINGS, error_messages={"required": _("Choose one of the two.")}
    )
    words = forms.CharField(
        label=_("What you found, and what happens now"),
        help_text=_("The person reads this, with your name."),
        max_length=2000,
        widget=OwnWords,
        error_messages={"required": _("Write what you found and what happens now.")},
    )


class CallsForm(forms.Form):
    """What may be said when a volunteer calls."""

    say = forms.CharField(
        label=_("What may they say, and to whom?"),
        help_text=_("For example: ask for me, say it is Rosa. Leave it empty if anything is fine."),
        max_length=300,
        required=False,
        widget=OwnWords,
    )
