"""Forms of this room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from trailside.consent.rules import Ahead, ToldBy
from trailside.design.forms import BoardsField, OwnWords
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


AHEAD = [
    (Ahead.PLAN.value, _("My plan: what helped me before, my people, and how to reach me")),
    (Ahead.PEOPLE.value, _("My people, and how to reach me")),
    (Ahead.NOTHING.value, _("Nothing")),
]


class AheadForm(forms.Form):
    """What may be opened in an emergency."""

    choice = BoardsField(
        label=_("In an emergency, whoever is on call may open"),
        choices=AHEAD,
        error_messages={"required": _("Choose one.")},
    )


class FindForm(forms.Form):
    """Whom it is about, and why."""

    name = forms.CharField(
        label=_("Who is it?"),
        help_text=_("The whole name, as we call them here."),
        max_length=100,
        error_messages={"required": _("Write the name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    walks_with = forms.ChoiceField(label=_("Who walks with them? If two have this name"), choices=(), required=False)
    reason = forms.CharField(
        label=_("Why now?"),
        help_text=_("They read it at once, with your name."),
        max_length=1000,
        widget=OwnWords,
        error_messages={"required": _("Write why. They read it.")},
    )

    def __init__(self, *args: Any, walkers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["walks_with"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("I do not know")), *walkers]


class ToldForm(forms.Form):
    """How they were told."""

    how = forms.ChoiceField(choices=[(one.value, one.value) for one in ToldBy])


class OnCallForm(forms.Form):
    """Who is on call now."""

    workers = forms.MultipleChoiceField(
        label=_("On call now"),
        help_text=_("Peer specialists and supervisors. They may open what people said ahead, for an hour each time."),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, team: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["workers"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = team


class ReviewForm(forms.Form):
    """What was found about an opening."""

    right = BoardsField(
        label=_("Was it all right to open it?"),
        choices=[("yes", _("Yes, it was needed")), ("no", _("No"))],
        error_messages={"required": _("Choose one.")},
    )
    words = forms.CharField(
        label=_("What you found, and what happens now"),
        help_text=_("The person reads this, with your name."),
        max_length=2000,
        widget=OwnWords,
        error_messages={"required": _("Write what you found. The person reads it.")},
    )
