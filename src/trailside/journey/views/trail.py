"""My trail: the picture, the same in words, wins; older years in words."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trailside.consent import gate
from trailside.journey import actions
from trailside.journey.forms import WinForm
from trailside.journey.reads import trail as reads
from trailside.journey.reads import wins
from trailside.journey.rules.marks import by_month
from trailside.journey.rules.picture import Trail
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import once
from trailside.measures import panels as measures
from trailside.measures.rules.instruments import instrument
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.rules import Role
from trailside.plans.reads import steps


@signed_in(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD"])
def my_trail(request: Here) -> HttpResponse:
    """What I did, in my words, over time: a picture, and the same in words."""
    sight = gate.mine(request.viewer)
    mine = reads.whole(sight)
    page = {
        "trail": mine.drawn,
        "lead": _lead(mine.drawn),
        "months": by_month(mine.marks),
        "next": steps.next_step(sight, request.viewer.person),
        "panel": measures.times(sight, instrument(measures.PRIMARY)),
        "earlier": range(mine.drawn.today.year, mine.began.year - 1, -1),
    }
    return render(request, "journey/my_trail.html", page)


def _lead(drawn: Trail) -> str:
    """The trail in one sentence; the picture's description begins with it too."""
    months = {"first": date_format(drawn.began, "F"), "last": date_format(drawn.today, "F")}
    if drawn.turns:
        return _("From %(first)s to %(last)s. It turns at hard days and keeps going.") % months
    if months["first"] == months["last"]:
        return _("It begins here, and it is yours.")
    return _("From %(first)s to %(last)s. It keeps going.") % months


@signed_in(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD"])
def year(request: Here, year: int) -> HttpResponse:
    """One whole year of my trail, in words."""
    sight = gate.mine(request.viewer)
    today = clock.today(request.viewer.zone)
    if not reads.began(sight, today).year <= year <= today.year:
        raise NotThere
    marks = [mark for mark in reads.mine(sight, since=date(year, 1, 1)) if mark.on.year == year]
    return render(request, "journey/year.html", {"year": str(year), "months": by_month(marks)})


@signed_in(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def keep_win(request: Here) -> HttpResponse:
    """Keep a win, and what gave strength."""
    form = WinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_win(gate.mine(request.viewer), **form.cleaned_data, once=once.of(request))
        except NotPossible as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("Kept. It is on your trail."), extra_tags="pine")
            return redirect("journey:my-trail")
    return render(request, "journey/keep_win.html", {"form": form}, status=422 if form.errors else 200)


@signed_in(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def win(request: Here, win: UUID) -> HttpResponse:
    """One win of mine; it can be taken off the trail."""
    sight = gate.mine(request.viewer)
    if request.method == "POST":
        actions.take_off_win(sight, win, once=once.of(request))
        messages.success(request, _("Taken off your trail. Nothing of it is left."), extra_tags="pine")
        return redirect("journey:my-trail")
    return render(request, "journey/win.html", {"win": wins.my_one(sight, win)})
