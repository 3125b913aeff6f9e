"""Writes the looks of a page after it is rendered and before its first byte leaves."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from trailside.ledger import lookbook, looks

Next = Callable[[HttpRequest], HttpResponse]


def _is_prefetch(request: HttpRequest) -> bool:
    said = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return "prefetch" in said or "prerender" in said


class LooksBeforeTheFirstByte:
    """A prefetch of a page that would be a look is refused: nobody has seen it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with lookbook.opened() as book:
            response = self.get_response(request)
            if book and _is_prefetch(request):
                return HttpResponse(status=425)
            if book and response.status_code < 500:
                looks.write(book)
            return response
