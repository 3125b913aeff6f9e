"""What is asked about a look."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from trailside.design.forms import OwnWords

LONGEST = 2000


class RightForm(forms.Form):
    """Which line, and whether it was all right."""

    right = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    purpose = forms.CharField(max_length=64)
    listed = forms.BooleanField(required=False)
    month = forms.CharField(max_length=7)


class MoreForm(forms.Form):
    """What the privacy officer should know."""

    words = forms.CharField(
        label=_("What should they know? You may leave this empty."),
        max_length=LONGEST,
        required=False,
        widget=OwnWords,
    )
