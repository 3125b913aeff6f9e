"""What is asked at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from trailside.people.actions.welcome import NAME_LONGEST
from trailside.people.models import Account
from trailside.people.privacy import ROLES
from trailside.people.rules import PIN_LONGEST

LONGEST_PASSWORD = 256
# How somebody joins: with a new password, with a passkey, or with the sign-in they have already.
PASSKEY, MINE = "passkey", "mine"


class StayForm(forms.Form):
    """Whether this is one's own phone."""

    stay = forms.BooleanField(label=_("This is my own phone. Keep me signed in"), required=False)


class SignInForm(StayForm):
    """Name and password."""

    name = forms.CharField(
        label=_("Your sign-in name"),
        max_length=200,
        error_messages={"required": _("Write your sign-in name.")},
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Your password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": _("Write your password.")},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    field_order = ("name", "password", "stay")


class CardForm(StayForm):
    """The code on the card, and the PIN."""

    code = forms.CharField(
        label=_("The code on your card"),
        help_text=_("Big or small letters, with or without the dashes."),
        max_length=60,
        error_messages={"required": _("Write the code that is on your card.")},
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "data-code": ""}
        ),
    )
    pin = forms.CharField(
        label=_("Your PIN"),
        max_length=PIN_LONGEST,
        error_messages={"required": _("Write your PIN.")},
        widget=forms.PasswordInput(
            {"inputmode": "numeric", "autocomplete": "current-password", "class": "govuk-input--width-10"}
        ),
    )
    field_order = ("code", "pin", "stay")


ROLE_CHOICES = [(role.value, words) for role, words in ROLES.items()]


def roles_field(**options: Any) -> forms.MultipleChoiceField:
    """What someone does here; one person may do all of it."""
    return forms.MultipleChoiceField(choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple, **options)


def checked(password: str) -> str:
    """Length and a list of passwords that everybody guesses; no rules of composition (NIST SP 800-63B-4)."""
    if password:
        password_validation.validate_password(password)
    return password


class JoinForm(forms.Form):
    """What we call someone who works here, and how they sign in."""

    called = forms.CharField(
        label=_("What shall we call you?"),
        help_text=_("People you walk with see this name."),
        max_length=NAME_LONGEST,
        error_messages={"required": _("Write what we shall call you. Any name is fine.")},
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    sign_in = forms.CharField(
        label=_("A sign-in name"),
        help_text=_("Only you use it. Big and small letters are the same."),
        max_length=200,
        error_messages={"required": _("Choose a name to sign in with.")},
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("A password"),
        help_text=_("15 letters or more. Four words in a row are good. You may paste it."),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": _("Choose a password of 15 letters or more.")},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, way: str = "", renewed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if way == PASSKEY:
            self.fields["password"].required = False
        if way == MINE:
            del self.fields["sign_in"], self.fields["password"]
        if renewed:
            del self.fields["called"]

    def clean_password(self) -> str:
        """As ``checked`` says; nothing at all when a passkey comes instead."""
        return checked(self.cleaned_data["password"])


class SecretForm(forms.Form):
    """A new password or PIN, behind the one there is."""

    old = forms.CharField(
        label=_("The password you have"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Write the one you have now.")},
    )
    new = forms.CharField(
        label=_("A new password"),
        help_text=_("15 letters or more. Four words in a row are good. You may paste it."),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a new one.")},
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        if account.is_card:
            self.fields["old"].label, self.fields["new"].label = _("The PIN you have"), _("A new PIN")
            self.fields["new"].help_text = _("4 to 12 numbers that only you know.")
            for name in self.fields:
                self.fields[name].widget.attrs |= {"inputmode": "numeric", "class": "govuk-input--width-10"}
        if not account.has_usable_password():
            del self.fields["old"]

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        return new if self.account.is_card else checked(new)


class BeginForm(JoinForm):
    """The first programme on this install, and its first manager."""

    programme = forms.CharField(
        label=_("What is the programme called?"),
        max_length=200,
        error_messages={"required": _("Write what the programme is called.")},
    )
    place = forms.CharField(label=_("Where is it?"), help_text=_("A town is enough."), max_length=200, required=False)
    roles = roles_field(
        label=_("What else do you do?"),
        help_text=_("You manage the programme. Tick more if you do more."),
        required=False,
    )
    field_order = ("programme", "place", "called", "roles", "sign_in", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = self.fields["roles"]
        assert isinstance(roles, forms.MultipleChoiceField)
        roles.choices = ROLE_CHOICES[:2]
