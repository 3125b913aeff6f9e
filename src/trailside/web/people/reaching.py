"""How someone may be reached: written by themselves, or with their specialist."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from trailside.consent import gate
from trailside.consent.rules import CONTACT
from trailside.ledger import once
from trailside.ledger.sight import Sight
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import names
from trailside.people.rules import Role
from trailside.reach.actions.quiet import agree_quiet
from trailside.reach.actions.ways import drop_way, keep_way
from trailside.reach.forms import LEAVE_ME_BE, QuietForm, WayForm
from trailside.reach.reads import ways
from trailside.reach.reads.quiet import agreement_of
from trailside.web.asking import is_done


class Place:
    """Whose ways these are, and where the pages about them stand: my own, or a person's whom I walk with."""

    def __init__(self, request: Here, person: UUID | None) -> None:
        mine = person is None or person == request.viewer.person
        self.person = request.viewer.person if person is None else person
        self.sight: Sight = (
            gate.mine(request.viewer) if mine else gate.of(request.viewer, self.person, "reach", CONTACT)
        )
        self.said_by = None if mine else self.person
        self.address = "/today/reach/" if mine else f"/people/{self.person}/reach/"
        self.is_mine = mine
        self.is_participant = not mine or request.viewer.has(Role.PARTICIPANT)

    def told(self, **more: Any) -> dict[str, Any]:
        """What each page about it says."""
        name = names.name(self.sight, self.person)
        return {
            "person": self.person,
            "name": name,
            "mine": self.is_mine,
            "participant": self.is_participant,
            "address": self.address,
            **more,
        }


@signed_in()
def reach(request: Here, person: UUID | None = None) -> HttpResponse:
    """All the ways, and what was agreed for when it goes quiet."""
    place = Place(request, person)
    told = place.told(ways=ways.ways_of(place.sight, place.person), quiet=agreement_of(place.sight, place.person))
    return render(request, "web/people/reach.html", told)


@signed_in()
def way(request: Here, person: UUID | None = None, way: UUID | None = None) -> HttpResponse:
    """A new way, or one that changes."""
    place = Place(request, person)
    before = ways.way(place.sight, place.person, way) if way else None
    said = {
        "value": before.shown,
        "may_text": before.may_text,
        "may_voicemail": before.may_voicemail,
        "not_to_say": before.not_to_say,
        "version": before.version,
    } if before else {}  # fmt: skip
    form = WayForm(request.POST) if request.method == "POST" else WayForm(initial=said)

    def keep() -> None:
        keep_way(
            place.sight,
            person=place.person,
            way=way,
            said_by=place.said_by,
            once=once.of(request),
            **form.cleaned_data,
        )

    if request.method == "POST" and form.is_valid() and is_done(form, keep):
        return HttpResponseRedirect(place.address)
    return render(request, "web/people/way.html", place.told(form=form, way=before))


@signed_in()
def drop(request: Here, way: UUID, person: UUID | None = None) -> HttpResponse:
    """Take a way out."""
    place = Place(request, person)
    if request.method == "POST":
        drop_way(place.sight, person=place.person, way=way, said_by=place.said_by, once=once.of(request))
    return HttpResponseRedirect(place.address)


@signed_in()
def quiet(request: Here, person: UUID | None = None) -> HttpResponse:
    """What happens when it goes quiet."""
    place = Place(request, person)
    agreed = agreement_of(place.sight, place.person)
    said: dict[str, Any] = {}
    if agreed:
        days = LEAVE_ME_BE if agreed.leave_me_be else str(agreed.days)
        said = {"days": days, "by": agreed.by, "say": agreed.say, "version": agreed.version}
    form = QuietForm(request.POST) if request.method == "POST" else QuietForm(initial=said)

    def keep() -> None:
        if not form.says_nothing:
            agree_quiet(place.sight, person=place.person, said_by=place.said_by, once=once.of(request), **form.agreed())

    if request.method == "POST" and form.is_valid() and is_done(form, keep):
        return HttpResponseRedirect(place.address)
    return render(request, "web/people/quiet.html", place.told(form=form))
