"""A goal: agreeing it, seeing it, changing its words, reaching it or putting it down."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from trailside.consent import gate
from trailside.consent.rules import GOALS
from trailside.kit.errors import NotPossible, NotThere, Stale
from trailside.ledger import once
from trailside.ledger.sight import Sight
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.rules import Role
from trailside.plans.actions import goals as actions
from trailside.plans.forms import GoalForm
from trailside.plans.reads import goals as reads
from trailside.plans.views.frame import posted, said_by, whose

MOVES = {"reached": actions.reach, "put-down": actions.put_down, "pick-up": actions.pick_up}


def sight_of(request: Here, person: UUID) -> Sight:
    """The Sight for planning with a person; one's own as well."""
    return gate.of(request.viewer, person, "plan", GOALS)


@signed_in(Role.PARTICIPANT)
def mine(request: Here) -> HttpResponse:
    """Everything I have agreed."""
    return _plan(request, request.viewer.person)


@signed_in(Role.PEER_SPECIALIST)
def theirs(request: Here, person: UUID) -> HttpResponse:
    """Everything agreed with someone I walk with."""
    return _plan(request, person)


def _plan(request: Here, person: UUID) -> HttpResponse:
    sight = sight_of(request, person)
    return render(request, "plans/plan.html", {"plan": reads.plan_of(sight, person), **whose(sight, person)})


@signed_in(Role.PARTICIPANT)
def agree_mine(request: Here) -> HttpResponse:
    """A goal of mine."""
    return _agree(request, request.viewer.person)


@signed_in(Role.PEER_SPECIALIST)
def agree(request: Here, person: UUID) -> HttpResponse:
    """A goal with someone I walk with."""
    return _agree(request, person)


def _agree(request: Here, person: UUID) -> HttpResponse:
    sight = sight_of(request, person)
    about = whose(sight, person)
    form = GoalForm(posted(request), mine=about["mine"])
    if form.is_valid():
        said = form.cleaned_data
        try:
            goal = actions.agree(
                sight,
                person=person,
                words=said["words"],
                why=said["why"],
                area=said["area"],
                said_by=said_by(sight, person, said.get("together")),
                once=once.of(request),
            )
            return redirect("plans:agree-step", goal.pk)
        except NotPossible as error:
            form.add_error(error.field, str(error))
    return render(request, "plans/agree_goal.html", {"form": form, **about})


@signed_in()
def show(request: Here, goal: UUID) -> HttpResponse:
    """One goal and its steps."""
    person = reads.person_of(request.viewer, goal)
    sight = sight_of(request, person)
    return render(request, "plans/goal.html", {"goal": reads.one(sight, goal), **whose(sight, person)})


@signed_in()
def change(request: Here, goal: UUID) -> HttpResponse:
    """Other words for a goal; when both changed it at once, both texts are shown."""
    person = reads.person_of(request.viewer, goal)
    sight = sight_of(request, person)
    now, about = reads.one(sight, goal), whose(sight, person)
    first = {"words": now.words, "why": now.why, "area": now.area, "version": now.version}
    form = GoalForm(posted(request), initial=first, mine=about["mine"])
    if form.is_valid():
        try:
            _changed(request, sight, goal, form)
            return redirect("plans:goal", goal)
        except NotPossible as error:
            form.add_error(error.field, str(error))
        except Stale:
            again = GoalForm(initial={**form.cleaned_data, "version": now.version}, mine=about["mine"])
            return render(request, "plans/change_goal.html", {"form": again, "theirs": now, **about}, status=409)
    return render(request, "plans/change_goal.html", {"form": form, "goal": now, **about})


def _changed(request: HttpRequest, sight: Sight, goal: UUID, form: GoalForm) -> None:
    said, row = form.cleaned_data, reads.row(sight, goal)
    actions.change(
        sight,
        row,
        version=said["version"] or row.version,
        words=said["words"],
        why=said["why"],
        area=said["area"],
        said_by=said_by(sight, row.person_id, said.get("together")),
        once=once.of(request),
    )


@require_POST
@signed_in()
def move(request: Here, goal: UUID, to: str) -> HttpResponse:
    """Reached, put down, or picked up again."""
    if to not in MOVES:
        raise NotThere
    sight = sight_of(request, reads.person_of(request.viewer, goal))
    MOVES[to](sight, reads.row(sight, goal), once=once.of(request))
    return redirect("plans:goal", goal)
