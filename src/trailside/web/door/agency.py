"""Through one's agency: out to its sign-in, and back. Only for whom somebody here invited."""

from __future__ import annotations

import secrets
from time import time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from trailside.consent import gate
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import wall
from trailside.people import agencies, proofs
from trailside.people.actions import agencies as joining
from trailside.people.actions import founding
from trailside.people.agencies import Agency, Said
from trailside.people.middleware import who_knocks
from trailside.people.models import Account, Person
from trailside.people.proofs import Proof
from trailside.people.reads import agencies as known
from trailside.people.reads import house
from trailside.people.reads.invitations import open_invitation
from trailside.web.door.entering import Coming, address_after, let_in
from trailside.web.door.forms import SignInForm

GOING, INVITED = "agency", "invited"  # in the session
FRESH = 120  # seconds: how long ago somebody may have shown themselves there, when asked anew


def _agency(agency: str) -> Agency:
    found = agencies.named(agency)
    if found is None:
        raise NotThere
    return found


@require_safe
def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the agency's own page. Not when a page of somebody else's sends one there."""
    agency = _agency(provider_id)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise NotThere
    nonce, again = secrets.token_urlsafe(16), request.user.is_authenticated
    request.session[GOING] = {
        "nonce": nonce,
        "again": again,
        "after": address_after(request),
        "link": "link" in request.GET and proofs.recent(request),
    }
    return agencies.ask(request, agency, nonce, again=again)


def _refused(request: HttpRequest) -> HttpResponse:
    """The same for every reason: what the agency knows of somebody is nobody else's business."""
    words = _("Your agency's sign-in opens no door here yet. Ask whoever manages the programme for a link.")
    return render(request, "web/door/sign_in.html", {"form": SignInForm(), "refused": words}, status=403)


@require_safe
@sensitive_variables("secret")
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the agency: in, joined, linked, or asked once more; or refused."""
    agency = _agency(provider_id)
    going: dict[str, Any] = request.session.pop(GOING, None) or {}
    said = agencies.came_back(request, agency)
    if said is None or not going or said.nonce != going["nonce"] or not agency.vouches_for(said.email, said.verified):
        return _refused(request)
    if going["again"] and not 0 <= time() - said.shown_at + 5 < FRESH:
        return _refused(request)
    person = known.person_of(agency.issuer, said.subject)
    if person is not None and house.programme(person.organisation_id).slug != agency.organisation:
        return _refused(request)
    if isinstance(request.user, Account):
        return _here_already(request, request.user, person, agency, said, going)
    try:
        person = person or _joined(request, agency, said)
    except (NotPossible, NotThere):
        person = None
    if person is None or person.account is None or not person.account.is_active:
        return _refused(request)
    return let_in(request, person.account, _coming(person, person.account, agency), going["after"])


def _coming(person: Person, account: Account, agency: Agency) -> Coming:
    only, who = str(person.organisation_id), str(person.pk)
    return Coming(account.name_token, Proof.AGENCY, two=agency.two_steps, only=only, person=who)


def _here_already(
    request: HttpRequest, account: Account, person: Person | None, agency: Agency, said: Said, going: dict[str, Any]
) -> HttpResponse:
    """Signed in already: it was asked once more, or is to open this door from now on."""
    knocks = who_knocks(request)
    if person is None and going["link"] and knocks and not knocks[1]:
        with wall.of(knocks[0].organisation):
            me = Person.objects.get(pk=knocks[0].person)
        if house.programme(me.organisation_id).slug != agency.organisation:
            return _refused(request)
        joining.link(gate.mine(knocks[0]), me, issuer=agency.issuer, subject=said.subject)
    elif person is None or person.account_id != account.pk:
        return _refused(request)
    proofs.note(request, account, Proof.AGENCY, two=agency.two_steps)
    request.session.cycle_key()
    return HttpResponseRedirect(going["after"] or "/sign-in/mine/")


def _joined(request: HttpRequest, agency: Agency, said: Said) -> Person | None:
    """Whoever was invited to the agency's programme, by the link that this browser opened a moment ago."""
    waiting = request.session.pop(INVITED, "")
    if not waiting:
        return None
    secret = agencies.opened(waiting)
    invitation = open_invitation(secret)
    if invitation is None or house.programme(invitation.organisation_id).slug != agency.organisation:
        return None
    sight = gate.machine(founding.machine("joining", invitation.organisation_id), {}, "joining")
    called, language = invitation.name.read(sight), get_language() or "en"
    return joining.join(sight, secret, name=called, issuer=agency.issuer, subject=said.subject, language=language)
