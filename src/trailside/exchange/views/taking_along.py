"""Taking my record along: as a page (HTML), as pages to print (PDF) and as data (JSON)."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from trailside.consent import gate
from trailside.exchange.reads import taking_along
from trailside.exchange.rules.typeset import record_as_pdf
from trailside.people.doorway import recently, signed_in
from trailside.people.middleware import Here


@signed_in()
def page(request: Here) -> HttpResponse:
    """What there is to take along."""
    return render(request, "exchange/take_along.html")


@signed_in()
@recently
def as_pdf(request: Here) -> HttpResponse:
    """My record as a PDF."""
    pages = record_as_pdf(taking_along.as_pages(gate.mine(request.viewer, "take_along")))
    return HttpResponse(pages, content_type="application/pdf", headers=_attached("my-record.pdf"))


@signed_in()
@recently
def as_json(request: Here) -> HttpResponse:
    """My record as JSON, piece by piece."""
    pieces = taking_along.as_json(gate.mine(request.viewer, "take_along"))
    answer = StreamingHttpResponse(pieces, content_type="application/json", headers=_attached("my-record.json"))
    return cast(HttpResponse, answer)  # the door passes any answer through


@signed_in()
@recently
def as_html(request: Here) -> HttpResponse:
    """My record as one page to keep, piece by piece."""
    pieces = taking_along.as_html(gate.mine(request.viewer, "take_along"))
    answer = StreamingHttpResponse(pieces, content_type="text/html; charset=utf-8", headers=_attached("my-record.html"))
    return cast(HttpResponse, answer)  # as above


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
