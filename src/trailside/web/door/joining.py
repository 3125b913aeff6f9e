"""Beginning on an empty install, and joining by a link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from trailside.consent import gate
from trailside.kit.errors import NotPossible, NotThere
from trailside.people import agencies
from trailside.people.actions import founding, invitations
from trailside.people.authentication import name_token
from trailside.people.middleware import PERSON
from trailside.people.models import Account, Person
from trailside.people.proofs import Proof
from trailside.people.reads import house
from trailside.people.reads.invitations import open_invitation
from trailside.people.rules import Role
from trailside.web.door.agency import INVITED
from trailside.web.door.entering import Coming, come_in
from trailside.web.door.forms import MINE, PASSKEY, BeginForm, JoinForm


def _in(request: HttpRequest, person: Person, sign_in: str, after: str = "") -> HttpResponse:
    account = person.account
    assert isinstance(account, Account)
    return come_in(request, account, Coming(name_token(sign_in), Proof.PASSWORD), after)


def _sign_in_of(request: HttpRequest) -> Account | None:
    """The sign-in that this browser has open, if whoever works here may use it too: a card is never for staff."""
    return request.user if isinstance(request.user, Account) and not request.user.is_card else None


def _joined(request: HttpRequest, person: Person, way: str, sign_in: str) -> HttpResponse:
    if way == MINE:
        request.session[PERSON] = str(person.pk)
        return HttpResponseRedirect("/")
    return _in(request, person, sign_in, "/sign-in/steps/" if way == PASSKEY else "")


@sensitive_post_parameters("password")
def begin(request: HttpRequest) -> HttpResponse:
    """The first page of an empty install. There only as long as no programme is."""
    if house.is_founded():
        raise NotThere
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            person = founding.begin(
                programme=said["programme"],
                place=said["place"],
                name=said["called"],
                roles=[Role(role) for role in said["roles"]],
                sign_in=said["sign_in"],
                password=said["password"],
                language=get_language() or "en",
            )
        except NotPossible as refused:
            form.add_error(refused.field, str(refused))
        else:
            return _in(request, person, said["sign_in"], "/programme/")
    return render(request, "web/door/begin.html", {"form": form})


@sensitive_variables("secret")
@sensitive_post_parameters("password")
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever was invited chooses how they sign in. A link that has ended is the same 404 as one that never was."""
    invitation = open_invitation(secret)
    if invitation is None:
        raise NotThere
    sight = gate.machine(founding.machine("joining", invitation.organisation_id), {}, "joining")
    renewed, mine = invitation.person is not None, _sign_in_of(request)
    wanted = request.POST.get("way", "")
    way = "" if wanted == MINE and (renewed or mine is None) else wanted
    called = invitation.name.read(sight)
    programme = house.programme(invitation.organisation_id)
    form = JoinForm(request.POST or None, initial={"called": called}, way=way, renewed=renewed, here=programme)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            person = invitations.join(
                sight,
                secret,
                name=said.get("called", called),
                sign_in=said.get("sign_in", ""),
                password=said.get("password") or None,
                account=mine if way == MINE else None,
                language=get_language() or "en",
            )
        except NotPossible as refused:
            form.add_error(refused.field, str(refused))
        else:
            return _joined(request, person, way, said.get("sign_in", ""))
    theirs = agencies.listed(programme.slug)
    if theirs:
        request.session[INVITED] = agencies.sealed(secret)
    told = {
        "form": form,
        "programme": programme,
        "roles": invitation.roles.split(),
        "renewed": renewed,
        "mine": mine,
        "agencies": theirs,
    }
    return render(request, "web/door/join.html", told)
