"""What the gallery shows: made-up people, a form with every kind of field, long names, right to left."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .context import Spot
from .forms import BoardsField, OwnWords, RulerField

COLOURS = (
    "paper",
    "sheet",
    "hollow",
    "line",
    "edge",
    "contour",
    "ink",
    "ink-soft",
    "pine",
    "clay",
    "dusk",
    "larch",
    "rowan",
    "pine-wash",
    "clay-wash",
    "dusk-wash",
    "larch-wash",
    "rowan-wash",
)
ICONS = ("call", "text", "lock", "people", "calendar", "print", "win", "turn", "goal", "step")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One entry of side trails or of pages by month."""

    label: Any
    address: str = "#"
    current: bool = False


SIDE_TRAILS = (Leaf(_("Written about me")), Leaf(_("Who looked"), current=True), Leaf(_("Sharing")))
MONTHS = (Leaf(_("November"), current=True), Leaf(_("October")), Leaf(_("September")))
SPECIALIST_NAV = (
    Spot(_("Today"), "#", "page"),
    Spot(_("People I walk with"), "#", ""),
    Spot(_("What we wrote"), "#", ""),
)
TABLE_HEAD = (_("Date"), _("In the room"), _("By video"))
TABLE_BODY = ((_("November 17"), 7, 2), (_("November 10"), 5, 1))


class EveryField(forms.Form):
    """Every kind of field that a Trailside form may have."""

    day = RulerField(label=_("How is today?"), low=_("very hard"), high=_("very good"))
    called = forms.CharField(label=_("What shall we call you?"), help_text=_("Any name you like. You can change it."))
    when = forms.DateField(
        label=_("When will you do it?"),
        error_messages={"required": _("Write the day, like 11/20."), "invalid": _("Write the day like 11/20.")},
        widget=forms.DateInput,
    )
    words = forms.CharField(
        label=_("A word about today"),
        help_text=_("If you want. It is kept in your own words."),
        widget=OwnWords,
        required=False,
    )
    voicemail = forms.ChoiceField(
        label=_("May we leave a voicemail?"),
        widget=forms.RadioSelect,
        choices=(("yes", _("Yes")), ("quiet", _("Yes, without saying where we call from")), ("no", _("No"))),
    )
    believe = BoardsField(
        label=_("I can usually handle whatever comes my way."),
        choices=(
            ("1", _("Not at all true")),
            ("2", _("Hardly true")),
            ("3", _("Moderately true")),
            ("4", _("Exactly true")),
        ),
    )
    ways = forms.MultipleChoiceField(
        label=_("Safe ways to reach you"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=(("call", _("Call")), ("text", _("Text")), ("mail", _("A letter"))),
    )
    speaks = forms.ChoiceField(label=_("Language"), choices=(("en", "English"), ("es", "Español")))
    alone = forms.BooleanField(label=_("Mine alone, until I share it"), required=False)
