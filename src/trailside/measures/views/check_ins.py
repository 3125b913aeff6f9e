"""Check-in pages: put in, kept, shared with a name, before."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trailside.consent import gate
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import once
from trailside.measures import panels
from trailside.measures.actions import check_ins as actions
from trailside.measures.forms import CheckInForm
from trailside.measures.reads import check_ins as reads
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.rules import Role


@signed_in(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: Here) -> HttpResponse:
    """Half a minute: three rulers and a word."""
    form = CheckInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.keep(gate.mine(request.viewer), form.said(), once=once.of(request))
        except NotPossible as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("Kept. It is yours alone."), extra_tags="pine")
            return redirect("measures:check-in-kept", row.pk)
    return render(request, "measures/check_in.html", {"form": form}, status=422 if form.errors else 200)


@signed_in(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD"])
def kept(request: Here, check_in: UUID) -> HttpResponse:
    """One check-in of mine: what I put in, who can read it, sharing with a name."""
    sight = gate.mine(request.viewer)
    seen = reads.my_one(sight, check_in)
    return render(request, "measures/check_in_kept.html", {"seen": seen} | panels.sharing(sight))


@signed_in(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD"])
def before(request: Here) -> HttpResponse:
    """My check-ins so far."""
    sight = gate.mine(request.viewer)
    return render(request, "measures/check_ins_before.html", {"seen": reads.mine(sight, most=60)})


@signed_in(Role.PARTICIPANT)
@require_POST
def share(request: Here, check_in: UUID) -> HttpResponse:
    """Share with the name that was tapped, or stop."""
    sight, key = gate.mine(request.viewer), once.of(request)
    if reader := request.POST.get("share_with"):
        actions.share(sight, check_in, with_person=_person(reader), once=key)
        messages.success(request, _("Shared."), extra_tags="pine")
    elif reader := request.POST.get("stop_with"):
        actions.stop_sharing(sight, check_in, with_person=_person(reader), once=key)
        messages.success(request, _("Not shared any more."), extra_tags="pine")
    return redirect("measures:check-in-kept", check_in)


@signed_in(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def throw_away(request: Here, check_in: UUID) -> HttpResponse:
    """Throw one of mine away; asked once, because it cannot be undone."""
    sight = gate.mine(request.viewer)
    if request.method == "POST":
        actions.throw_away(sight, check_in, once=once.of(request))
        messages.success(request, _("Thrown away. Nothing of it is left."), extra_tags="pine")
        return redirect("measures:check-ins-before")
    return render(request, "measures/check_in_throw_away.html", {"seen": reads.my_one(sight, check_in)})


def _person(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise NotThere from None
