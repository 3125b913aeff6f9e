"""What a person who was let in sees: their list, one calm page for each, and the link they come by."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from trailside.consent import gate
from trailside.consent.actions import grants
from trailside.consent.reads import grants as reads
from trailside.consent.reads import said as wording
from trailside.consent.reads.said import NOTICE
from trailside.consent.rules import LET_IN_FILE
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.sight import Sight
from trailside.people.actions import founding, staff
from trailside.people.authentication import name_token
from trailside.people.doorway import signed_in
from trailside.people.middleware import PERSON, Here
from trailside.people.models import Account
from trailside.people.proofs import Proof
from trailside.people.reads import house, viewers
from trailside.people.rules import Role
from trailside.web.door.entering import Coming, come_in
from trailside.web.door.forms import MINE, PASSKEY
from trailside.web.letting import paper
from trailside.web.letting.forms import ComeForm
from trailside.web.letting.seen import sections


@signed_in()
def let_in(request: Here) -> HttpResponse:
    """Everyone who lets me see something. For whoever nobody lets in, it is not there."""
    found = reads.to_me(gate.let_in_by(request.viewer))
    if not found and not request.viewer.has(Role.LET_IN):
        raise NotThere
    return render(request, "web/letting/let_in.html", {"found": found})


@signed_in()
def what(request: Here, grant: UUID) -> HttpResponse:
    """One calm page: what one person lets me see, what for, until when. It says that looking is noted."""
    sight = gate.granted(request.viewer, grant)
    found = reads.behind(sight, grant)
    told = {
        "one": found,
        "sections": sections(sight, found.person),
        "notice": wording.notice() if reads.signs(request.viewer) else "",
        "consent": wording.scope_of_consent(found.scopes, found.reason, found.until, request.viewer.zone),
    }
    return render(request, "web/letting/what_they_see.html", told)


@signed_in()
def as_file(request: Here, grant: UUID, kind: str) -> HttpResponse:
    """The same to keep: a PDF, a spreadsheet or data. Each carries the notice and how far the consent goes."""
    sight = gate.granted(request.viewer, grant, LET_IN_FILE)
    found, zone = reads.behind(sight, grant), request.viewer.zone
    notice = wording.notice() if reads.signs(request.viewer) else ""
    consent = wording.scope_of_consent(found.scopes, found.reason, found.until, zone)
    shown = sections(sight, found.person)
    match kind:
        case "csv":
            return paper.as_csv(shown, notice, consent)
        case "json":
            return paper.as_json(shown, notice, consent, str(grant))
    title = _("What %(name)s lets you see") % {"name": found.name}
    programme = house.programme(request.viewer.organisation).name
    return paper.as_pdf(title, [notice, consent], shown, programme=programme, zone=zone, foot=NOTICE if notice else "")


def _account(request: HttpRequest) -> Account | None:
    """The sign-in that this browser has open, a card excepted: it is for one's own pages only."""
    return request.user if isinstance(request.user, Account) and not request.user.is_card else None


def _here(request: HttpRequest, link: reads.Link) -> HttpResponse | None:
    """Whoever is signed in in the same programme takes the link up as who they are."""
    viewer = cast(Here, request).viewer
    if not viewer or viewer.organisation != link.organisation:
        return None
    if viewer.person == link.person:
        raise NotThere
    return HttpResponseRedirect(f"/let-in/{link.grant}/")


@sensitive_variables("secret")
@sensitive_post_parameters("password")
def take_up(request: HttpRequest, secret: str) -> HttpResponse:
    """The link: with a sign-in that is open here, or a new one. A link that ended is the 404 of one that never was."""
    link = reads.link(secret)
    onward, mine = _here(request, link), _account(request)
    way = request.POST.get("way", "")
    way = "" if way == MINE and mine is None else way
    form = ComeForm(request.POST or None, way=way)
    if request.method == "POST" and onward is not None:
        grants.take_up(gate.mine(cast(Here, request).viewer), secret, cast(Here, request).viewer.person)
        return onward
    if request.method == "POST" and form.is_valid():
        try:
            return _come_in(request, link, secret, form, mine if way == MINE else None, way)
        except NotPossible as refused:
            form.add_error(refused.field, str(refused))
    told = {"form": form, "programme": house.programme(link.organisation), "here": onward is not None, "mine": mine}
    return render(request, "web/letting/take_up.html", told)


def _come_in(
    request: HttpRequest, link: reads.Link, secret: str, form: ComeForm, mine: Account | None, way: str
) -> HttpResponse:
    said = form.cleaned_data
    account = mine or staff.prepared(said["sign_in"], said.get("password") or None)
    sight = gate.machine(founding.machine("joining", link.organisation), {}, "joining")
    with acting(sight):
        known = (
            [one.person for one in viewers.viewers_of(mine) if one.organisation == link.organisation] if mine else []
        )
        who = known[0] if known else _employed(sight, said["called"], account)
        grants.take_up(sight, secret, who)
    if mine is not None:
        request.session[PERSON] = str(who)
        return HttpResponseRedirect(f"/let-in/{link.grant}/")
    after = "/sign-in/mine/" if way == PASSKEY else f"/let-in/{link.grant}/"
    return come_in(request, account, Coming(name_token(said["sign_in"]), Proof.PASSWORD), after)


def _employed(sight: Sight, called: str, account: Account) -> UUID:
    """Someone new, who works nowhere here and whom nothing but a grant opens anything for."""
    return staff.employ(sight, name=called, roles=[Role.LET_IN], account=account, language=get_language() or "en").pk
