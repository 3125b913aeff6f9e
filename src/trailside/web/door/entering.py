"""From a name and password, a card and PIN, a passkey or an agency's word into a session: one way for all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from trailside.kit import clock
from trailside.people import proofs, unsent
from trailside.people.models import Account
from trailside.people.proofs import Proof
from trailside.people.reads import second, viewers
from trailside.people.rules import WORKERS, device, lasts
from trailside.people.sessions import DEVICE, HALF, IDLE, ONLY, PERSON, PLAIN, SHARED, UNSENT, UNTIL
from trailside.web.door import known

BACKEND = "trailside.people.authentication.ByName"
HALF_LASTS = 600  # seconds to find the phone with the codes


@dataclass(frozen=True)
class Coming:
    """What was said at the door. token: under which this browser will be known. only: the programme of an agency."""

    token: str
    proof: Proof
    own: bool = False
    shared: bool = False
    two: bool = False
    only: str = ""
    person: str = ""
    plain: bool = False

    def with_code(self) -> Coming:
        """The same, and a code: two things."""
        return replace(self, proof=Proof.CODE, two=True)


def address_after(request: HttpRequest) -> str:
    """Where somebody wanted to go before they were asked, on this site; else nowhere."""
    wanted = request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def with_after(address: str, after: str) -> str:
    """``address``, and after it ``after``."""
    return f"{address}?{urlencode({'next': after})}" if after else address


def let_in(request: HttpRequest, account: Account, coming: Coming, after: str = "") -> HttpResponse:
    """The first thing was right: in, or on to where the second is asked.

    A passkey, or an agency that asks for two itself, is both. Whoever must show two things and has only one yet comes
    in as far as the page that sets the second up, and no further (``people.middleware``).
    """
    after = after or address_after(request)
    ways = second.ways(account)
    asks = ways.app or (ways.any and second.must(account))
    if asks and not coming.two and not account.is_card:
        said = {"account": account.pk.hex, "at": clock.now().timestamp(), "after": after}
        request.session[HALF] = said | {"coming": vars(coming)}
        return HttpResponseRedirect("/sign-in/second/")
    return come_in(request, account, coming, after)


def half_way(request: HttpRequest) -> tuple[Account, Coming, str] | None:
    """Who has shown the first thing in this browser a moment ago, how, and where they wanted to go."""
    said: dict[str, Any] = request.session.get(HALF) or {}
    if not said or not 0 <= clock.now().timestamp() - said["at"] < HALF_LASTS:
        return None
    account = Account.objects.filter(pk=said["account"], is_active=True).first()
    return (account, Coming(**said["coming"]), said["after"]) if account else None


def come_in(request: HttpRequest, account: Account, coming: Coming, after: str = "") -> HttpResponse:
    """Signed in, in a new session that says how long it lasts. Returns the way to one's own page."""
    request.session.flush()
    login(request, account, backend=BACKEND)
    proofs.note(request, account, Proof(coming.proof), two=coming.two)
    works = any(one.has(*WORKERS) for one in viewers.viewers_of(account))
    how = lasts(works=works, own=coming.own, shared=coming.shared, staff_idle=settings.STAFF_IDLE)
    session = request.session
    session.set_expiry(None if how.kept else 0)
    session[IDLE], session[UNTIL] = how.idle, (clock.now() + timedelta(seconds=how.most)).isoformat()
    session[DEVICE], session[SHARED] = device(request.headers.get("User-Agent", "")), coming.shared
    if coming.plain:
        session[PLAIN] = True
    if coming.only:
        session[ONLY], session[PERSON] = coming.only, coming.person
    answer = HttpResponseRedirect(_onward(request, account, coming, after))
    if not coming.shared:
        known.remember(request, answer, coming.token)
    _in_their_language(request, answer, account)
    return answer


def _onward(request: HttpRequest, account: Account, coming: Coming, after: str) -> str:
    if coming.plain:
        return "/"
    found = viewers.viewers_of(account)
    if len(viewers.persons_of(account)) > 1 and not coming.only:
        return "/sign-in/as/"
    me = next((one for one in found if not coming.person or str(one.person) == coming.person), None)
    pages = unsent.waiting(me) if me else []
    if pages:
        request.session[UNSENT] = pages
    return after or "/"


def _in_their_language(request: HttpRequest, answer: HttpResponse, account: Account) -> None:
    persons = viewers.persons_of(account)
    if persons and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, persons[0].language, max_age=settings.SESSION_COOKIE_AGE)
