"""A consent form that stands by itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from trailside.consent import rules
from trailside.consent.reads import said
from trailside.consent.rules import Form


class PaperForm(forms.Form):
    """To whom, what, until when, and a name typed to sign (42 CFR 2.31(a))."""

    to = forms.CharField(
        label=_("Who may see it?"),
        help_text=_("A name: one person, one office or one court."),
        max_length=200,
        error_messages={"required": _("Write who may see it.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may they see?"),
        choices=list(said.MINE.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one part.")},
    )
    named = forms.CharField(
        label=_("Which papers, and for which proceeding?"),
        max_length=300,
        error_messages={"required": _("Write which papers, and for which proceeding.")},
    )
    days = forms.ChoiceField(label=_("For how long?"), choices=())
    typed = forms.CharField(
        label=_("Type your name to sign"),
        max_length=200,
        error_messages={"required": _("Type your name to sign.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, wanted: Form) -> None:
        super().__init__(data)
        days = self.fields["days"]
        assert isinstance(days, forms.ChoiceField)
        lasts = [(str(n), ngettext("%(n)s day", "%(n)s days", n) % {"n": n}) for n in rules.LASTS]
        endless = [("0", _("Until I take it back"))] if wanted == Form.TREATMENT else []
        days.choices = [*lasts, *endless]
        drop = {Form.TREATMENT: ["to", "named"], Form.COUNSELLING: ["named", "scopes"], Form.PROCEEDINGS: ["scopes"]}
        for name in drop[wanted]:
            del self.fields[name]
