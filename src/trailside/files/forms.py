"""Forms of this room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PictureForm(forms.Form):
    """A picture, and what is on it."""

    picture = forms.FileField(
        label=_("Your picture"),
        help_text=_("A photo of up to 8 MB. We keep the picture only: not where or when it was taken."),
        error_messages={"required": _("Choose a picture."), "empty": _("This file is empty. Choose another.")},
        widget=forms.FileInput(
            attrs={"class": "govuk-file-upload", "accept": "image/jpeg,image/png,image/webp"},
        ),
    )
    words = forms.CharField(
        label=_("What is on it?"),
        help_text=_("A few words, read aloud to whoever cannot see it."),
        max_length=200,
        error_messages={"required": _("Write what is on it.")},
    )
