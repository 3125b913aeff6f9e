"""Bringing in the people of a list: choose the file, say what the columns are, look before it happens, bring in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from trailside.consent import gate
from trailside.exchange import wording
from trailside.exchange.actions import bringing as bringing_in
from trailside.exchange.actions import uploads as keeping
from trailside.exchange.forms import ColumnsForm, QuestionsForm, UploadForm
from trailside.exchange.panels import columns_said, preview_shown
from trailside.exchange.reads import bringings, uploads
from trailside.exchange.rules.apart import read_apart
from trailside.exchange.rules.draft import Draft
from trailside.exchange.rules.refusal import Refused
from trailside.kit.errors import NotPossible
from trailside.ledger import once
from trailside.ledger.sight import Sight
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.rules import Role


def _house(request: Here) -> Sight:
    return gate.house(request.viewer, Role.MANAGER)


@signed_in(Role.MANAGER)
def choose(request: Here) -> HttpResponse:
    """The file is chosen and read; the lists on their way and those brought in lately stand below."""
    sight = _house(request)
    posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            sheet = read_apart(form.cleaned_data["file"].read(), form.cleaned_data["sheet"])
            row = keeping.keep(sight, Draft(sheet, form.cleaned_data["called"]), once=once.of(request))
            return HttpResponseRedirect(f"/programme/import/{row.id}/columns/")
        except Refused as refused:
            form.add_error("file", wording.refusal(refused))
    shown = {"form": form, "waiting": uploads.my_uploads(sight), "lately": bringings.lately(sight)}
    return render(request, "exchange/choose.html", shown)


@signed_in(Role.MANAGER)
def columns(request: Here, upload_id: UUID) -> HttpResponse:
    """Which column is what. Another row with the headings gives fresh guesses."""
    sight = _house(request)
    row, draft = uploads.upload(sight, upload_id)
    form = ColumnsForm(draft.sheet, draft.layout, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        form.is_valid()
        moved = form.moved()
        if moved or form.is_valid():
            keeping.change(sight, row, draft.with_layout(moved or form.chosen()))
            return HttpResponseRedirect(f"/programme/import/{row.id}/{'columns/' if moved else ''}")
    return render(request, "exchange/columns.html", {"form": form, "upload": row} | columns_said(draft))


@signed_in(Role.MANAGER)
def preview(request: Here, upload_id: UUID) -> HttpResponse:
    """What would happen, with what has to be asked first."""
    sight = _house(request)
    row, draft = uploads.upload(sight, upload_id)
    if not draft.layout.has_name:
        return HttpResponseRedirect(f"/programme/import/{row.id}/columns/")
    found, names = uploads.preview(sight, draft), uploads.specialists(sight)
    form = QuestionsForm(found.questions, names, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        keeping.change(sight, row, draft.with_answers(form.cleaned_data))
        return HttpResponseRedirect(f"/programme/import/{row.id}/")
    return render(request, "exchange/preview.html", {"form": form, "upload": row} | preview_shown(draft, found, names))


@require_POST
@signed_in(Role.MANAGER)
def bring(request: Here, upload_id: UUID) -> HttpResponse:
    """Everyone on the preview, all or nothing."""
    sight = _house(request)
    row, draft = uploads.upload(sight, upload_id)
    try:
        done = bringing_in.bring_in(sight, row, uploads.preview(sight, draft), draft.called, once=once.of(request))
    except NotPossible:
        return HttpResponseRedirect(f"/programme/import/{row.id}/")
    return HttpResponseRedirect(f"/programme/import/done/{done.id}/")


@require_POST
@signed_in(Role.MANAGER)
def give_up(request: Here, upload_id: UUID) -> HttpResponse:
    """The uploaded list goes, and nothing was brought in."""
    sight = _house(request)
    row, _draft = uploads.upload(sight, upload_id)
    keeping.give_up(sight, row, once=once.of(request))
    return HttpResponseRedirect("/programme/import/")


@signed_in(Role.MANAGER)
def done(request: Here, bringing_id: UUID) -> HttpResponse:
    """What was brought in, and taking it back on the same day."""
    sight = _house(request)
    found = bringings.bringing(sight, bringing_id)
    if request.method == "POST":
        try:
            bringing_in.take_back(sight, found.row, once=once.of(request))
            return HttpResponseRedirect(f"/programme/import/done/{bringing_id}/")
        except NotPossible:
            found = bringings.bringing(sight, bringing_id)
    return render(request, "exchange/done.html", {"list": found})
