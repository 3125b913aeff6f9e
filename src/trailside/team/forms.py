"""A few words to someone, a promise, a day and an hour to meet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from trailside.design.forms import BoardsField, OwnWords
from trailside.encounters.reads.words import KINDS
from trailside.encounters.rules.meeting import Kind
from trailside.reach.rules import By, Outcome
from trailside.team.rules import LONGEST


class AskForm(forms.Form):
    """Asking for someone, with words or without."""

    words = forms.CharField(
        label=_("What it is about"),
        help_text=_("You can leave this out."),
        required=False,
        max_length=LONGEST,
        widget=OwnWords({"rows": 2}),
    )


class PromiseForm(forms.Form):
    """What I promise, and by when."""

    words = forms.CharField(
        label=_("What do you promise?"),
        max_length=LONGEST,
        widget=OwnWords({"rows": 2}),
        error_messages={"required": _("Write what you promise.")},
    )
    by_day = forms.DateField(
        label=_("By when"),
        help_text=_("You can leave this out."),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class PlanForm(forms.Form):
    """When and where to meet."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Write the day like 2026-11-30.")},
    )
    hour = forms.TimeField(
        label=_("Hour"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose an hour."), "invalid": _("Write the hour like 14:00.")},
    )
    kind = forms.ChoiceField(label=_("How"), choices=list(KINDS.items()), initial=Kind.IN_PERSON.value)
    place = forms.CharField(label=_("Where"), help_text=_("You can leave this out."), required=False, max_length=200)

    def at(self, zone: str) -> datetime:
        """The day and hour as said in the programme's zone."""
        said: dict[str, Any] = self.cleaned_data
        return datetime.combine(said["day"], said["hour"], ZoneInfo(zone))


class ContactForm(forms.Form):
    """Reached, or no answer."""

    by = forms.ChoiceField(choices=[(by.value, by.value) for by in By])
    outcome = forms.ChoiceField(choices=[(end.value, end.value) for end in Outcome])
    ask = forms.UUIDField(required=False)


class SignForm(forms.Form):
    """A word to the specialist, if there is one."""

    words = forms.CharField(
        label=_("A word to them"),
        help_text=_("You can leave this out. The person reads it too."),
        required=False,
        max_length=LONGEST,
        widget=OwnWords({"rows": 2}),
    )


class HandAllForm(forms.Form):
    """Who walks with them from now on."""

    after = forms.ChoiceField(
        label=_("Who walks with them from now on?"),
        choices=(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who walks with them.")},
    )

    def __init__(self, *args: Any, others: Sequence[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["after"].choices = [(str(who), name) for who, name in others]  # type: ignore[attr-defined]  # a choice


class HandOverForm(HandAllForm):
    """And whether the person decided it too."""

    TOGETHER, TOLD = "together", "told"
    how = BoardsField(
        label=_("Did you decide it together?"),
        choices=[(TOGETHER, _("Yes, together")), (TOLD, _("I could not ask"))],
        help_text=_("If you could not ask, they are told on their own pages, and can say no."),
        error_messages={"required": _("Say whether you decided it together.")},
        in_row=True,
    )

    def __init__(self, *args: Any, name: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["after"].label = _("Who walks with %(name)s?") % {"name": name}

    @property
    def together(self) -> bool:
        """Whether the person decided it too."""
        return bool(self.cleaned_data["how"] == self.TOGETHER)
