"""The front page, signing in and out, and which person an account is just now."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from trailside.consent import gate
from trailside.kit.errors import NotPossible, NotThere
from trailside.people.authentication import card_token, name_token
from trailside.people.middleware import PERSON, Here
from trailside.people.models import Account
from trailside.people.reads import house, names, viewers
from trailside.people.rules import Role
from trailside.web.door import known, opening
from trailside.web.door.forms import CardForm, SignInForm, StayForm

BACKEND = "trailside.people.authentication.ByName"
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
)


def home(request: HttpRequest) -> HttpResponse:
    """Signed in: to one's own page. Nobody here yet: to the beginning. Else the front page."""
    viewer = cast(Here, request).viewer
    if viewer:
        for role, address in HOMES:
            if viewer.has(role):
                return HttpResponseRedirect(address)
    programmes = house.programmes()
    if not programmes:
        return HttpResponseRedirect("/begin/")
    return render(request, "web/door/front.html", {"programmes": [one for one in programmes if not one.is_practice]})


def _onward(request: HttpRequest, account: Account) -> str:
    if len(viewers.persons_of(account)) > 1:
        return "/sign-in/as/"
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return "/"


def welcomed_in(request: HttpRequest, account: Account, token: str, stay: bool) -> HttpResponse:
    """The answer to a sign-in that went well: on one's own phone it lasts, elsewhere until the browser closes."""
    request.session.set_expiry(None if stay else 0)
    answer = HttpResponseRedirect(_onward(request, account))
    known.remember(request, answer, token)
    persons = viewers.persons_of(account)
    if persons and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, persons[0].language, max_age=settings.SESSION_COOKIE_AGE)
    return answer


def _asked(
    request: HttpRequest, form: StayForm, template: str, opens: Callable[[], tuple[Account, str]]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            account, token = opens()
            return welcomed_in(request, account, token, form.cleaned_data["stay"])
        except NotPossible as refused:
            form.add_error(None, str(refused))
    return render(request, template, {"form": form})


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password, for whoever works here."""
    form = SignInForm(request.POST or None)

    def opens() -> tuple[Account, str]:
        said = form.cleaned_data
        return opening.by_name(request, said["name"], said["password"]), name_token(said["name"])

    return _asked(request, form, "web/door/sign_in.html", opens)


@sensitive_post_parameters("pin", "code")
def card(request: HttpRequest) -> HttpResponse:
    """A card's code and a PIN. The code comes by hand, or from behind the ``#`` of the address by a small script."""
    form = CardForm(request.POST or None)

    def opens() -> tuple[Account, str]:
        said = form.cleaned_data
        return opening.by_card(request, said["code"], said["pin"]), card_token(said["code"])

    return _asked(request, form, "web/door/card.html", opens)


def sign_out(request: HttpRequest) -> HttpResponse:
    """A page with one button, so that no link of somebody else's signs anyone out."""
    if request.method == "POST":
        logout(request)
        return HttpResponseRedirect("/")
    return render(request, "web/door/sign_out.html")


def choose(request: HttpRequest) -> HttpResponse:
    """Who am I just now? Only the holder of an account is ever shown that it holds several people."""
    if not isinstance(request.user, Account):
        return HttpResponseRedirect("/sign-in/")
    persons = viewers.persons_of(request.user)
    if request.method == "POST":
        chosen = request.POST.get("person", "")
        if chosen not in {str(person.pk) for person in persons}:
            raise NotThere
        request.session[PERSON] = chosen
        return HttpResponseRedirect("/")
    shown = []
    for person in persons:
        sight = gate.mine(viewers.viewer_of(person))
        programme = house.programme(person.organisation_id)
        shown.append({"id": person.pk, "name": names.name(sight, person.pk), "programme": programme.name})
    return render(request, "web/door/choose.html", {"persons": shown})
