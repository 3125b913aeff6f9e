"""Writes the looks of a page after it is rendered and before its first byte leaves."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from trailside.kit.errors import NotThere
from trailside.ledger import lookbook, looks

Next = Callable[[HttpRequest], HttpResponse]


def _is_prefetch(request: HttpRequest) -> bool:
    said = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return "prefetch" in said or "prerender" in said


class LooksBeforeTheFirstByte:
    """A prefetch of a page that would be a look is refused: nobody has seen it.

    Before a page leaves, its gates are asked once more: what was revoked while it was made is not shown and leaves no
    look. A page that was only asked for is then made once more, as the gate stands now. What sends on to another
    page shows nothing, so its looks are written as they are: the deed that it follows may have closed the record.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self._answer(request)
        except NotThere:
            if request.method not in {"GET", "HEAD"}:
                raise Http404 from None
        try:
            return self._answer(request)
        except NotThere:
            raise Http404 from None

    def _answer(self, request: HttpRequest) -> HttpResponse:
        with lookbook.opened() as book:
            response = self.get_response(request)
            if book and _is_prefetch(request):
                return HttpResponse(status=425)
            if book and response.status_code < 500:
                looks.write(book, *([] if 300 <= response.status_code < 400 else [book.checked_again]))
            return response
