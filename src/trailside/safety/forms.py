"""Forms of this room."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from trailside.safety.models import CrisisLine
from trailside.safety.rules import MaySend

MAY_SEND = [
    (MaySend.NO.value, _("No. They never send anyone.")),
    (MaySend.IF_YOU_AGREE.value, _("Only if you agree.")),
    (MaySend.MAY.value, _("They may, if they think a life is in danger.")),
]


class LineForm(forms.ModelForm[CrisisLine]):
    """A crisis line with its labels."""

    class Meta:
        model = CrisisLine
        fields = ("name", "call", "text", "who_en", "who_es", "when_en", "when_es", "languages", "may_send")
        labels = {
            "name": _("Name of the line"),
            "call": _("Number to call"),
            "text": _("Number to text"),
            "who_en": _("Who answers (English)"),
            "who_es": _("Who answers (Spanish)"),
            "when_en": _("When (English)"),
            "when_es": _("When (Spanish)"),
            "languages": _("Languages, as codes: en es pt"),
        }

    may_send = forms.ChoiceField(
        label=_("May they send someone without your yes?"), choices=MAY_SEND, widget=forms.RadioSelect
    )


class HoursForm(forms.Form):
    """From when to when somebody from here answers, for each day of the week; empty is closed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, day in WEEKDAYS.items():
            for edge, words in (("opens", _("%(day)s from")), ("closes", _("%(day)s until"))):
                self.fields[f"{edge}_{number}"] = forms.TimeField(
                    label=words % {"day": day}, required=False, widget=forms.TimeInput(attrs={"type": "time"})
                )

    def clean(self) -> dict[str, Any]:
        """Both times or none, and the first before the second."""
        given = super().clean() or {}
        for number in WEEKDAYS:
            opens, closes = given.get(f"opens_{number}"), given.get(f"closes_{number}")
            if bool(opens) != bool(closes):
                self.add_error(f"closes_{number}", _("Write both times, or leave both empty."))
            elif opens and closes and opens >= closes:
                self.add_error(f"closes_{number}", _("Write a time after %(opens)s.") % {"opens": f"{opens:%H:%M}"})
        return given

    def hours(self) -> list[tuple[int, time, time]]:
        """What was said: (weekday, opens, closes)."""
        said = self.cleaned_data
        return [
            (number, said[f"opens_{number}"], said[f"closes_{number}"])
            for number in WEEKDAYS
            if said.get(f"opens_{number}")
        ]


class OwnPersonForm(forms.Form):
    """Someone I can turn to."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(
        label=_("Phone, if you like"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )


class WordsForm(forms.Form):
    """A few words of my own."""

    words = forms.CharField(label=_("In your words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
