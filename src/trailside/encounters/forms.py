"""The last two minutes on one screen, and the few words that may come after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trailside.design.forms import BoardsField, OwnWords, RulerField
from trailside.encounters.reads.words import KINDS
from trailside.encounters.rules.meeting import (
    A_DAY_OF_MINUTES,
    LONGEST_SENTENCE,
    VOICES,
    Kind,
    Met,
    Outcome,
    Told,
    Voice,
)
from trailside.kit import clock
from trailside.plans.reads.words import STRENGTHS

OUTCOMES: dict[str, str | Promise] = {
    Outcome.DONE: _("You did it"),
    Outcome.KEEP: _("keep it"),
    Outcome.SMALLER: _("make it smaller"),
    Outcome.LET_GO: _("let it go"),
}
NOON = time(12)


def _few(words: Mapping[str, str | Promise]) -> list[tuple[str, str | Promise]]:
    return [(code, said) for code, said in words.items()]


def _own(rows: int = 2, **more: Any) -> forms.CharField:
    return forms.CharField(
        required=False, max_length=LONGEST_SENTENCE, widget=OwnWords({"rows": rows, "data-grow": ""}), **more
    )


class GoodbyeForm(forms.Form):
    """What stands on the one screen. Nothing in it is required: left empty, it files that the two met.

    voices: which sentences the programme's switch allows. name: the participant's, for the labels.
    """

    outcome = BoardsField(choices=_few(OUTCOMES), required=False, in_row=True)
    strength = BoardsField(label=_("What gave you strength?"), choices=[], required=False, in_row=True)
    participant = _own()
    specialist = _own(label=_("What I did and shared"))
    note = _own(label=_("What we worked on, for the payer"))
    next_words = _own(rows=1, label=_("Next step, if there is one"))
    next_sure = RulerField(label=_("How sure, this week?"), low=_("not sure at all"), high=_("very sure"))
    kind = forms.ChoiceField(label=_("How we met"), required=False, choices=[], initial=Kind.IN_PERSON.value)
    met_on = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=A_DAY_OF_MINUTES,
        help_text=_("You can leave this out."),
    )
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    together = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, name: str, zone: str, written: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.zone = ZoneInfo(zone)
        self.fields["met_on"].initial = clock.today(zone)
        self.fields["strength"].choices = _few(STRENGTHS)  # type: ignore[attr-defined]  # a choice field
        self.fields["kind"].choices = _few(KINDS)  # type: ignore[attr-defined]  # a choice field
        self.fields["participant"].label = _("What %(name)s wants remembered") % {"name": name}
        self.fields["together"].label = _("%(name)s is here and says this with me") % {"name": name}
        for voice in Voice:
            if voice not in VOICES[written]:
                del self.fields[voice.value]

    @property
    def sentences(self) -> list[forms.BoundField]:
        """The fields of the voices that may be written."""
        return [self[voice.value] for voice in Voice if voice.value in self.fields]

    @property
    def details(self) -> list[forms.BoundField]:
        """How, when, where: folded, since the usual answer stands there already."""
        return [self[name] for name in ("kind", "met_on", "minutes", "place", "together")]

    @property
    def has_detail_errors(self) -> bool:
        """Whether the fold must be open for an error to be seen."""
        return any(field.errors for field in self.details)

    def met(self) -> Met:
        """When, how, how long, where. A day before today is kept as its noon."""
        said, now = self.cleaned_data, clock.now()
        day: date = said["met_on"]
        today = now.astimezone(self.zone).date()
        at = now if day == today else datetime.combine(day, NOON, self.zone)
        return Met(at=at, kind=said["kind"] or Kind.IN_PERSON, minutes=said["minutes"], place=said["place"])

    def told(self) -> Told:
        """What the last two minutes tell."""
        said = self.cleaned_data
        return Told(
            outcome=said["outcome"],
            strength=said["strength"],
            next_words=said["next_words"],
            next_sure=said["next_sure"],
            sentences={voice: said.get(voice.value, "") for voice in Voice},
        )


class WordsForm(forms.Form):
    """A few words after: how I see it, what I want to add, why something has to stay."""

    words = _own(rows=3)

    def __init__(self, *args: Any, label: Any, hint: Any = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].label = label
        self.fields["words"].help_text = hint
