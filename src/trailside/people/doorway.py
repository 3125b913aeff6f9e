"""Who may stand before a page at all. Records are opened by ``consent.gate``; this one asks only who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from trailside.design.typed import typed
from trailside.kit.errors import NotThere
from trailside.people import proofs, unsent
from trailside.people.middleware import Here, settle, who_knocks

View = Callable[..., HttpResponse]


def _to_second(request: HttpRequest, back: str) -> HttpResponse | None:
    """Signed in, but a second thing is asked of them: to where it is set up, and back."""
    knocks = who_knocks(request)
    return HttpResponseRedirect(f"/sign-in/steps/?next={back}") if knocks and knocks[1] else None


def _signed_out(request: HttpRequest) -> HttpResponse:
    """To sign-in and back. Signed out while writing: the words are kept for whoever was signed in here a while ago;
    else they stand there, and go on from there."""
    found = typed(request)
    back = quote(unsent.page_of(request) if request.method == "POST" else request.get_full_path())
    is_kept = request.method == "POST" and unsent.keep(request)
    if not found and not is_kept:
        return _to_second(request, back) or HttpResponseRedirect(f"/sign-in/?next={back}")
    told = {"typed": None if is_kept else found, "back": back, "is_kept": is_kept}
    return render(request, "people/signed_out.html", told, status=403)


def signed_in(*roles: str) -> Callable[[View], View]:
    """Only for the signed-in (with one of ``roles``, if any are named).

    Nobody signed in: to the sign-in page and back. Signed in without the role: the 404 of what does not exist.
    Times on the page are the programme's own. A form that was being written when the last session ended is there again.
    """

    def around(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            here = cast(Here, request)
            if settle(here) is None:
                return _signed_out(request)
            if roles and not here.viewer.has(*roles):
                raise NotThere
            with timezone.override(here.viewer.zone), unsent.shown_again(here):
                return view(here, *args, **kwargs)

        return asked

    return around


def recently(view: View) -> View:
    """Below ``signed_in``: for what must not be done from a browser that somebody left open.

    Who has shown nothing for a while is asked once more and comes back (allauth: reauthentication). Nothing posted is
    carried along: the page it was posted from is shown again.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if proofs.recent(request):
            return view(request, *args, **kwargs)
        back = unsent.page_of(request) if request.method == "POST" else request.get_full_path()
        return HttpResponseRedirect(f"/sign-in/again/?next={quote(back)}")

    return asked
