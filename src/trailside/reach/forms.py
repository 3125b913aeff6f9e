"""Asking how someone may be reached."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trailside.design.forms import BoardsField
from trailside.reach.rules import LONGEST, By

LEAVE_ME_BE = "0"
DAYS = [
    ("3", _("After 3 days")),
    ("7", _("After a week")),
    ("14", _("After two weeks")),
    ("30", _("After a month")),
    (LEAVE_ME_BE, _("Leave me be. I will come when I want to")),
]
WAYS = [
    (By.CALL.value, _("Call me")),
    (By.TEXT.value, _("Text me")),
    (By.EMAIL.value, _("E-mail me")),
    (By.OTHER.value, _("Another way")),
]


class WayForm(forms.Form):
    """One safe way: a number, an address or words; what is allowed on it; what must not be said."""

    value = forms.CharField(
        label=_("A number, an e-mail address, or another way"),
        help_text=_("For example 508 555 0134, or: leave a note at the front desk."),
        max_length=LONGEST,
        error_messages={"required": _("Write a number, an e-mail address, or in words how to reach you.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    may_text = forms.BooleanField(label=_("You may text me"), required=False)
    may_voicemail = forms.BooleanField(label=_("You may leave a voicemail"), required=False)
    not_to_say = forms.CharField(
        label=_("What must not be said"),
        help_text=_("For example: do not say where you call from. Someone else may answer."),
        max_length=500,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class QuietForm(forms.Form):
    """After how many days, which way, what to say; or leave me be."""

    days = BoardsField(label=_("May someone look for you?"), choices=DAYS, required=False)
    by = BoardsField(label=_("Which way?"), choices=WAYS, required=False, in_row=True)
    say = forms.CharField(
        label=_("What would be good to hear?"),
        help_text=_("For example: just say hi, and that there is coffee."),
        max_length=500,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def says_nothing(self) -> bool:
        """Whether it was left out."""
        return not self.cleaned_data["days"]

    def agreed(self) -> dict[str, Any]:
        """What ``actions.quiet.agree_quiet`` takes."""
        said = self.cleaned_data
        days = None if said["days"] == LEAVE_ME_BE else int(said["days"])
        return {"days": days, "by": said["by"], "say": said["say"], "version": said["version"]}
