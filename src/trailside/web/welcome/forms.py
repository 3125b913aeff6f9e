"""What we ask at a welcome: at most five things, and only the name must be said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from trailside.design.forms import BoardsField, OwnWords
from trailside.people.actions.welcome import NAME_LONGEST
from trailside.people.rules import PIN_LONGEST


class NameForm(forms.Form):
    """The one thing that must be said."""

    name = forms.CharField(
        label=_("What shall we call you?"),
        help_text=_("Any name is fine. It need not be on any paper."),
        max_length=NAME_LONGEST,
        error_messages={"required": _("Write what we shall call you. Any name is fine.")},
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-20"}),
    )


class HopeForm(forms.Form):
    """What do you hope for?"""

    hope = forms.CharField(
        label=_("What do you hope for?"),
        help_text=_("In your words. A few are enough."),
        max_length=5000,
        required=False,
        widget=OwnWords(),
    )


class TalkForm(forms.Form):
    """The language for hard things, and pronouns."""

    language = BoardsField(label=_("Which language do you like to talk in?"), choices=(), required=False, in_row=True)
    pronouns = forms.CharField(
        label=_("Your pronouns"),
        help_text=_("For example she, he, they. Or nothing."),
        max_length=60,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-20"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES
        ]


def _pin(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=PIN_LONGEST,
        required=False,
        strip=True,
        widget=forms.PasswordInput(
            {"inputmode": "numeric", "autocomplete": "new-password", "class": "govuk-input--width-10"}
        ),
        **options,
    )


class PinForm(forms.Form):
    """A PIN, chosen by the person on the phone that was turned round."""

    pin = _pin(
        _("Choose a PIN"), help_text=_("4 to 12 numbers that only you know. Without it, the card opens nothing.")
    )
    again = _pin(_("The same PIN once more"))

    def __init__(self, *args: Any, has_card: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_card = has_card
        if has_card:
            self.fields["pin"].help_text = _(
                "4 to 12 numbers that only you know. Leave it empty to keep the PIN you have."
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        pin = said.get("pin", "")
        if not pin and not self.has_card:
            self.add_error("pin", _("Choose 4 to 12 numbers. Not all the same, and not 1234."))
        elif pin != said.get("again", ""):
            self.add_error("again", _("The two are not the same. Type the PIN once more."))
        return said
