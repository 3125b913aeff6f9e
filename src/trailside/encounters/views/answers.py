"""The participant's answer, what is left out, what is added, what is put up for review."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from trailside.encounters.actions import answers as actions
from trailside.encounters.actions import review
from trailside.encounters.forms import WordsForm
from trailside.encounters.reads import meetings, written
from trailside.encounters.rules.meeting import Answer
from trailside.encounters.views.frame import posted, said_by, sight_of, whose
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import once
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.rules import Written


@require_POST
@signed_in()
def how_it_was(request: Here, encounter: UUID) -> HttpResponse:
    """That's how it was."""
    sight = sight_of(request, encounter)
    row = meetings.row(sight, encounter)
    by = said_by(sight, row.person_id)
    actions.answer(sight, row, answer=Answer.HOW_IT_WAS, said_by=by, once=once.of(request))
    return redirect("encounters:meeting", encounter)


@signed_in()
def differently(request: Here, encounter: UUID) -> HttpResponse:
    """I see it differently: my words stand beside."""
    sight = sight_of(request, encounter)
    row = meetings.row(sight, encounter)
    form = WordsForm(
        posted(request), label=_("How do you see it?"), hint=_("Your words stand beside what was written.")
    )
    if form.is_valid():
        try:
            actions.answer(
                sight,
                row,
                answer=Answer.DIFFERENTLY,
                words=form.cleaned_data["words"],
                said_by=said_by(sight, row.person_id),
                once=once.of(request),
            )
            return redirect("encounters:meeting", encounter)
        except NotPossible as error:
            form.add_error(error.field, str(error))
    about = whose(sight, row.person_id)
    return render(request, "encounters/differently.html", {"form": form, "meeting": row, **about})


@signed_in()
def leave_out(request: Here, encounter: UUID, sentence: UUID) -> HttpResponse:
    """Leave this out: asked once, since what is destroyed does not come back."""
    sight = sight_of(request, encounter)
    row = written.sentence_row(sight, encounter, sentence)
    is_wish = row.encounter.written == Written.FULL_NOTE
    form = WordsForm(posted(request), label=_("Why, if you want to say"), hint=_("You can leave this out."))
    if form.is_valid():
        by = said_by(sight, row.person_id)
        actions.leave_out(sight, row, why=form.cleaned_data["words"], said_by=by, once=once.of(request))
        return redirect("encounters:meeting", encounter)
    seen = {"form": form, "words": row.words.read(sight), "is_wish": is_wish, "meeting": row.encounter}
    return render(request, "encounters/leave_out.html", {**seen, **whose(sight, row.person_id)})


@signed_in()
def answer_wish(request: Here, encounter: UUID, wish: UUID) -> HttpResponse:
    """The specialist answers a wish to leave something out of a payer's note."""
    sight = sight_of(request, encounter)
    row = written.wish_row(sight, encounter, wish)
    about = whose(sight, row.person_id)
    if about["mine"]:
        raise NotThere
    form = WordsForm(posted(request), label=_("Your answer"), hint=_("If it stays, say why in plain words."))
    if form.is_valid():
        try:
            out = request.POST.get("choice") == "leave-out"
            words = form.cleaned_data["words"]
            actions.answer_wish(sight, row, leave_it_out=out, words=words, once=once.of(request))
            return redirect("encounters:meeting", encounter)
        except NotPossible as error:
            form.add_error(error.field, str(error))
    seen = {"form": form, "words": row.sentence.words.read(sight), "why": row.why.read(sight), **about}
    return render(request, "encounters/answer_wish.html", {"meeting": row.sentence.encounter, **seen})


@signed_in()
def add(request: Here, encounter: UUID) -> HttpResponse:
    """Add something; what was filed stays as it is."""
    sight = sight_of(request, encounter)
    row = meetings.row(sight, encounter)
    form = WordsForm(posted(request), label=_("What do you want to add?"))
    if form.is_valid():
        try:
            actions.add(sight, row, words=form.cleaned_data["words"], once=once.of(request))
            return redirect("encounters:meeting", encounter)
        except NotPossible as error:
            form.add_error(error.field, str(error))
    return render(request, "encounters/add.html", {"form": form, "meeting": row, **whose(sight, row.person_id)})


@require_POST
@signed_in()
def put_up(request: Here, encounter: UUID) -> HttpResponse:
    """Put it up for review, or take it back."""
    sight = sight_of(request, encounter)
    change = review.take_back if request.POST.get("choice") == "take-back" else review.put_up
    change(sight, meetings.row(sight, encounter), once=once.of(request))
    return redirect("encounters:meeting", encounter)
