"""A participant asks for someone who walks with them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from trailside.consent import gate
from trailside.kit.errors import NotThere
from trailside.ledger import once
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import names
from trailside.people.rules import Role
from trailside.team.actions import asks as actions
from trailside.team.forms import AskForm
from trailside.team.reads import asks

PARTICIPANT = signed_in(Role.PARTICIPANT)


@PARTICIPANT
def ask(request: Here, worker: UUID) -> HttpResponse:
    """Ask for someone, with words or without; the page says who reads it and when."""
    if not asks.may_ask_for(request.viewer, worker):
        raise NotThere
    sight = gate.mine(request.viewer)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.ask(sight, worker=worker, words=form.cleaned_data["words"], once=once.of(request))
        return redirect("/today/")
    seen = {"form": form, "name": names.name(sight, worker), "waiting": asks.mine(sight).get(worker)}
    return render(request, "team/ask.html", seen)


@require_POST
@PARTICIPANT
def take_back(request: Here, ask: UUID) -> HttpResponse:
    """I do not ask any more."""
    sight = gate.mine(request.viewer)
    actions.take_back(sight, asks.row(sight, ask), once=once.of(request))
    return redirect("/today/")
