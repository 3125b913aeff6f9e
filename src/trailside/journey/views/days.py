"""A hard day, I used, I'm back: marking it, what stands there then, sharing it with a name."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trailside.consent import gate
from trailside.journey import actions
from trailside.journey.forms import DayForm
from trailside.journey.reads import days as reads
from trailside.journey.rules.days import Day
from trailside.kit.errors import NotThere
from trailside.ledger import once
from trailside.measures import panels as measures
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.rules import Role


@signed_in(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def mark_day(request: Here) -> HttpResponse:
    """Mark today. Nobody is told."""
    form = DayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        row = actions.mark_day(gate.mine(request.viewer), Day(said["kind"]), words=said["words"], once=once.of(request))
        return redirect("journey:day", row.pk)
    return render(request, "journey/mark_day.html", {"form": form}, status=422 if form.errors else 200)


@signed_in(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD"])
def day(request: Here, mark: UUID) -> HttpResponse:
    """A marked day of mine: staying alive first, who can read it, taking it off."""
    sight = gate.mine(request.viewer)
    return render(request, "journey/day.html", {"seen": reads.my_one(sight, mark)} | measures.sharing(sight))


@signed_in(Role.PARTICIPANT)
@require_POST
def share(request: Here, mark: UUID) -> HttpResponse:
    """Share with the name that was tapped, or stop."""
    sight, key = gate.mine(request.viewer), once.of(request)
    if reader := request.POST.get("share_with"):
        actions.share_day(sight, mark, with_person=_person(reader), once=key)
        messages.success(request, _("Shared."), extra_tags="pine")
    elif reader := request.POST.get("stop_with"):
        actions.stop_sharing_day(sight, mark, with_person=_person(reader), once=key)
        messages.success(request, _("Not shared any more."), extra_tags="pine")
    return redirect("journey:day", mark)


@signed_in(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def take_off(request: Here, mark: UUID) -> HttpResponse:
    """Take a marked day off; asked once, because it cannot be undone."""
    sight = gate.mine(request.viewer)
    if request.method == "POST":
        actions.take_off_day(sight, mark, once=once.of(request))
        messages.success(request, _("Taken off your trail. Nothing of it is left."), extra_tags="pine")
        return redirect("journey:my-trail")
    return render(request, "journey/day_take_off.html", {"seen": reads.my_one(sight, mark)})


def _person(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise NotThere from None
