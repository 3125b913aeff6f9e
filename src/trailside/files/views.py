"""My pictures: adding one, the image itself, taking one away."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from trailside.consent import gate
from trailside.files import actions, reads
from trailside.files.forms import PictureForm
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import once
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here


@signed_in()
def new(request: Here) -> HttpResponse:
    """Add a picture that helps me."""
    form = PictureForm(request.POST, request.FILES) if request.method == "POST" else PictureForm()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.keep(gate.mine(request.viewer), said["picture"].read(), said["words"], once=once.of(request))
            return HttpResponseRedirect(actions.KEPT_AT)
        except NotPossible as error:
            form.add_error(error.field, str(error))
    return render(request, "files/new.html", {"form": form})


@signed_in()
def image(request: Here, picture: UUID) -> HttpResponse:
    """The picture itself, for nobody but me; never a page of its own."""
    answer = HttpResponse(reads.image(gate.mine(request.viewer), picture), content_type="image/jpeg")
    answer.headers["Content-Disposition"] = 'attachment; filename="picture.jpg"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@signed_in()
def take_away(request: Here, picture: UUID) -> HttpResponse:
    """Take one of mine away."""
    if request.method != "POST":
        raise NotThere
    actions.take_away(gate.mine(request.viewer), picture, once=once.of(request))
    return HttpResponseRedirect(actions.KEPT_AT)
