"""Handing someone on to another specialist; and the participant's answer to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from trailside.consent import gate
from trailside.consent.rules import CONTACT
from trailside.kit.errors import NotThere
from trailside.ledger import once
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import names, relations
from trailside.people.rules import Role
from trailside.team.actions import handovers as actions
from trailside.team.forms import HandAllForm, HandOverForm
from trailside.team.reads import handovers


@signed_in(Role.PEER_SPECIALIST)
def hand_over(request: Here, person: UUID) -> HttpResponse:
    """Someone else walks with them from now on: decided together, or they are told and can say no."""
    me = request.viewer.person
    sight = gate.of(request.viewer, person, "handing", CONTACT)
    if not relations.walks_with(me, person):
        raise NotThere
    others = handovers.could_walk_with(sight, person, me)
    name = names.name(sight, person)
    form = HandOverForm(request.POST if request.method == "POST" else None, others=others, name=name)
    if form.is_valid():
        after, together = UUID(form.cleaned_data["after"]), form.together
        actions.hand_over(sight, person=person, before=me, after=after, together=together, once=once.of(request))
        messages.success(request, _("Handed over. You do not see their pages any more."))
        return redirect("/people/")
    return render(request, "team/hand_over.html", {"form": form, "others": others, "person": person, "name": name})


@signed_in(Role.MANAGER)
def hand_over_all(request: Here, worker: UUID) -> HttpResponse:
    """Everyone who walks with a specialist walks with another one: a number, no names."""
    sight = gate.house(request.viewer, Role.MANAGER)
    if not sight.is_worker(worker):
        raise NotThere
    many, others = len(relations.people_with(worker)), handovers.could_walk_with(sight, None, worker)
    form = HandAllForm(request.POST if request.method == "POST" else None, others=others)
    if form.is_valid():
        after = UUID(form.cleaned_data["after"])
        handed = actions.hand_over_all(sight, before=worker, after=after, once=once.of(request))
        said = ngettext("One person was handed over.", "%(many)s people were handed over.", handed)
        messages.success(request, said % {"many": handed})
        return redirect(f"/programme/team/{worker}/hand-over/")
    told = {"form": form, "others": others, "worker": worker, "name": names.name(sight, worker), "many": many}
    return render(request, "team/hand_over_all.html", told)


@require_POST
@signed_in(Role.PARTICIPANT)
def answer(request: Here, handover: UUID) -> HttpResponse:
    """That is fine, or no."""
    is_fine = request.POST.get("choice") != "no"
    actions.answer(gate.mine(request.viewer), handover, is_fine=is_fine, once=once.of(request))
    return redirect("/today/")
