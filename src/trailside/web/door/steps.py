"""The second step: set up before anything else, asked at each sign-in, changed later; recovery codes shown once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

import segno
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from trailside.consent import gate
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.sight import Sight
from trailside.people import proofs
from trailside.people.actions import passkeys, second, sessions
from trailside.people.doorway import recently
from trailside.people.middleware import who_knocks
from trailside.people.models import Account
from trailside.people.proofs import Proof
from trailside.people.reads import second as having
from trailside.web.door import opening
from trailside.web.door.entering import address_after, come_in, half_way, with_after
from trailside.web.door.forms import CodeForm

WAITING = "app"  # in the session: the sealed secret of an app that has not shown its first code yet
Step = Callable[..., HttpResponse]


def knocking(view: Step) -> Step:
    """For whoever is signed in, or would be but for the second step. ``view(request, account, sight)``.

    Who has a second step and has not shown it does not come past it here: they sign in anew.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        knocks = who_knocks(request)
        if knocks is None:
            return HttpResponseRedirect(with_after("/sign-in/", address_after(request)))
        viewer, lacks = knocks
        account = cast(Account, request.user)
        if lacks and having.ways(account).any:
            logout(request)
            return HttpResponseRedirect("/sign-in/")
        return view(request, account, gate.mine(viewer), *args, **kwargs)

    return asked


@knocking
def set_up(request: HttpRequest, account: Account, sight: Sight) -> HttpResponse:
    """Whoever works here is led to this page until there is a second step."""
    if having.ways(account).any or not having.must(account):
        return HttpResponseRedirect("/sign-in/mine/")
    return render(request, "web/door/steps.html", {"after": address_after(request)})


def _shown_both(request: HttpRequest, account: Account, proof: Proof) -> None:
    """What was just added was shown by being added; the session gets a new secret."""
    proofs.note(request, account, proof, two=True)
    request.session.cycle_key()


def _codes(request: HttpRequest, codes: list[str], after: str) -> HttpResponse:
    return render(request, "web/door/codes.html", {"codes": [_in_halves(code) for code in codes], "after": after})


def _in_halves(code: str) -> str:
    return f"{code[: len(code) // 2]} {code[len(code) // 2 :]}"


def _picture(address: str) -> SafeString:
    drawn = segno.make(address, error="m").svg_inline(border=4, dark="#000", light="#fff", omitsize=True)
    # segno draws numbers only; nothing of the reader's stands in it.
    return mark_safe(drawn)  # noqa: S308  # as said above


@sensitive_variables("codes")
@sensitive_post_parameters("code")
@knocking
@recently
def app(request: HttpRequest, account: Account, sight: Sight) -> HttpResponse:
    """An app that makes codes: its picture (drawn here, asked of nobody), and its first code."""
    if account.is_card:  # a card has its PIN or a passkey
        raise NotThere
    sealed = request.session.get(WAITING) or second.new_secret()
    request.session[WAITING] = sealed
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second.turn_on(sight, account, sealed, form.cleaned_data["code"])
        except NotPossible as refused:
            form.add_error("code", str(refused))
        else:
            del request.session[WAITING]
            _shown_both(request, account, Proof.CODE)
            after = address_after(request)
            return _codes(request, codes, after) if codes else HttpResponseRedirect("/sign-in/mine/?kept=1")
    secret = second.opened(sealed)
    told = {
        "form": form,
        "picture": _picture(second.address(account, sealed)),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "again": having.ways(account).app,
        "after": address_after(request),
    }
    return render(request, "web/door/app.html", told)


@require_POST
@knocking
@recently
def remove_app(request: HttpRequest, account: Account, sight: Sight) -> HttpResponse:
    """Its codes open nothing any more; other browsers are signed out."""
    try:
        second.turn_off(sight, account)
    except NotPossible:
        return HttpResponseRedirect("/sign-in/mine/?only=1")
    sessions.end_all(sight, account, but=request.session.session_key)
    return HttpResponseRedirect("/sign-in/mine/?kept=1")


@require_POST
@sensitive_variables("codes")
@knocking
@recently
def new_codes(request: HttpRequest, account: Account, sight: Sight) -> HttpResponse:
    """Ten new recovery codes: in this answer and nowhere else."""
    if account.is_card or not having.ways(account).any:
        return HttpResponseRedirect("/sign-in/steps/")
    return _codes(request, second.new_codes(sight, account), "/sign-in/mine/")


@require_POST
@knocking
@recently
def begin_passkey(request: HttpRequest, account: Account, sight: Sight) -> HttpResponse:
    """What the browser needs to make one."""
    return JsonResponse(passkeys.registration(account))


@require_POST
@sensitive_variables("codes")
@knocking
@recently
def add_passkey(request: HttpRequest, account: Account, sight: Sight) -> HttpResponse:
    """Keep what the browser made. With the first one, whoever works here gets recovery codes."""
    try:
        passkeys.add(sight, account, request.POST.get("credential", ""))
    except NotPossible as refused:
        request.session["refused"] = str(refused)
        return HttpResponseRedirect("/sign-in/mine/")
    _shown_both(request, account, Proof.PASSKEY)
    if having.must(account) and not having.ways(account).codes:
        return _codes(request, second.new_codes(sight, account), address_after(request))
    return HttpResponseRedirect("/sign-in/mine/?kept=1")


@sensitive_post_parameters("code")
def ask(request: HttpRequest) -> HttpResponse:
    """Name and password were right a moment ago; now the second step."""
    half = half_way(request)
    if half is None:
        return HttpResponseRedirect("/sign-in/")
    account, coming, after = half
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opening.by_code(request, account, form.cleaned_data["code"])
        except NotPossible as refused:
            form.add_error("code", str(refused))
        else:
            return come_in(request, account, coming.with_code(), after)
    told = {"form": form, "ways": having.ways(account), "shared": coming.shared, "after": after}
    return render(request, "web/door/second.html", told)
