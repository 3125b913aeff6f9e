"""What left my record, and the consent forms that I signed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trailside.consent import gate
from trailside.consent.actions import signing as actions
from trailside.consent.reads import grants, said, signed
from trailside.consent.reads.signed import SignedShown
from trailside.consent.rules import Form, Reason
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.kit.sections import Line, Section
from trailside.ledger import once
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import house, names
from trailside.people.rules import Role
from trailside.web.asking import is_done
from trailside.web.letting import paper
from trailside.web.record.paper_form import PaperForm

# 42 CFR 2.25 asks for three years; all there is goes back further than that at most.
BACK = timedelta(days=3 * 366)


@signed_in(Role.PARTICIPANT)
def left(request: Here) -> HttpResponse:
    """To whom something was let seen, when, what and what for (42 CFR 2.25)."""
    found = grants.left(gate.mine(request.viewer), clock.now() - BACK)
    return render(request, "web/record/left.html", {"found": found, "place": "let"})


@signed_in(Role.PARTICIPANT)
def forms(request: Here) -> HttpResponse:
    """Every form I signed, and those that stand by themselves."""
    shown = {"found": signed.mine(gate.mine(request.viewer)), "place": "let", "new": _by_themselves()}
    return render(request, "web/record/forms.html", shown)


def _by_themselves() -> list[tuple[str, object]]:
    return [(form.value, said.FORMS[form]) for form in (Form.TREATMENT, Form.COUNSELLING, Form.PROCEEDINGS)]


@signed_in(Role.PARTICIPANT)
def form(request: Here, form: UUID) -> HttpResponse:
    """One form, every word as it was signed."""
    return render(request, "web/record/form.html", {"one": signed.one(gate.mine(request.viewer), form)})


@require_POST
@signed_in(Role.PARTICIPANT)
def take_back(request: Here, form: UUID) -> HttpResponse:
    """Taken back in writing, with one tap."""
    actions.take_back(gate.mine(request.viewer), form, once=once.of(request))
    return HttpResponseRedirect(f"/my-record/forms/{form}/")


@signed_in(Role.PARTICIPANT)
def form_pdf(request: Here, form: UUID) -> HttpResponse:
    """The same as a PDF."""
    one, me = signed.one(gate.mine(request.viewer), form), request.viewer
    programme = house.programme(me.organisation).name
    edition = _("Version %(edition)s") % {"edition": one.said.get("edition", "")}
    return paper.as_pdf(one.said["title"], [], _sections(one), programme=programme, zone=me.zone, foot=edition)


def _sections(one: SignedShown) -> list[Section]:
    lines = [Line(head, words=words) for head, words in [*one.said["elements"], one.said["signed"], one.said["on"]]]
    if one.revoked_at:
        lines.append(Line(_("Taken back"), one.revoked_at, str(one.revoked)))
    return [Section("form", "", lines)]


@signed_in(Role.PARTICIPANT)
def new(request: Here, paper_form: str) -> HttpResponse:
    """One form that stands by itself, for what leaves on paper: read, filled, signed by a typed name."""
    if paper_form not in {code for code, _title in _by_themselves()}:
        raise NotThere
    sight, me, wanted = gate.mine(request.viewer), request.viewer, Form(paper_form)
    filled = PaperForm(request.POST or None, wanted=wanted)
    days = int(filled.data.get("days") or 0) if filled.is_bound and filled.is_valid() else 0
    facts = said.Facts(
        form=wanted,
        name=str(names.name(sight, me.person)),
        programme=house.programme(me.organisation).name,
        to=filled.data.get("to", "") or (str(said.TREATING) if wanted == Form.TREATMENT else "…"),
        scopes=tuple(request.POST.getlist("scopes")),
        reason=Reason.TREATMENT if wanted == Form.TREATMENT else Reason.MY_WISH,
        until=clock.now() + timedelta(days=days) if days else None,
        zone=me.zone,
        named=filled.data.get("named", "") or "…",
    )

    def sign() -> None:
        actions.sign(sight, facts, typed=filled.cleaned_data["typed"], once=once.of(request))

    if request.method == "POST" and filled.is_valid() and is_done(filled, sign):
        return HttpResponseRedirect("/my-record/forms/")
    told = {"form": filled, "title": said.FORMS[wanted], "elements": said.elements(facts)}
    return render(request, "web/record/new_form.html", told)
