"""The front page, signing in and out, and which person an account is just now."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from trailside.consent import gate
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import wall
from trailside.people import agencies, unsent
from trailside.people.authentication import card_token, name_token
from trailside.people.middleware import Here, who_knocks
from trailside.people.models import Account
from trailside.people.passwords import same
from trailside.people.proofs import Proof
from trailside.people.reads import house, invitations, names, viewers
from trailside.people.rules import WORKERS, Role
from trailside.people.sessions import ONLY, PERSON, SHARED, TOLD, UNSENT
from trailside.web.door import known, opening
from trailside.web.door.entering import Coming, address_after, let_in
from trailside.web.door.forms import CardForm, SignInForm

# Where each role begins; who holds several begins at the first.
HOMES = (
    (Role.PEER_SPECIALIST, "/desk/"),
    (Role.SUPERVISOR, "/review/"),
    (Role.MANAGER, "/programme/"),
    (Role.PRIVACY_OFFICER, "/privacy/"),
    (Role.ADMINISTRATOR, "/programme/team/"),
    (Role.VOLUNTEER_CALLER, "/calls/"),
    (Role.EVALUATOR, "/counts/"),
    (Role.PARTICIPANT, "/today/"),
    (Role.LET_IN, "/let-in/"),
)


def home(request: HttpRequest) -> HttpResponse:
    """Signed in: to one's own page. Nobody here yet: to the beginning. Else the front page."""
    viewer = cast(Here, request).viewer
    if viewer:
        if _is_told(request):
            return HttpResponseRedirect("/sign-in/mine/")
        for role, address in HOMES:
            if viewer.has(role):
                return HttpResponseRedirect(address)
    if who_knocks(request):
        return HttpResponseRedirect("/sign-in/steps/")
    programmes = house.programmes()
    if not programmes:
        return HttpResponseRedirect("/begin/")
    return render(request, "web/door/front.html", {"programmes": [one for one in programmes if not one.is_practice]})


def _is_told(request: HttpRequest) -> bool:
    """Whether whoever works here must be told, once in a session, that somebody made them a new way to sign in."""
    viewer = cast(Here, request).viewer
    if TOLD in request.session or not viewer.has(*WORKERS) or not invitations.offered(gate.mine(viewer)):
        return False
    request.session[TOLD] = True
    return True


def _asked(
    request: HttpRequest, form: SignInForm | CardForm, template: str, opens: Callable[[], tuple[Account, Coming]]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            account, coming = opens()
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            return let_in(request, account, coming)
    return render(request, template, {"form": form, "agencies": agencies.listed(), "after": address_after(request)})


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password, for whoever works here."""
    form = SignInForm(request.POST or None)

    def opens() -> tuple[Account, Coming]:
        said = form.cleaned_data
        account = opening.by_name(request, said["name"], same(said["password"]))
        return account, Coming(name_token(said["name"]), Proof.PASSWORD, shared=said["shared"])

    return _asked(request, form, "web/door/sign_in.html", opens)


@sensitive_post_parameters("pin", "code")
def card(request: HttpRequest) -> HttpResponse:
    """A card's code and a PIN. The code comes by hand, or from behind the ``#`` of the address by a small script."""
    form = CardForm(request.POST or None)

    def opens() -> tuple[Account, Coming]:
        said = form.cleaned_data
        account, plain = opening.by_card(request, said["code"], said["pin"])
        coming = Coming(card_token(said["code"]), Proof.PIN, own=said["stay"], shared=said["shared"], plain=plain)
        return account, coming

    return _asked(request, form, "web/door/card.html", opens)


def sign_out(request: HttpRequest) -> HttpResponse:
    """A page with one button, so that no link of somebody else's signs anyone out.

    The browser is told to drop what it kept; on a shared computer its cookies as well.
    """
    if request.method == "POST":
        shared = request.session.get(SHARED, False)
        logout(request)
        answer = HttpResponseRedirect("/")
        answer["Clear-Site-Data"] = '"cache", "cookies", "storage"' if shared else '"cache"'
        if shared:
            for name in (known.COOKIE, settings.LANGUAGE_COOKIE_NAME):
                answer.delete_cookie(name)
        return answer
    return render(request, "web/door/sign_out.html")


def choose(request: HttpRequest) -> HttpResponse:
    """Who am I just now? Only the holder of an account is ever shown that it holds several people."""
    if not isinstance(request.user, Account):
        return HttpResponseRedirect("/sign-in/")
    only = request.session.get(ONLY)
    persons = [one for one in viewers.persons_of(request.user) if not only or str(one.organisation_id) == only]
    if request.method == "POST":
        chosen = request.POST.get("person", "")
        if chosen not in {str(person.pk) for person in persons}:
            raise NotThere
        request.session[PERSON] = chosen
        me = next(one for one in persons if str(one.pk) == chosen)
        request.session[UNSENT] = unsent.waiting(viewers.viewer_of(me))
        return HttpResponseRedirect("/")
    shown = []
    for person in persons:
        programme = house.programme(person.organisation_id)
        with wall.of(programme.id):
            name = names.name(gate.mine(viewers.viewer_of(person)), person.pk)
        shown.append({"id": person.pk, "name": name, "programme": programme.name})
    return render(request, "web/door/choose.html", {"persons": shown})
