"""A step: agreeing it, making it smaller, done, and *not this time*."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from trailside.kit.errors import NotPossible, Stale
from trailside.ledger import once
from trailside.ledger.sight import Sight
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.plans.actions import steps as actions
from trailside.plans.forms import NotThisTimeForm, SmallerForm, StepForm, StrengthForm
from trailside.plans.models import Goal, Step
from trailside.plans.reads import goals, steps
from trailside.plans.reads.steps import StepShown
from trailside.plans.rules import Choice, wants_smaller
from trailside.plans.views.frame import posted, said_by, whose
from trailside.plans.views.goals import sight_of


def _sight(request: Here, step: UUID) -> Sight:
    return sight_of(request, steps.person_of(request.viewer, step))


@signed_in()
def agree(request: Here, goal: UUID) -> HttpResponse:
    """A step towards a goal."""
    person = goals.person_of(request.viewer, goal)
    sight = sight_of(request, person)
    shown, about = goals.one(sight, goal), whose(sight, person)
    form = StepForm(posted(request), initial={"area": shown.area}, mine=about["mine"])
    if form.is_valid():
        try:
            step = _agreed(request, sight, goals.row(sight, goal), form)
            return redirect("plans:smaller" if wants_smaller(step.sure) else "plans:step", step.pk)
        except NotPossible as error:
            form.add_error(error.field, str(error))
    return render(request, "plans/agree_step.html", {"form": form, "goal": shown, **about})


def _agreed(request: Here, sight: Sight, goal: Goal, form: StepForm) -> Step:
    said = form.cleaned_data
    return actions.agree(
        sight,
        person=goal.person_id,
        goal=goal,
        words=said["words"],
        sure=said["sure"],
        sure_why=said["sure_why"],
        more=form.more(),
        said_by=said_by(sight, goal.person_id, said.get("together")),
        once=once.of(request),
    )


@signed_in()
def show(request: Here, step: UUID) -> HttpResponse:
    """One step. When it is done: "You said 4. You did it.", and what gave strength."""
    sight = _sight(request, step)
    shown = steps.one(sight, step)
    about = whose(sight, shown.person)
    if not shown.is_done:
        return render(request, "plans/step.html", {"step": shown, **about})
    first = {"strength": shown.strength, "words": shown.did_words}
    return render(request, "plans/step_done.html", {"step": shown, "form": StrengthForm(initial=first), **about})


@signed_in()
def change(request: Here, step: UUID) -> HttpResponse:
    """Other words for an open step; when both changed it at once, both texts are shown."""
    sight = _sight(request, step)
    now = steps.one(sight, step)
    about = whose(sight, now.person)
    if not now.is_open:
        return redirect("plans:step", step)
    form = StepForm(posted(request), initial=_as_typed(now), mine=about["mine"])
    if form.is_valid():
        try:
            changed = _changed(request, sight, form, step)
            return redirect("plans:smaller" if wants_smaller(changed.sure) else "plans:step", step)
        except NotPossible as error:
            form.add_error(error.field, str(error))
        except Stale:
            again = StepForm(initial={**form.cleaned_data, "version": now.version}, mine=about["mine"])
            return render(request, "plans/change_step.html", {"form": again, "theirs": now, **about}, status=409)
    return render(request, "plans/change_step.html", {"form": form, "step": now, **about})


def _as_typed(step: StepShown) -> dict[str, object]:
    names = ("words", "sure", "sure_why", "version", *StepForm.MORE)
    return {name: getattr(step, name) for name in names}


def _changed(request: Here, sight: Sight, form: StepForm, step: UUID) -> Step:
    said, row = form.cleaned_data, steps.row(sight, step)
    return actions.change(
        sight,
        row,
        version=said["version"] or row.version,
        words=said["words"],
        sure=said["sure"],
        sure_why=said["sure_why"],
        more=form.more(),
        said_by=said_by(sight, row.person_id, said.get("together")),
        once=once.of(request),
    )


@signed_in()
def smaller(request: Here, step: UUID) -> HttpResponse:
    """Shall we make it smaller? A smaller step, or keep it as it is."""
    sight = _sight(request, step)
    shown = steps.one(sight, step)
    about = whose(sight, shown.person)
    if not shown.is_open:
        return redirect("plans:step", step)
    form = SmallerForm(posted(request), initial={"words": shown.words}, mine=about["mine"])
    if form.is_valid():
        said = form.cleaned_data
        try:
            new = actions.make_smaller(
                sight,
                steps.row(sight, step),
                words=said["words"],
                sure=said["sure"],
                said_by=said_by(sight, shown.person, said.get("together")),
                once=once.of(request),
            )
            return redirect("plans:step", new.pk)
        except NotPossible as error:
            form.add_error(error.field, str(error))
    return render(request, "plans/smaller.html", {"form": form, "step": shown, **about})


@require_POST
@signed_in()
def done(request: Here, step: UUID) -> HttpResponse:
    """I did it."""
    sight = _sight(request, step)
    actions.complete(sight, steps.row(sight, step), once=once.of(request))
    return redirect("plans:step", step)


@require_POST
@signed_in()
def strength(request: Here, step: UUID) -> HttpResponse:
    """What gave me strength for what I did."""
    sight = _sight(request, step)
    form = StrengthForm(request.POST)
    shown = steps.one(sight, step)
    if not form.is_valid():
        return render(request, "plans/step_done.html", {"step": shown, "form": form, **whose(sight, shown.person)})
    said = form.cleaned_data
    if said["strength"] or said["words"]:
        row = steps.row(sight, step)
        actions.name_strength(sight, row, strength=said["strength"], words=said["words"], once=once.of(request))
    return redirect(str(whose(sight, shown.person)["back"]))


@signed_in()
def not_this_time(request: Here, step: UUID) -> HttpResponse:
    """Kindness and a choice: keep it, make it smaller, let it go."""
    sight = _sight(request, step)
    shown = steps.one(sight, step)
    about = whose(sight, shown.person)
    form = NotThisTimeForm(posted(request))
    if not form.is_valid():
        return render(request, "plans/not_this_time.html", {"step": shown, **about})
    match form.cleaned_data["choice"]:
        case Choice.SMALLER:
            return redirect("plans:smaller", step)
        case Choice.LET_GO:
            actions.let_go(sight, steps.row(sight, step), once=once.of(request))
        case _:
            actions.keep_for_next_time(sight, steps.row(sight, step), once=once.of(request))
    return redirect(str(about["back"]))
