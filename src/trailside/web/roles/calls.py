"""Calls: a participant asks for them; a volunteer sees names, safe ways and what may be said, and notes a call."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from trailside.consent import gate
from trailside.consent.actions import calls as actions
from trailside.consent.reads import calls
from trailside.consent.rules import CONTACT
from trailside.kit.errors import NotThere
from trailside.ledger import once
from trailside.ledger.acting import acting
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import names
from trailside.people.rules import Role
from trailside.reach.actions.quiet import note_contact
from trailside.reach.reads.ways import ways_of, ways_of_many
from trailside.reach.rules import By, Outcome
from trailside.web.people.forms import TriedForm
from trailside.web.roles.forms import CallsForm


@signed_in(Role.PARTICIPANT)
def mine(request: Here) -> HttpResponse:
    """I would like calls, or none any more."""
    sight = gate.mine(request.viewer)
    wish = calls.my_wish(sight)
    form = CallsForm(request.POST) if request.method == "POST" else CallsForm(initial={"say": wish})
    if request.method == "POST" and "end" in request.POST:
        actions.end(sight, once=once.of(request))
        return HttpResponseRedirect("/today/calls/")
    if request.method == "POST" and form.is_valid():
        actions.wish(sight, form.cleaned_data["say"], once=once.of(request))
        return HttpResponseRedirect("/today/calls/")
    ways = ways_of(sight, request.viewer.person)
    return render(request, "web/roles/my_calls.html", {"form": form, "wish": wish, "ways": ways})


@signed_in(Role.VOLUNTEER_CALLER)
def listed(request: Here) -> HttpResponse:
    """Everyone who asked for calls."""
    sight = gate.calls(request.viewer)
    wished = calls.wished(sight)
    people = [who for who, _say in wished]
    called, ways = names.names(sight, people), ways_of_many(sight, people)
    lines = [{"person": who, "name": called[who], "say": say, "ways": ways.get(who, [])} for who, say in wished]
    return render(request, "web/roles/calls.html", {"lines": lines, "noted": "noted" in request.GET})


@signed_in(Role.VOLUNTEER_CALLER)
def noted(request: Here, person: UUID) -> HttpResponse:
    """Reached, or no answer: one tap."""
    sight = gate.calls(request.viewer)
    form = TriedForm(request.POST)
    if request.method != "POST" or not form.is_valid() or person not in sight.seen(CONTACT):
        raise NotThere(person)
    by, outcome = By(form.cleaned_data["by"]), Outcome(form.cleaned_data["outcome"])
    with acting(sight, once=once.of(request)) as act:
        note_contact(sight, person=person, by=by, outcome=outcome)
        act.answered_at("/calls/")
    return HttpResponseRedirect("/calls/?noted=1")
