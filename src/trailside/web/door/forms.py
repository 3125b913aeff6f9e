"""What is asked at the door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trailside.people import passwords
from trailside.people.actions.welcome import NAME_LONGEST
from trailside.people.models import Account, Organisation
from trailside.people.privacy import ROLES
from trailside.people.rules import PIN_LONGEST

LONGEST_PASSWORD = 256
# How somebody joins: with a new password, with a passkey, or with the sign-in they have already.
PASSKEY, MINE = "passkey", "mine"


class SharedForm(forms.Form):
    """Whether other people use this computer as well."""

    shared = forms.BooleanField(
        label=_("Other people use this computer too"),
        help_text=_("On a shared computer you are signed out after 5 minutes without a tap. Nothing is kept."),
        required=False,
    )


class SignInForm(SharedForm):
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
        widget=forms.PasswordInput({"autocomplete": "current-password", "data-show": ""}),
    )
    field_order = ("name", "password", "shared")


class CardForm(SharedForm):
    """The code on the card, and the PIN; on one's own phone it lasts."""

    stay = forms.BooleanField(label=_("This is my own phone. Keep me signed in"), required=False)
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
    field_order = ("code", "pin", "stay", "shared")


ROLE_CHOICES = [(role.value, words) for role, words in ROLES.items()]


def roles_field(**options: Any) -> forms.MultipleChoiceField:
    """What someone does here; one person may do all of it."""
    return forms.MultipleChoiceField(choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple, **options)


LONG_ENOUGH = _("8 letters or more. Four words in a row are good. You may paste it.")
LONGER = _("15 letters or more. Four words in a row are good. You may paste it.")


def new_password(**options: Any) -> forms.CharField:
    """A new password: pasted or typed, shown when its writer wants to see it."""
    widget = forms.PasswordInput({"autocomplete": "new-password", "data-show": ""})
    return forms.CharField(max_length=LONGEST_PASSWORD, strip=False, widget=widget, **options)


def checked(password: str, *, alone: bool, words: Iterable[str] = ()) -> str:
    """As ``people.passwords`` says; nothing at all when none is chosen. Returns the form in which it is kept."""
    if password:
        passwords.check(passwords.same(password), alone=alone, words=words)
    return passwords.same(password)


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
    password = new_password(
        label=_("A password"), help_text=LONG_ENOUGH, error_messages={"required": _("Choose a password.")}
    )

    def __init__(
        self, *args: Any, way: str = "", renewed: bool = False, here: Organisation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.here = here
        if here is not None and here.is_demo:  # no second thing is asked for there
            self.fields["password"].help_text = LONGER
        if way == PASSKEY:
            self.fields["password"].required = False
        if way == MINE:
            del self.fields["sign_in"], self.fields["password"]
        if renewed:
            del self.fields["called"]

    def clean_password(self) -> str:
        """As ``checked`` says; nothing at all when a passkey comes instead. A second thing is asked at each sign-in."""
        said = [self.data.get(name, "") for name in ("called", "sign_in", "programme", "place")]
        words = said + ([self.here.name, self.here.place, self.here.slug] if self.here else [])
        return checked(self.cleaned_data["password"], alone=bool(self.here and self.here.is_demo), words=words)


class SecretForm(forms.Form):
    """A new password or PIN, behind the one there is."""

    old = forms.CharField(
        label=_("The password you have"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Write the one you have now.")},
    )
    new = new_password(
        label=_("A new password"), help_text=LONG_ENOUGH, error_messages={"required": _("Choose a new one.")}
    )

    def __init__(self, *args: Any, account: Account, alone: bool, words: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account, self.alone, self.words = account, alone, words
        if alone:
            self.fields["new"].help_text = LONGER
        if account.is_card:
            self.fields["old"].label, self.fields["new"].label = _("The PIN you have"), _("A new PIN")
            self.fields["new"].help_text = _("4 to 12 numbers that only you know.")
            for name in self.fields:
                self.fields[name].widget.attrs |= {"inputmode": "numeric", "class": "govuk-input--width-10"}
        if not account.has_usable_password():
            del self.fields["old"]

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        return new if self.account.is_card else checked(new, alone=self.alone, words=self.words)


class CodeForm(forms.Form):
    """A code of an app, or a recovery code."""

    code = forms.CharField(
        label=_("The code"),
        max_length=40,
        error_messages={"required": _("Write the code.")},
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}
        ),
    )


class AgainForm(CodeForm):
    """What an account has, once more: its password or PIN, and a code where it has an app."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": _("Write your password.")},
        widget=forms.PasswordInput({"autocomplete": "current-password", "data-show": ""}),
    )
    field_order = ("password", "code")

    def __init__(self, *args: Any, account: Account, code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        password = self.fields["password"]
        if account.is_card:
            password.label, password.error_messages["required"] = _("Your PIN"), _("Write your PIN.")
            password.widget.attrs |= {"inputmode": "numeric", "class": "govuk-input--width-10"}
        if not account.has_usable_password():
            del self.fields["password"]
        if not code:
            del self.fields["code"]


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
