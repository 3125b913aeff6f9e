"""Who may stand before a page at all. Records are opened by ``consent.gate``; this one asks only who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from trailside.kit.errors import NotThere
from trailside.people.middleware import Here

View = Callable[..., HttpResponse]


NOT_WORDS = {"csrfmiddlewaretoken", "once", "version", "said_at"}


def _signed_out(request: HttpRequest) -> HttpResponse:
    """To sign-in and back. Signed out while writing: what was typed stands there to copy, beside both ways in."""
    back = quote(request.get_full_path())
    typed = [
        value
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_WORDS and "password" not in name and "pin" not in name and " " in value.strip()
    ]
    if not typed:
        return HttpResponseRedirect(f"/sign-in/?next={back}")
    return render(request, "people/signed_out.html", {"typed": typed, "back": back}, status=403)


def signed_in(*roles: str) -> Callable[[View], View]:
    """Only for the signed-in (with one of ``roles``, if any are named).

    Nobody signed in: to the sign-in page and back. Signed in without the role: the 404 of what does not exist.
    Times on the page are the programme's own.
    """

    def around(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            here = cast(Here, request)
            if not here.viewer:
                return _signed_out(request)
            if roles and not here.viewer.has(*roles):
                raise NotThere
            with timezone.override(here.viewer.zone):
                return view(here, *args, **kwargs)

        return asked

    return around
