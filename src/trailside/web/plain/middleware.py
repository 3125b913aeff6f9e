"""In plain mode one address is there. Every other one is not, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trailside.people.sessions import PLAIN
from trailside.web.plain.views import dates

Next = Callable[[HttpRequest], HttpResponse]


class OnlyDates:
    """Stands after the CSRF check, before who is here is asked. Of the session's person nothing but dates is opened."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.get(PLAIN) and request.path != "/":
            return render(request, "web/plain/not_there.html", status=404)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The one address shows the dates instead of what it would show."""
        return dates(request) if request.session.get(PLAIN) else None
