"""Forget all this: what it means, and doing it."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from trailside.consent import gate
from trailside.exchange.actions import forgetting
from trailside.exchange.reads.forgetting import asked, prospect
from trailside.exchange.rules.retention import BACKUPS_LIVE
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import once
from trailside.ledger.sight import Sight
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import house


@signed_in()
def ask(request: Here) -> HttpResponse:
    """What being forgotten means for me, and asking for it: after the programme's days, or now (then I am signed out).

    While it waits: the day, keeping it after all, and "now, please".
    """
    sight, refused = gate.mine(request.viewer), ""
    if request.method == "POST":
        try:
            return _forgotten(request, sight)
        except NotPossible as error:
            refused = str(error)
    me = request.viewer.person
    grace = house.programme(request.viewer.organisation).grace
    shown = {"prospect": prospect(sight, me), "refused": refused, "asked": asked(me), "grace": grace}
    shown["kept"] = "kept" in request.GET
    return render(request, "exchange/forget.html", shown)


def _forgotten(request: Here, sight: Sight) -> HttpResponse:
    """Asked for, or done at once. Raises NotPossible."""
    me = request.viewer.person
    if "now" not in request.POST and forgetting.ask(sight, me, once=once.of(request)):
        return HttpResponseRedirect(forgetting.ASKED)
    until = forgetting.forget(sight, me, once=once.of(request)) if "now" in request.POST else None
    logout(request)
    return HttpResponseRedirect(forgetting.GONE + (f"?until={until.isoformat()}" if until else ""))


@signed_in()
def keep(request: Here) -> HttpResponse:
    """Taking it back, in one tap."""
    if request.method != "POST":
        raise NotThere
    forgetting.keep_after_all(gate.mine(request.viewer), once=once.of(request))
    return HttpResponseRedirect(f"{forgetting.ASKED}?kept=1")


def gone(request: HttpRequest) -> HttpResponse:
    """It is gone, and by when from copies too. For anyone: it says nothing about anybody."""
    try:
        until = dt.date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        until = None
    return render(request, "exchange/gone.html", {"until": until, "backups_until": clock.now().date() + BACKUPS_LIVE})
