"""How I sign in: a new password or PIN, my passkeys."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import login, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from trailside.consent import gate
from trailside.kit.errors import NotPossible
from trailside.people.actions import passkeys as adding
from trailside.people.actions import signing_in, tries
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.models import Account
from trailside.people.reads import passkeys, viewers
from trailside.people.reads import tries as trying
from trailside.web.door import known
from trailside.web.door.forms import SecretForm, SignInForm
from trailside.web.door.views import BACKEND, welcomed_in


def _prove(request: HttpRequest, account: Account, old: str) -> None:
    """The one there is, counted like a try at the door: an open browser left behind is no free guess."""
    counted = known.counted_as(request, account.name_token)
    if trying.wait(counted):
        raise NotPossible(_("Too many tries. Wait a minute, then try again."), "old")
    if not account.check_password(old):
        tries.failed(counted)
        raise NotPossible(_("This is not the one you have. Look at it again."), "old")


@sensitive_post_parameters("old", "new")
@signed_in()
def mine(request: Here) -> HttpResponse:
    """My password or PIN, and my passkeys."""
    account, sight = cast(Account, request.user), gate.mine(request.viewer)
    form = SecretForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        try:
            if account.has_usable_password():
                _prove(request, account, form.cleaned_data["old"])
            signing_in.change_secret(sight, account, form.cleaned_data["new"])
        except NotPossible as refused:
            form.add_error("old" if refused.field == "old" else "new", str(refused))
        else:
            update_session_auth_hash(request, account)
            return HttpResponseRedirect("/sign-in/mine/?kept=1")
    return render(request, "web/door/mine.html", _told(account, form, "kept" in request.GET))


def _told(account: Account, form: SecretForm, kept: bool = False, refused: str = "") -> dict[str, object]:
    return {
        "form": form,
        "is_card": account.is_card,
        "no_secret": not account.has_usable_password(),
        "passkeys": passkeys.passkeys(account),
        "several": len(viewers.persons_of(account)) > 1,
        "kept": kept,
        "refused": refused,
    }


@require_POST
@signed_in()
def begin_passkey(request: Here) -> HttpResponse:
    """What the browser needs to make one."""
    return JsonResponse(adding.registration(cast(Account, request.user)))


@require_POST
@signed_in()
def add_passkey(request: Here) -> HttpResponse:
    """Keep what the browser made."""
    account = cast(Account, request.user)
    try:
        adding.add(gate.mine(request.viewer), account, request.POST.get("credential", ""))
    except NotPossible as refused:
        told = _told(account, SecretForm(account=account), refused=str(refused))
        return render(request, "web/door/mine.html", told)
    return HttpResponseRedirect("/sign-in/mine/?kept=1")


@require_POST
@signed_in()
def remove_passkey(request: Here, passkey: int) -> HttpResponse:
    """Take one out."""
    account = cast(Account, request.user)
    try:
        adding.remove(gate.mine(request.viewer), account, passkey)
    except NotPossible as refused:
        told = _told(account, SecretForm(account=account), refused=str(refused))
        return render(request, "web/door/mine.html", told)
    return HttpResponseRedirect("/sign-in/mine/?kept=1")


@require_POST
def challenge(request: HttpRequest) -> HttpResponse:
    """What the browser needs to sign in with a passkey."""
    return JsonResponse(adding.challenge())


@require_POST
def with_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with the browser's answer."""
    try:
        account = adding.account_of(request.POST.get("credential", ""))
    except NotPossible as refused:
        form = SignInForm()
        told = {"form": form, "refused": str(refused)}
        return render(request, "web/door/sign_in.html", told)
    login(request, account, backend=BACKEND)
    return welcomed_in(request, account, account.name_token, stay=request.POST.get("stay") == "on")
