"""How I sign in: a new password or PIN, my passkeys, my app, my recovery codes; signing in with a passkey."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from trailside.consent import gate
from trailside.consent.reads import plain
from trailside.kit.errors import NotPossible
from trailside.people.actions import invitations as inviting
from trailside.people.actions import passkeys as adding
from trailside.people.actions import sessions, signing_in
from trailside.people.agencies import listed
from trailside.people.doorway import recently, signed_in
from trailside.people.middleware import Here
from trailside.people.models import Account
from trailside.people.proofs import Proof
from trailside.people.reads import agencies, house, invitations, passkeys, second, viewers
from trailside.people.rules import WORKERS
from trailside.web.door import opening
from trailside.web.door.entering import Coming, let_in
from trailside.web.door.forms import SecretForm, SignInForm


def _form(request: Here, account: Account) -> SecretForm:
    here = house.programme(request.viewer.organisation)
    alone = not second.must(account) and not second.ways(account).any
    words = (here.name, here.place, here.slug)
    return SecretForm(request.POST or None, account=account, alone=alone, words=words)


@sensitive_post_parameters("old", "new")
@signed_in()
def mine(request: Here) -> HttpResponse:
    """My password or PIN, and everything else that opens my door."""
    account, sight = cast(Account, request.user), gate.mine(request.viewer)
    form = _form(request, account)
    if request.method == "POST" and form.is_valid():
        try:
            if account.has_usable_password():
                opening.again(request, account, form.cleaned_data["old"])
            if account.is_card and plain.is_this(account, form.cleaned_data["new"]):
                raise NotPossible(_("That is your second PIN. Choose another one."), "pin")
            signing_in.change_secret(sight, account, form.cleaned_data["new"])
        except NotPossible as refused:
            form.add_error("new" if refused.field == "pin" else "old" if "old" in form.fields else None, str(refused))
        else:
            update_session_auth_hash(request, account)
            return HttpResponseRedirect("/sign-in/mine/?kept=1")
    return render(request, "web/door/mine.html", _told(request, account, form))


def _told(request: Here, account: Account, form: SecretForm) -> dict[str, object]:
    works = request.viewer.has(*WORKERS)
    return {
        "form": form,
        "is_card": account.is_card,
        "no_secret": not account.has_usable_password() and not agencies.has(account),
        "agencies": listed(house.programme(request.viewer.organisation).slug) if works else (),
        "passkeys": passkeys.passkeys(account),
        "ways": second.ways(account),
        "offered": invitations.offered(gate.mine(request.viewer)),
        "several": len(viewers.persons_of(account)) > 1,
        "kept": "kept" in request.GET,
        "only": "only" in request.GET,
        "refused": request.session.pop("refused", ""),
    }


@require_POST
@signed_in()
@recently
def remove_passkey(request: Here, passkey: int) -> HttpResponse:
    """Take one out; other browsers are signed out."""
    account, sight = cast(Account, request.user), gate.mine(request.viewer)
    try:
        adding.remove(sight, account, passkey)
    except NotPossible as refused:
        request.session["refused"] = str(refused)
        return HttpResponseRedirect("/sign-in/mine/")
    sessions.end_all(sight, account, but=request.session.session_key)
    return HttpResponseRedirect("/sign-in/mine/?kept=1")


@require_POST
@signed_in()
def decline(request: Here, invitation: UUID) -> HttpResponse:
    """I did not ask for a new way to sign in: its link ends."""
    inviting.decline(gate.mine(request.viewer), invitation)
    return HttpResponseRedirect("/sign-in/mine/?kept=1")


@require_POST
def challenge(request: HttpRequest) -> HttpResponse:
    """What the browser needs to sign in with a passkey."""
    return JsonResponse(adding.challenge())


@require_POST
def with_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with the browser's answer: the thing itself and its lock, two things at once."""
    try:
        account = adding.account_of(request.POST.get("credential", ""))
    except NotPossible as refused:
        told = {"form": SignInForm(), "refused": str(refused)}
        return render(request, "web/door/sign_in.html", told)
    own, shared = (request.POST.get(name) == "on" for name in ("stay", "shared"))
    return let_in(request, account, Coming(account.name_token, Proof.PASSKEY, own=own, shared=shared, two=True))
