"""The specialist's today, and the taps on it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from trailside.consent import gate
from trailside.consent.rules import CONTACT, GOALS, WROTE
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import once
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import names
from trailside.people.rules import Role
from trailside.reach.rules import By, Outcome
from trailside.team.actions import contacts
from trailside.team.actions import planned as plan_actions
from trailside.team.actions import promises as promise_actions
from trailside.team.forms import ContactForm, PlanForm, PromiseForm
from trailside.team.reads import asks, desk, planned, promises

SPECIALIST = signed_in(Role.PEER_SPECIALIST)


@SPECIALIST
def today(request: Here) -> HttpResponse:
    """Asked for me; I promised; we meet; shared with me; quiet longer than they said is fine."""
    sight = gate.my_people(request.viewer, "desk")
    return render(request, "team/desk.html", {"desk": desk.today(sight), "day": clock.today(request.viewer.zone)})


@require_POST
@SPECIALIST
def contact(request: Here, person: UUID) -> HttpResponse:
    """Reached, or no answer: one tap. Reached answers an ask that stood on the same line."""
    sight = gate.of(request.viewer, person, "desk", CONTACT)
    form = ContactForm(request.POST)
    if not form.is_valid():
        raise NotThere
    said = form.cleaned_data
    outcome = Outcome(said["outcome"])
    ask = asks.row(sight, said["ask"]) if said["ask"] else None
    contacts.note(sight, person=person, by=By(said["by"]), outcome=outcome, ask=ask, once=once.of(request))
    return redirect("team:desk")


@SPECIALIST
def promise(request: Here, person: UUID) -> HttpResponse:
    """I promise something."""
    sight = gate.of(request.viewer, person, "desk", GOALS)
    form = PromiseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            promise_actions.promise(
                sight, person=person, words=said["words"], by_day=said["by_day"], once=once.of(request)
            )
            return redirect(f"/people/{person}/")
        except NotPossible as error:
            form.add_error(error.field, str(error))
    return render(request, "team/promise.html", {"form": form, "person": person, "name": names.name(sight, person)})


@require_POST
@SPECIALIST
def promised(request: Here, promise: UUID) -> HttpResponse:
    """Kept, or it could not be kept."""
    sight = gate.of(request.viewer, promises.person_of(request.viewer, promise), "desk", GOALS)
    kept = request.POST.get("choice") == "kept"
    promise_actions.end(sight, promises.row(sight, promise), kept=kept, once=once.of(request))
    return redirect("team:desk")


@SPECIALIST
def meet(request: Here, person: UUID) -> HttpResponse:
    """Plan to meet."""
    sight = gate.of(request.viewer, person, "desk", WROTE)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            at = form.at(request.viewer.zone)
            plan_actions.plan(
                sight, person=person, at=at, kind=said["kind"], place=said["place"], once=once.of(request)
            )
            return redirect(f"/people/{person}/")
        except NotPossible as error:
            form.add_error(error.field, str(error))
    return render(request, "team/meet.html", {"form": form, "person": person, "name": names.name(sight, person)})


@require_POST
@signed_in()
def call_off(request: Here, planned_id: UUID) -> HttpResponse:
    """It does not take place; either of the two may say so."""
    person = planned.person_of(request.viewer, planned_id)
    sight = gate.of(request.viewer, person, "desk", WROTE)
    plan_actions.call_off(sight, planned.row(sight, planned_id), once=once.of(request))
    return redirect("/today/" if person == request.viewer.person else "/desk/")
