"""Who may see what, for everyone; a lawyer too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trailside.consent.reads import table


def who_sees_what(request: HttpRequest) -> HttpResponse:
    """The whole table, without sign-in: the same that the gate goes by."""
    return render(request, "web/roles/who_sees_what.html", {"rows": table.rows()})
