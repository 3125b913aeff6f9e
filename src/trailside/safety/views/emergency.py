"""Emergency openings: said ahead, found, open for an hour, looked into; and who is on call."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from trailside.consent import gate
from trailside.consent.rules import Ahead, ToldBy
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import once
from trailside.ledger.sight import Sight
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import names, team
from trailside.people.rules import Role
from trailside.safety import reads as help_reads
from trailside.safety.actions import emergency as actions
from trailside.safety.forms import AheadForm, FindForm, OnCallForm, ReviewForm, ToldForm
from trailside.safety.reads import emergency as reads


@signed_in(Role.PARTICIPANT)
def ahead(request: Here) -> HttpResponse:
    """What may be opened of mine, said on a good day; and what was opened."""
    sight = gate.mine(request.viewer)
    said = reads.said_ahead(sight)
    form = AheadForm(request.POST or None, initial={"choice": said})
    if request.method == "POST" and form.is_valid():
        actions.say_ahead(sight, Ahead(form.cleaned_data["choice"]), once=once.of(request))
        return HttpResponseRedirect("/my-people/ahead/")
    return render(request, "safety/ahead.html", {"form": form, "said": said, "openings": reads.of_mine(sight)})


def _staff(request: Here) -> Sight:
    return gate.house(request.viewer, *gate.ON_CALL)


@signed_in(*gate.ON_CALL)
def find(request: Here) -> HttpResponse:
    """Who is it, and why? Only for whoever is on call; the record opens for an hour."""
    sight, on_call = _staff(request), reads.is_on_call(request.viewer)
    walkers = [(str(one.person), one.name) for one in team.workers(sight) if Role.PEER_SPECIALIST in one.roles]
    form = FindForm(request.POST or None, walkers=walkers)
    if request.method == "POST" and on_call and form.is_valid():
        try:
            return HttpResponseRedirect(f"/emergency/{_open(request, form)}/")
        except NotPossible as refused:
            form.add_error(refused.field, str(refused))
    told = {"form": form, "on_call": on_call, "open": reads.open_by_me(request.viewer)}
    told["lines"] = help_reads.lines_of(request.viewer.organisation)
    return render(request, "safety/emergency.html", told)


def _open(request: Here, form: FindForm) -> UUID:
    """The opening's id. The look at their name stands in their list from this moment."""
    said = form.cleaned_data
    walks_with = UUID(said["walks_with"]) if said["walks_with"] else None
    found = reads.called(request.viewer, said["name"], walks_with)
    if not found:
        raise NotPossible(_("Nothing opens by this name. Call a line, or whoever walks with them."), "name")
    if len(found) > 1:
        raise NotPossible(_("More than one has this name. Say who walks with them."), "walks_with")
    sight = gate.to_open(request.viewer, found[0])
    opening = actions.open_plan(sight, found[0], reason=said["reason"], once=once.of(request))
    names.name(sight, found[0])
    return opening.pk


@signed_in(*gate.ON_CALL)
def opened(request: Here, opening: UUID) -> HttpResponse:
    """What they said ahead comes first; then their people, what helped, how to reach them. For an hour."""
    sight = gate.opened(request.viewer, opening)
    told = {"plan": reads.plan(sight, opening), "lines": help_reads.lines_of(request.viewer.organisation)}
    return render(request, "safety/opened.html", told)


@signed_in(*gate.ON_CALL)
def told(request: Here, opening: UUID) -> HttpResponse:
    """I told them, in a way that they allow."""
    form = ToldForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        raise NotThere
    actions.told(gate.opened(request.viewer, opening), opening, ToldBy(form.cleaned_data["how"]), once=once.of(request))
    return HttpResponseRedirect(f"/emergency/{opening}/")


@signed_in(*gate.REVIEWERS)
def to_review(request: Here) -> HttpResponse:
    """Openings to look into, by someone who was not part of them."""
    sight = gate.reviews(request.viewer)
    return render(request, "safety/reviews.html", {"openings": reads.to_review(sight)})


@signed_in(*gate.REVIEWERS)
def review(request: Here, opening: UUID) -> HttpResponse:
    """Look into one."""
    sight = gate.reviews(request.viewer)
    one = reads.one_to_review(sight, opening)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.review(sight, opening, right=said["right"] == "yes", words=said["words"], once=once.of(request))
        return HttpResponseRedirect("/emergency/reviews/")
    return render(request, "safety/review.html", {"opening": one, "form": form})


@signed_in(Role.MANAGER)
def on_call(request: Here) -> HttpResponse:
    """Who is on call now."""
    sight = gate.house(request.viewer, Role.MANAGER)
    could = [(str(one.person), one.name) for one in team.workers(sight) if set(gate.ON_CALL) & set(one.roles)]
    now = reads.on_call(request.viewer.organisation)
    form = OnCallForm(request.POST or None, team=could, initial={"workers": [str(who) for who in now]})
    if request.method == "POST" and form.is_valid():
        workers = [UUID(who) for who in form.cleaned_data["workers"]]
        actions.set_on_call(sight, workers, once=once.of(request))
        return HttpResponseRedirect("/programme/on-call/?kept=1")
    return render(request, "safety/on_call.html", {"form": form, "kept": "kept" in request.GET})
