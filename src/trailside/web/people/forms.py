"""Searching the list; noting that we tried."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from trailside.reach.rules import By, Outcome


class SearchForm(forms.Form):
    """A part of a name. Posted, so that no name stands in an address or a log."""

    wanted = forms.CharField(
        label=_("Find a name"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-20"}),
    )


class TriedForm(forms.Form):
    """How we tried, and what came of it: two codes from two buttons."""

    by = forms.ChoiceField(choices=[(by.value, by.value) for by in By])
    outcome = forms.ChoiceField(choices=[(outcome.value, outcome.value) for outcome in Outcome])
