"""What a participant fills in: a check-in, one sentence, all sentences on one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trailside.design.forms import BoardsField, OwnWords, RulerField
from trailside.measures.rules.checkin import LONGEST_WORD, CheckInSaid
from trailside.measures.rules.instruments import Instrument, Version


class CheckInForm(forms.Form):
    """Three rulers and a word, each of which may be left out."""

    day = RulerField(label=_("How is today?"), low=_("very hard"), high=_("very good"))
    connected = RulerField(label=_("How connected do I feel?"), low=_("on my own"), high=_("among people"))
    handle = RulerField(label=_("I can handle what today brings."), low=_("not at all"), high=_("completely"))
    word = forms.CharField(
        label=_("A word about today"),
        help_text=_("If you want. It is kept in your own words."),
        widget=OwnWords,
        required=False,
        max_length=LONGEST_WORD,
    )

    def said(self) -> CheckInSaid:
        """What the person put in."""
        return CheckInSaid(**self.cleaned_data)


def _answers(instrument: Instrument, version: Version) -> list[tuple[int, str]]:
    return list(zip(instrument.scale, version.responses, strict=True))


class SentenceForm(forms.Form):
    """One sentence. The words are the instrument's; the button "leave this one out" sends no answer."""

    def __init__(self, instrument: Instrument, version: Version, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = BoardsField(
            choices=_answers(instrument, version),
            error_messages={"required": _("Choose the one that is closest today, or leave this one out.")},
        )

    @property
    def step(self) -> int:
        """The chosen step of the scale."""
        return int(self.cleaned_data["answer"])


class WholeForm(forms.Form):
    """All sentences on one page; one without an answer is one that the person chose to leave out."""

    def __init__(self, instrument: Instrument, version: Version, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = _answers(instrument, version)
        for item in version.items:
            self.fields[item.code] = forms.TypedChoiceField(
                label=item.text,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
