"""Plain answers to what went wrong: the same 404 for not there and not yours; never a bare 500."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trailside.config import faults
from trailside.design.typed import typed


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for what does not exist and what is not for this viewer."""
    return render(request, "design/404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read."""
    return render(request, "design/400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is too old or came from elsewhere. Typed on a page of ours, the words go back into it."""
    return render(request, "design/403.html", {"typed": typed(request)}, status=403)


def not_sent(request: HttpRequest, ways: str) -> HttpResponse:
    """405 in words: an address that only takes what is sent was opened, by a reload or after signing in again."""
    answer = render(request, "design/405.html", status=405)
    answer.headers["Allow"] = ways
    return answer


def conflict(request: HttpRequest) -> HttpResponse:
    """409: this once-key was used with other words, or someone was faster. What was typed stands there to copy."""
    return render(request, "design/409.html", {"typed": typed(request)}, status=409)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 with the crisis lines: nothing was written, try again. A finished page: the database may be the trouble."""
    return faults.passing("unavailable")


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours is answered as 503 with the crisis lines; the log names the place."""
    return faults.server_error(request)
