"""Who may stand before a page at all. Records are opened by ``consent.gate``; this one asks only who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from trailside.kit.errors import NotThere
from trailside.people.middleware import Here

View = Callable[..., HttpResponse]


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
                return HttpResponseRedirect(f"/sign-in/?next={quote(request.get_full_path())}")
            if roles and not here.viewer.has(*roles):
                raise NotThere
            with timezone.override(here.viewer.zone):
                return view(here, *args, **kwargs)

        return asked

    return around
