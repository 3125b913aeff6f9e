"""The one-page notice (42 CFR 2.22), and the programme's switch for part 2."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from trailside.consent import gate
from trailside.consent.actions import signing
from trailside.ledger import once
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.rules import Role


def notice(request: HttpRequest) -> HttpResponse:
    """How records are protected, on one page. Enough to begin: nothing is signed before something leaves."""
    return render(request, "web/letting/notice.html")


@signed_in(Role.MANAGER)
def part2(request: Here) -> HttpResponse:
    """Whether 42 CFR part 2 holds here. It does until somebody says otherwise."""
    sight = gate.house(request.viewer, Role.MANAGER)
    if request.method == "POST":
        signing.hold_to_part2(sight, holds="holds" in request.POST, once=once.of(request))
        return HttpResponseRedirect("/programme/part-2/")
    return render(request, "web/letting/part2.html", {"holds": gate.keeps_to_part2(request.viewer.organisation)})
