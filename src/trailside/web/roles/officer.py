"""The privacy officer's pages: looks that were not all right, refused tries. No words of a record."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from trailside.consent import gate
from trailside.consent.actions import answers as actions
from trailside.consent.reads import answers, refused
from trailside.consent.rules import Finding
from trailside.ledger import once
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import names
from trailside.people.rules import Role
from trailside.web.asking import is_done
from trailside.web.roles.forms import FindingForm

# Managers stand in while nobody is privacy officer: the gate asks.
OFFICERS = (Role.PRIVACY_OFFICER, Role.MANAGER)


@signed_in(*OFFICERS)
def listed(request: Here) -> HttpResponse:
    """What waits for an answer, soonest first, and who tried to open what is not theirs."""
    sight = gate.officer(request.viewer)
    waiting = answers.waiting(sight)
    called = names.names(sight, {one.of for one in waiting})
    told = {"lines": [(one, called[one.of]) for one in waiting], "refused": refused.lately(sight)}
    return render(request, "web/roles/privacy.html", told)


@signed_in(*OFFICERS)
def one(request: Here, answer: UUID) -> HttpResponse:
    """Answer one."""
    sight = gate.officer(request.viewer)
    waiting = answers.waiting_one(sight, answer)
    form = FindingForm(request.POST or None)

    def settle() -> None:
        said = form.cleaned_data
        actions.settle(sight, answer, finding=Finding(said["finding"]), words=said["words"], once=once.of(request))

    if request.method == "POST" and form.is_valid() and is_done(form, settle):
        return HttpResponseRedirect("/privacy/")
    told = {"answer": waiting, "name": names.name(sight, waiting.of), "form": form}
    return render(request, "web/roles/privacy_answer.html", told)
