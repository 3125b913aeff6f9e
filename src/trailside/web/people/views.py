"""The list, and one person's page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from trailside.consent import gate
from trailside.consent.rules import CONTACT, GOALS
from trailside.encounters import panels as encounters
from trailside.journey import panels as journey
from trailside.kit import pages
from trailside.kit.errors import NotThere
from trailside.ledger import once
from trailside.ledger.sight import Sight
from trailside.measures import panels as measures
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import episodes, names, relations
from trailside.people.rules import Role
from trailside.plans import panels as plans
from trailside.reach.actions.quiet import note_contact
from trailside.reach.reads.quiet import agreement_of
from trailside.reach.reads.ways import ways_of
from trailside.reach.rules import By, Outcome
from trailside.team import panels as team
from trailside.web.people import listing
from trailside.web.people.forms import SearchForm, TriedForm


@signed_in(Role.PEER_SPECIALIST)
def people(request: Here) -> HttpResponse:
    """Everyone I walk with."""
    sight = gate.my_people(request.viewer)
    form = SearchForm(request.POST or None)
    wanted = form.cleaned_data["wanted"] if request.method == "POST" and form.is_valid() else ""
    found = listing.everyone(sight, wanted)
    shown = listing.page(found, pages.number(request.GET.get("page", "")))
    return render(request, "web/people/people.html", {"page": shown, "form": form, "wanted": wanted})


def _purpose(request: Here, person: UUID) -> str:
    walks = relations.walks_with(request.viewer.person, person)
    return "plan" if walks else "supervision"


def _panels(sight: Sight, person: UUID) -> dict[str, Any]:
    """What each room has for this page; nothing of what is not in sight."""
    return {
        "between": team.between(sight, person),
        "met": encounters.meetings(sight, person),
        "plan": plans.plan(sight, person),
        "shared": measures.shared_by(sight, person) if sight.allows(person, GOALS) else None,
        "days": journey.shared_by(sight, person) if sight.allows(person, GOALS) else None,
        "ways": ways_of(sight, person) if sight.allows(person, CONTACT) else None,
        "quiet": agreement_of(sight, person) if sight.allows(person, CONTACT) else None,
    }


@signed_in(Role.PEER_SPECIALIST, Role.SUPERVISOR)
def person(request: Here, person: UUID) -> HttpResponse:
    """The page I open before we meet."""
    if person == request.viewer.person:
        return HttpResponseRedirect("/today/")
    sight = gate.of(request.viewer, person, _purpose(request, person))
    standing = episodes.standing_of(sight, person)
    if standing is None:
        raise NotThere
    told = {
        "person": person,
        "name": names.name(sight, person),
        "talk": episodes.talk_with(sight, person),
        "standing": standing,
        "walks": sight.purpose == "plan",
        "tried": request.GET.get("tried", ""),
        **_panels(sight, person),
    }
    return render(request, "web/people/person.html", told)


@signed_in(Role.PEER_SPECIALIST)
def tried(request: Here, person: UUID) -> HttpResponse:
    """Reached, or no answer: one tap."""
    sight = gate.of(request.viewer, person, "reach", CONTACT)
    form = TriedForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        raise NotThere
    by, outcome = By(form.cleaned_data["by"]), Outcome(form.cleaned_data["outcome"])
    note_contact(sight, person=person, by=by, outcome=outcome, once=once.of(request))
    return HttpResponseRedirect(f"/people/{person}/?tried={outcome}")
