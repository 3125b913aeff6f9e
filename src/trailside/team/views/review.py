"""The supervisor's page: what is put up for review, and that people met."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from trailside.consent import gate
from trailside.kit import pages
from trailside.ledger import once
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.rules import Role
from trailside.team.actions import reviews as actions
from trailside.team.forms import SignForm
from trailside.team.reads import reviews


@signed_in(Role.SUPERVISOR)
def listed(request: Here) -> HttpResponse:
    """Everything that is up, and when people met last."""
    sight = gate.my_team(request.viewer, "review")
    number = pages.number(request.GET.get("page", ""))
    return render(request, "team/review.html", {"up": reviews.up(sight), "page": reviews.walks(sight, number)})


@signed_in(Role.SUPERVISOR)
def sign(request: Here, encounter: UUID) -> HttpResponse:
    """Read one, and sign."""
    sight = gate.my_team(request.viewer, "review")
    form = SignForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.sign(sight, encounter, words=form.cleaned_data["words"], once=once.of(request))
        return redirect("team:review")
    return render(request, "team/sign.html", {"form": form, "meeting": reviews.one(sight, encounter)})
