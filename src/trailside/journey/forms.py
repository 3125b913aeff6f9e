"""What a participant writes on their trail: a win, a marked day."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from trailside.design.forms import BoardsField, OwnWords
from trailside.journey.rules.belief import Source
from trailside.journey.rules.days import LONGEST, Day


class WinForm(forms.Form):
    """A few words, and what gave strength."""

    words = forms.CharField(
        label=_("What did I do?"),
        help_text=_("In your words. Small counts."),
        widget=OwnWords,
        max_length=LONGEST,
        error_messages={"required": _("Write a few words about it. They are yours.")},
    )
    source = BoardsField(
        label=_("What gave me strength?"),
        help_text=_("If you want."),
        choices=[
            (Source.DID_IT.value, _("I did it myself")),
            (Source.SAW_IT.value, _("I saw someone like me do it")),
            (Source.WAS_TOLD.value, _("someone said I can")),
            (Source.FELT_IT.value, _("how I felt")),
        ],
        required=False,
    )


class DayForm(forms.Form):
    """Which kind of day, and a word if one likes."""

    kind = BoardsField(
        label=_("What kind of day is it?"),
        choices=[
            (Day.HARD.value, _("A hard day")),
            (Day.USED.value, _("I used")),
            (Day.BACK.value, _("I’m back")),
        ],
        error_messages={"required": _("Choose one of the three.")},
    )
    words = forms.CharField(
        label=_("A word about it"),
        help_text=_("If you want. It is kept in your own words."),
        widget=OwnWords,
        required=False,
        max_length=LONGEST,
    )
