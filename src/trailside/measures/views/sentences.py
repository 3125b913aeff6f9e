"""Ten sentences: what it is, one at a time, all on one page, keep, my times, not now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trailside.consent import gate
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import once
from trailside.ledger.sight import Sight
from trailside.measures import panels
from trailside.measures.actions import responses as actions
from trailside.measures.forms import SentenceForm, WholeForm
from trailside.measures.reads import responses as reads
from trailside.measures.rules.instruments import Instrument, Version, offered
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.rules import Role

GET = ["GET", "HEAD"]


def _frame(one: Instrument) -> tuple[Version, dict[str, Any]]:
    """The version for this reader, and what every page of an instrument needs to say."""
    language = get_language() or "en"
    version = one.version_for(language)
    only_english = one.version_in(language) is None
    return version, {"instrument": one, "version": version, "only_english": only_english, "many": len(version.items)}


@signed_in(Role.PARTICIPANT)
@require_http_methods(GET)
def about(request: Here, instrument: str = panels.PRIMARY) -> HttpResponse:
    """What it is, that there is no right answer, who sees it; begin, go on, or not now."""
    sight, one = gate.mine(request.viewer), reads.open_instrument(instrument)
    version, frame = _frame(one)
    begun = reads.begun(sight, one)
    at = _next_at(version, begun.answers if begun else {})
    frame |= {"begun": begun, "at": at, "times": reads.times(sight, one)} | panels.sharing(sight)
    return render(request, "measures/sentences_about.html", frame)


@signed_in(Role.PARTICIPANT)
@require_http_methods(GET)
def more(request: Here) -> HttpResponse:
    """The other sets of sentences there are, for those who want them."""
    others = [(one, _frame(one)[1]["only_english"]) for one in offered() if one.code != panels.PRIMARY]
    return render(request, "measures/sentences_more.html", {"others": others})


@signed_in(Role.PARTICIPANT)
@require_http_methods([*GET, "POST"])
def one_at_a_time(request: Here, instrument: str, at: int) -> HttpResponse:
    """One calm sentence. Answers are kept as one goes."""
    sight, one = gate.mine(request.viewer), reads.open_instrument(instrument)
    version, frame = _frame(one)
    if not 1 <= at <= len(version.items):
        raise NotThere
    item, begun = version.items[at - 1], reads.begun(sight, one)
    before = begun.answers.get(item.code) if begun else None
    form = SentenceForm(one, version, request.POST if request.method == "POST" else None, initial={"answer": before})
    left_out = "leave_out" in request.POST
    if request.method == "POST" and (left_out or form.is_valid()):
        actions.put_by(sight, one, version.language, {item.code: None if left_out else form.step})
        return _onward(one, at + 1, len(version.items))
    status = 422 if form.errors else 200
    return render(request, "measures/sentence.html", frame | {"form": form, "item": item, "at": at}, status=status)


@signed_in(Role.PARTICIPANT)
@require_http_methods([*GET, "POST"])
def whole(request: Here, instrument: str) -> HttpResponse:
    """All sentences on one page."""
    sight, one = gate.mine(request.viewer), reads.open_instrument(instrument)
    version, frame = _frame(one)
    begun = reads.begun(sight, one)
    form = WholeForm(
        one, version, request.POST if request.method == "POST" else None, initial=begun.answers if begun else None
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep(sight, one, version.language, form.cleaned_data, once=once.of(request))
            return _kept(request, one)
        except NotPossible as error:
            form.add_error(None, str(error))
    status = 422 if form.errors else 200
    return render(request, "measures/sentences_whole.html", frame | {"form": form}, status=status)


@signed_in(Role.PARTICIPANT)
@require_http_methods([*GET, "POST"])
def keep(request: Here, instrument: str) -> HttpResponse:
    """The last look before keeping: each sentence with its answer, each one tap from being changed."""
    sight, one = gate.mine(request.viewer), reads.open_instrument(instrument)
    version, frame = _frame(one)
    refused, status = "", 200
    if request.method == "POST":
        try:
            actions.keep(sight, one, version.language, once=once.of(request))
            return _kept(request, one)
        except NotPossible as error:
            refused, status = str(error), 422
    lines = _lines(one, version, sight)
    return render(request, "measures/sentences_keep.html", frame | {"lines": lines, "refused": refused}, status=status)


@signed_in(Role.PARTICIPANT)
@require_http_methods(GET)
def times(request: Here, instrument: str) -> HttpResponse:
    """What my answers say: a sentence first, the number on request."""
    sight, one = gate.mine(request.viewer), reads.open_instrument(instrument)
    frame = _frame(one)[1] | {"panel": panels.times(sight, one)} | panels.sharing(sight)
    return render(request, "measures/sentences_times.html", frame)


@signed_in(Role.PARTICIPANT)
@require_POST
def share(request: Here, response: UUID) -> HttpResponse:
    """Share what one time came to with the name that was tapped, or stop."""
    sight, key = gate.mine(request.viewer), once.of(request)
    one = reads.instrument_of(sight, response)
    if reader := request.POST.get("share_with"):
        actions.share(sight, response, with_person=_person(reader), once=key)
        messages.success(request, _("Shared."), extra_tags="pine")
    elif reader := request.POST.get("stop_with"):
        actions.stop_sharing(sight, response, with_person=_person(reader), once=key)
        messages.success(request, _("Not shared any more."), extra_tags="pine")
    return redirect("measures:sentences-times", one.code)


@signed_in(Role.PARTICIPANT)
@require_POST
def not_now(request: Here, instrument: str) -> HttpResponse:
    """Not now is a whole answer."""
    one = reads.open_instrument(instrument)
    actions.say_not_now(gate.mine(request.viewer), one, once=once.of(request))
    messages.success(request, _("Not now. That is fine, and nothing changes."), extra_tags="pine")
    return redirect("/today/")


def _next_at(version: Version, answers: Any) -> int:
    return next((at for at, item in enumerate(version.items, 1) if item.code not in answers), len(version.items))


def _onward(one: Instrument, at: int, many: int) -> HttpResponse:
    if at > many:
        return redirect("measures:sentences-keep", one.code)
    return redirect("measures:sentence", one.code, at)


def _kept(request: Here, one: Instrument) -> HttpResponse:
    messages.success(request, _("Kept. You see it first."), extra_tags="pine")
    return redirect("measures:sentences-times", one.code)


def _lines(one: Instrument, version: Version, sight: Sight) -> list[dict[str, Any]]:
    begun = reads.begun(sight, one)
    answers = begun.answers if begun else {}
    worded: dict[int | None, str] = dict(zip(one.scale, version.responses, strict=True))
    return [
        {"at": at, "item": item, "answer": worded.get(answers.get(item.code)), "left": item.code in answers}
        for at, item in enumerate(version.items, 1)
    ]


def _person(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise NotThere from None
