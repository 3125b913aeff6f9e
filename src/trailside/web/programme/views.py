"""Setting the programme up, inviting, and who supports whom."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from trailside.consent import gate
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import once
from trailside.ledger.acting import acting
from trailside.people.actions import founding, invitations, staff
from trailside.people.doorway import recently, signed_in
from trailside.people.middleware import Here
from trailside.people.reads import house, names, relations, team
from trailside.people.reads.invitations import waiting
from trailside.people.rules import Role, Written
from trailside.web.asking import is_done
from trailside.web.programme.forms import InviteForm, ProgrammeForm, WorkerForm

# Who gives and takes roles.
GIVERS = (Role.MANAGER, Role.ADMINISTRATOR)


@signed_in(Role.MANAGER)
def programme(request: Here) -> HttpResponse:
    """What the programme says about itself."""
    sight = gate.house(request.viewer, Role.MANAGER)
    here = house.programme(request.viewer.organisation)
    form = ProgrammeForm(request.POST) if request.method == "POST" else ProgrammeForm.of(here)
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "written": Written(form.cleaned_data["written"])}
        if is_done(form, lambda: founding.change(sight, **said, once=once.of(request))):
            return HttpResponseRedirect("/programme/?kept=1")
    stands_in = not relations.holds(request.viewer.organisation, Role.PRIVACY_OFFICER)
    told = {
        "form": form,
        "programme": here,
        "stands_in": stands_in,
        "kept": "kept" in request.GET,
        "alone": len(team.workers(sight)) == 1,
    }
    return render(request, "web/programme/programme.html", told)


@signed_in(*GIVERS)
def show_team(request: Here) -> HttpResponse:
    """Who works here, and who is invited."""
    sight = gate.house(request.viewer, *GIVERS)
    told = {"workers": team.workers(sight), "waiting": waiting(sight), "me": request.viewer.person}
    return render(request, "web/programme/team.html", told)


@signed_in(*GIVERS)
def worker(request: Here, person: UUID) -> HttpResponse:
    """What someone does here and who supports them, in one form and one change."""
    sight = gate.house(request.viewer, *GIVERS)
    everyone = team.workers(sight)
    one = next((one for one in everyone if one.person == person), None)
    if one is None:
        raise NotThere
    may = relations.givable_by(request.viewer, person)
    form = WorkerForm(request.POST or None, worker=one, team=everyone, may=may)

    def change() -> None:
        with acting(sight, once=once.of(request)) as act:
            staff.set_roles(sight, person, form.wanted())
            supporters = form.cleaned_data.get("supported_by", [])
            staff.set_supported_by(sight, person, [UUID(supporter) for supporter in supporters])
            act.answered_at("/programme/team/")

    if request.method == "POST" and form.is_valid() and is_done(form, change):
        return HttpResponseRedirect("/programme/team/")
    may_let_in = relations.may_let_in(request.viewer, person)
    told = {"form": form, "worker": one, "kept": form.kept, "may_let_in": may_let_in}
    told["walks_with"] = len(relations.people_with(person)) if request.viewer.has(Role.MANAGER) else 0
    return render(request, "web/programme/worker.html", told)


@signed_in(*GIVERS)
def invite(request: Here) -> HttpResponse:
    """A link, shown once: it is in the answer to the form and nowhere else."""
    sight = gate.house(request.viewer, *GIVERS)
    form = InviteForm(request.POST or None, may=relations.givable_by(request.viewer))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        roles = [Role(role) for role in said["roles"]]
        try:
            secret = invitations.invite(sight, name=said["name"], roles=roles, once=once.of(request))
            link = request.build_absolute_uri(f"/join/{secret}/")
            return render(request, "web/programme/invited.html", {"link": link, "name": said["name"]})
        except NotPossible as refused:
            form.add_error(refused.field, str(refused))
    return render(request, "web/programme/invite.html", {"form": form})


@signed_in(*GIVERS)
@recently
def invite_again(request: Here, person: UUID) -> HttpResponse:
    """A link for someone who works here and lost their way in; the old way ends when they use it."""
    if request.method != "POST":
        raise NotThere
    sight = gate.house(request.viewer, *GIVERS)
    secret = invitations.invite_again(sight, person, once=once.of(request))
    told = {"link": request.build_absolute_uri(f"/join/{secret}/"), "name": names.name(sight, person)}
    return render(request, "web/programme/invited.html", told)


@signed_in(*GIVERS)
def take_back(request: Here, invitation: UUID) -> HttpResponse:
    """End an invitation."""
    if request.method == "POST":
        invitations.take_back(gate.house(request.viewer, *GIVERS), invitation, once=once.of(request))
    return HttpResponseRedirect("/programme/team/")
