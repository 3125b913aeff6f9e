"""The last two minutes, one meeting, all meetings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from trailside.consent import gate
from trailside.consent.rules import GOALS, MET, WROTE
from trailside.encounters.actions import meetings as actions
from trailside.encounters.forms import GoodbyeForm
from trailside.encounters.models import Encounter
from trailside.encounters.reads import meetings, written
from trailside.encounters.reads.words import judging_list
from trailside.encounters.views.frame import posted, sight_of, whose
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import once
from trailside.ledger.sight import Sight
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.rules import Role, Written
from trailside.plans.reads import goals, steps


@signed_in(Role.PEER_SPECIALIST)
def goodbye(request: Here, person: UUID) -> HttpResponse:
    """The last two minutes: goodbye files everything."""
    if person == request.viewer.person:
        raise NotThere
    sight = gate.of(request.viewer, person, "meeting", MET, WROTE, GOALS)
    about, last = whose(sight, person), meetings.last_time(sight, person)
    at_most = meetings.written_at_most(request.viewer)
    form = GoodbyeForm(posted(request), name=about["name"], zone=request.viewer.zone, written=at_most)
    if form.is_valid():
        try:
            filed = _filed(request, sight, person, form)
            messages.success(request, _("Filed. Nothing is left to write."))
            return redirect("encounters:meeting", filed.pk)
        except NotPossible as error:
            form.add_error(error.field, str(error))
    seen = {"form": form, "last": last, "judging": judging_list(), "only_met": at_most == Written.MET, **about}
    return render(request, "encounters/goodbye.html", seen)


def _filed(request: Here, sight: Sight, person: UUID, form: GoodbyeForm) -> Encounter:
    theirs = {str(one.id): one for one in steps.of(sight, person)}
    step, done = (theirs.get(request.POST.get(name, "")) for name in ("step", "done"))
    return actions.goodbye(
        sight,
        person=person,
        met=form.met(),
        told=form.told(),
        step=steps.row(sight, step.id) if step else None,
        done=steps.row(sight, done.id) if done else None,
        goal=goals.row(sight, step.goal) if step and step.goal else goals.newest_open(sight, person),
        said_by=person if form.cleaned_data["together"] else None,
        once=once.of(request),
    )


@signed_in()
def show(request: Here, encounter: UUID) -> HttpResponse:
    """One meeting: what we wrote, and the person's answer, now or later."""
    sight = sight_of(request, encounter)
    meeting = written.one(sight, encounter)
    return render(
        request,
        "encounters/meeting.html",
        {"meeting": meeting, "smaller": _wants_smaller(sight, meeting), **whose(sight, meeting.person)},
    )


def _wants_smaller(sight: Sight, meeting: written.Meeting) -> Any:
    """The next step of this meeting, when it may be worth making smaller."""
    if meeting.next_step is None or not sight.allows(meeting.person, GOALS):
        return None
    step = steps.one(sight, meeting.next_step)
    return step if step.is_open and step.wants_smaller else None


@signed_in(Role.PARTICIPANT)
def mine(request: Here) -> HttpResponse:
    """All my meetings, latest first."""
    return _listed(request, gate.mine(request.viewer), request.viewer.person)


@signed_in(Role.PEER_SPECIALIST)
def theirs(request: Here, person: UUID) -> HttpResponse:
    """All meetings with someone I walk with, latest first."""
    return _listed(request, gate.of(request.viewer, person, "meeting", MET, WROTE), person)


def _listed(request: Here, sight: Sight, person: UUID) -> HttpResponse:
    return render(request, "encounters/meetings.html", {"meetings": written.of(sight, person), **whose(sight, person)})
