"""Turns the few errors of the house into plain answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import unquote_to_bytes
from uuid import UUID

from django.db import DatabaseError, IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from trailside.config import answers, faults
from trailside.consent import refusals
from trailside.kit.errors import AlreadyDone, CannotWrite, KeyReused, NotThere, Stale
from trailside.ledger import once

Next = Callable[[HttpRequest], HttpResponse]

NOT_THIS_WAY = 405
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"
INSTEAD = "\ufffd"  # what Django puts in the place of bytes that are no text


def _readable(request: HttpRequest) -> bool:
    """Whether a form's bytes are text that can be kept exactly. Django itself would put U+FFFD in their place.

    In a form with a file only the fields are text; the file is judged by whoever reads it.
    """
    if request.content_type == PARTS:
        sent, fields = request.body, "".join(value for _, values in request.POST.lists() for value in values)
        return "\x00" not in fields and (INSTEAD not in fields or INSTEAD.encode() in sent)
    if b"%00" in request.body or b"\x00" in request.body:
        return False
    try:
        unquote_to_bytes(request.body).decode(request.encoding or "utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _first_answer(request: HttpRequest) -> str | None:
    """Where the first tap of this form led, if this is the second: what it was about may be gone since."""
    viewer = getattr(request, "viewer", None)
    return once.first_answer(request, viewer.person) if viewer else None


def _note_refused(request: HttpRequest, about: Sequence[object]) -> None:
    """Who asked for what is not there, and the ids of the address; the same work, whose ever they are."""
    viewer, match = getattr(request, "viewer", None), request.resolver_match
    asked = [*about, *(match.kwargs.values() if match else ())]
    ids = [one for one in asked if isinstance(one, UUID)]
    if viewer and ids:
        refusals.note(viewer, ids)


class PlainAnswers:
    """NotThere -> 404, AlreadyDone -> where the first answer stands, KeyReused and Stale -> 409, no store -> 503.

    Personal pages are never kept by a cache.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.META.get("QUERY_STRING", "") or "%00" in request.META.get("QUERY_STRING", ""):
            return answers.bad_request(request)
        if request.method == "POST" and request.content_type in (FORM, PARTS) and not _readable(request):
            return answers.bad_request(request)
        response = self.get_response(request)
        if response.status_code == NOT_THIS_WAY and not response.content:
            response = answers.not_sent(request, response.headers.get("Allow", "POST"))
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django with what a view raised."""
        match exception:
            case NotThere(args=about):
                first = _first_answer(request)
                if not first:
                    _note_refused(request, about)
                return HttpResponseRedirect(first) if first else answers.not_there(request)
            case AlreadyDone(result=result):
                return HttpResponseRedirect(result)
            case KeyReused() | Stale():
                return answers.conflict(request)
            case CannotWrite():
                return answers.unavailable(request)
            case _ if faults.is_unkeepable(exception):
                faults.noted(exception)
                return answers.bad_request(request)
            case IntegrityError() if faults.is_twice(exception):  # two phones at once, both the first
                return answers.conflict(request)
            case DatabaseError() if faults.is_passing(exception):
                return answers.unavailable(request)
        return None
