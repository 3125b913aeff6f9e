"""Whom to let in, what they see, for how long; and a name typed to sign."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from trailside.consent import rules
from trailside.consent.actions.grants import CALLED_LONGEST, Wish
from trailside.consent.reads import said as wording
from trailside.consent.rules import Kind, Reason
from trailside.web.door.forms import LONGER, JoinForm, checked

# What is offered with one tap, the least first.
TOGETHER = ((rules.MET,), (rules.MET, rules.GOALS), (rules.MET, rules.GOALS, rules.WROTE))


def _days() -> list[tuple[str, str]]:
    return [(str(days), ngettext("%(n)s day", "%(n)s days", days) % {"n": days}) for days in rules.LASTS]


class WishForm(forms.Form):
    """A wish as it stands on its way through the pages: nothing of it is in an address, nothing kept before the end."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in Kind], widget=forms.HiddenInput)
    called = forms.CharField(
        label=_("What do you call them?"),
        help_text=_("Only you see this name. You may leave it out."),
        max_length=CALLED_LONGEST,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    reason = forms.ChoiceField(label=_("What for?"), choices=())
    days = forms.ChoiceField(label=_("For how long?"), choices=(), help_text=_("You can end it at any time."))
    scopes = forms.MultipleChoiceField(
        label=_("What may they see?"),
        choices=list(wording.MINE.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one part.")},
    )

    def __init__(self, data: Any = None, *, kind: str, hidden: bool = False, choose: bool = True) -> None:
        super().__init__(data, initial={"kind": kind, "reason": rules.REASONS[Kind(kind)], "days": str(rules.LASTS[0])})
        reason, days = self.fields["reason"], self.fields["days"]
        assert isinstance(reason, forms.ChoiceField) and isinstance(days, forms.ChoiceField)
        reason.choices, days.choices = list(wording.REASONS.items()), _days()
        if not choose:
            del self.fields["scopes"]
        if hidden:
            for name, field in self.fields.items():
                field.widget = forms.MultipleHiddenInput() if name == "scopes" else forms.HiddenInput()

    def wish(self) -> Wish:
        """What was said, once the form is valid."""
        said = self.cleaned_data
        return Wish(
            kind=Kind(said["kind"]),
            scopes=frozenset(said["scopes"]),
            reason=Reason(said["reason"]),
            days=int(said["days"]),
            called=said["called"],
        )


class SignForm(forms.Form):
    """A name typed under a form is a signature (42 CFR 2.31(a)(8))."""

    typed = forms.CharField(
        label=_("Type your name to sign"),
        max_length=200,
        error_messages={"required": _("Type your name to sign.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class ComeForm(JoinForm):
    """How whoever was let in signs in from now on: no second thing is asked of them, so the password is longer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["called"].help_text = ""
        if "password" in self.fields:
            self.fields["password"].help_text = LONGER

    def clean_password(self) -> str:
        """As ``checked`` says; nothing at all when a passkey comes instead."""
        said = [self.data.get(name, "") for name in ("called", "sign_in")]
        return checked(self.cleaned_data["password"], alone=True, words=said)
