"""Asked once more, before what must not be done from a browser that somebody left open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from trailside.kit.errors import NotPossible
from trailside.ledger.sight import Sight
from trailside.people import agencies, proofs
from trailside.people.actions import passkeys
from trailside.people.models import Account
from trailside.people.proofs import Proof
from trailside.people.reads import agencies as known
from trailside.people.reads import second
from trailside.web.door import opening
from trailside.web.door.entering import address_after, with_after
from trailside.web.door.forms import AgainForm
from trailside.web.door.steps import knocking


def _shown(request: HttpRequest, account: Account, proof: Proof, *, two: bool) -> HttpResponse:
    """Shown once more: the session gets a new secret, and on to where they wanted to go."""
    proofs.note(request, account, proof, two=two)
    request.session.cycle_key()
    return HttpResponseRedirect(address_after(request) or "/sign-in/mine/")


def _page(request: HttpRequest, account: Account, form: AgainForm, refused: str = "") -> HttpResponse:
    told = {
        "form": form,
        "after": address_after(request),
        "ways": second.ways(account),
        "agencies": agencies.listed() if known.has(account) else (),
        "refused": refused,
    }
    return render(request, "web/door/again.html", told)


def _form(request: HttpRequest, account: Account) -> AgainForm:
    return AgainForm(request.POST or None, account=account, code=second.ways(account).app)


@sensitive_post_parameters("password", "code")
@knocking
def ask(request: HttpRequest, account: Account, sight: Sight) -> HttpResponse:
    """The password or PIN, and a code where there is an app."""
    form = _form(request, account)
    if request.method == "POST" and form.fields and form.is_valid():
        said = form.cleaned_data
        try:
            if "password" in said:
                opening.again(request, account, said["password"])
            if "code" in said:
                opening.by_code(request, account, said["code"])
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            return _shown(request, account, Proof.PASSWORD, two="code" in said)
    return _page(request, account, form)


@require_POST
@knocking
def with_passkey(request: HttpRequest, account: Account, sight: Sight) -> HttpResponse:
    """Or a passkey of the same account."""
    try:
        if passkeys.account_of(request.POST.get("credential", "")) != account:
            return HttpResponseRedirect(with_after("/sign-in/again/", address_after(request)))
    except NotPossible as refused:
        form = AgainForm(None, account=account, code=second.ways(account).app)
        return _page(request, account, form, str(refused))
    return _shown(request, account, Proof.PASSKEY, two=True)
