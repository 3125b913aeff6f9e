"""A goal, a step, a smaller step. Only the words are required; everything else may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trailside.design.forms import BoardsField, OwnWords, RulerField
from trailside.plans.reads.words import AREAS, CARRIED, STRENGTHS
from trailside.plans.rules import LONGEST, Carried, Choice, More


def _few(words: Mapping[str, str | Promise]) -> list[tuple[str, str | Promise]]:
    return [(code, said) for code, said in words.items()]


def own_words(label: Any, *, required: bool = False, rows: int = 2, **more: Any) -> forms.CharField:
    """A field for a person's own words."""
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=OwnWords({"rows": rows}), **more)


def line(label: Any, **more: Any) -> forms.CharField:
    """A short answer on one line that may be left out."""
    return forms.CharField(label=label, required=False, max_length=300, **more)


class Together(forms.Form):
    """What both forms share on the specialist's phone: whether the person is there and says it themselves."""

    together = forms.BooleanField(label=_("We write this together, in their words"), required=False, initial=True)
    # The version the words stood at when the form was opened; only on forms that change something.
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, mine: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if mine:
            del self.fields["together"]


class GoalForm(Together):
    """A goal: its words, and why it matters."""

    words = own_words(
        _("What do you want?"),
        required=True,
        error_messages={"required": _("Write what you want, in any words.")},
    )
    why = own_words(_("Why does it matter to you?"), help_text=_("You can leave this out."))
    area = forms.ChoiceField(label=_("What is it about?"), required=False, choices=[("", "")])
    field_order = ["words", "why", "area", "together", "version"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["area"].choices = [("", _("leave open")), *_few(AREAS)]  # type: ignore[attr-defined]  # a choice

    @property
    def has_more(self) -> bool:
        """Whether what stands behind *add more* holds something, so that it is shown open."""
        return bool(self["area"].value() or self["area"].errors)


class StepForm(Together):
    """A step, how sure, and what may be added."""

    words = own_words(
        _("What is the step?"),
        required=True,
        help_text=_("Small is good. Something you can see yourself doing."),
        error_messages={"required": _("Write what the step is. A few words are enough.")},
    )
    sure = RulerField(
        label=_("How sure are you that you can do this, this week?"), low=_("not sure at all"), high=_("very sure")
    )
    sure_why = own_words(
        _("What makes it that number, and not a lower one?"), rows=1, help_text=_("You can leave this out.")
    )
    when = line(_("When?"))
    where = line(_("Where?"))
    with_whom = line(_("With whom?"))
    if_what = line(_("If this gets in the way ..."), help_text=_("For example: if they put me on hold"))
    then_what = line(_("... then I will"), help_text=_("For example: I put the phone on speaker and keep walking"))
    carried = forms.ChoiceField(
        label=_("Who carries it?"), required=False, initial=Carried.ME, choices=[], widget=forms.RadioSelect
    )
    area = forms.ChoiceField(label=_("What is it about?"), required=False, choices=[])

    MORE = ("when", "where", "with_whom", "if_what", "then_what", "carried", "area")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["area"].choices = [("", _("leave open")), *_few(AREAS)]  # type: ignore[attr-defined]  # a choice
        self.fields["carried"].choices = _few(CARRIED)  # type: ignore[attr-defined]  # a choice

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The fields behind *add more*."""
        return [self[name] for name in self.MORE]

    @property
    def has_more(self) -> bool:
        """Whether what stands behind *add more* holds something, so that it is shown open."""
        kept = [self[name] for name in self.MORE if name not in ("carried", "area")]
        return any(field.value() or field.errors for field in kept)

    def more(self) -> More:
        """What was added, as a value."""
        return More(**{name: self.cleaned_data.get(name) or "" for name in self.MORE})


class SmallerForm(Together):
    """A smaller step in the place of one that was too big for this week."""

    words = own_words(
        _("What would be a smaller step?"),
        required=True,
        error_messages={"required": _("Write the smaller step, or keep the one you have.")},
    )
    sure = RulerField(label=_("And how sure are you of this one?"), low=_("not sure at all"), high=_("very sure"))


class NotThisTimeForm(forms.Form):
    """One of three choices, all as good."""

    choice = forms.ChoiceField(choices=[(choice.value, choice.value) for choice in Choice])


class StrengthForm(forms.Form):
    """What gave me strength: one tap, and a line if there is one."""

    strength = BoardsField(label=_("What gave you strength?"), choices=[], required=False, in_row=True)
    words = own_words(_("A line about it, for later"), help_text=_("You can leave this out."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["strength"].choices = _few(STRENGTHS)  # type: ignore[attr-defined]  # a choice field
