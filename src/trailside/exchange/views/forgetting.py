"""Forget all this: what it means, and doing it."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from trailside.consent import gate
from trailside.exchange.actions import forgetting
from trailside.exchange.reads.forgetting import prospect
from trailside.exchange.rules.retention import BACKUPS_LIVE
from trailside.kit import clock
from trailside.kit.errors import NotPossible
from trailside.ledger import once
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here


@signed_in()
def ask(request: Here) -> HttpResponse:
    """What being forgotten means for me now; then it is done, and I am signed out."""
    sight, refused = gate.mine(request.viewer), ""
    if request.method == "POST":
        try:
            until = forgetting.forget(sight, request.viewer.person, once=once.of(request))
            logout(request)
            return HttpResponseRedirect(forgetting.GONE + (f"?until={until.isoformat()}" if until else ""))
        except NotPossible as error:
            refused = str(error)
    shown = {"prospect": prospect(sight, request.viewer.person), "refused": refused}
    return render(request, "exchange/forget.html", shown)


def gone(request: HttpRequest) -> HttpResponse:
    """It is gone, and by when from copies too. For anyone: it says nothing about anybody."""
    try:
        until = dt.date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        until = None
    return render(request, "exchange/gone.html", {"until": until, "backups_until": clock.now().date() + BACKUPS_LIVE})
