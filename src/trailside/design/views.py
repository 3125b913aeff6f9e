"""The gallery pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import gallery as shown


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, in every state; needs no sign-in and shows nobody's data."""
    refused = shown.EveryField(
        {"when": "next Blursday", "day": "7", "believe": "3", "speaks": "es"}, auto_id="refused_%s"
    )
    return render(request, "design/gallery.html", {"refused": refused, "shown": shown})


def gallery_form(request: HttpRequest) -> HttpResponse:
    """One whole form: what it looks like empty, refused, and kept through a change of language."""
    form = shown.EveryField(request.POST or None)
    kept = request.method == "POST" and form.is_valid()
    return render(request, "design/gallery_form.html", {"form": form, "kept": kept})
