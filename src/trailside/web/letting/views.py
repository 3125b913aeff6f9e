"""Letting someone in: whom, what, a look at exactly what they would see, yes. Listed; ended with one tap."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST

from trailside.consent import gate
from trailside.consent.actions import grants
from trailside.consent.reads import grants as reads
from trailside.consent.reads import said as wording
from trailside.consent.rules import Kind
from trailside.design import words
from trailside.kit.errors import NotPossible
from trailside.ledger import once
from trailside.ledger.sight import Sight
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.rules import Role
from trailside.web.letting.forms import TOGETHER, SignForm, WishForm
from trailside.web.letting.seen import sections


@signed_in(Role.PARTICIPANT)
def letting_in(request: Here) -> HttpResponse:
    """Everyone I let in, and the way to let someone in."""
    found = reads.mine(gate.mine(request.viewer))
    told = {"now": [one for one in found if one.stands], "once": [one for one in found if not one.stands]}
    return render(request, "web/letting/letting_in.html", told | {"kinds": wording.KINDS, "place": "let"})


def _would_see(request: Here, scopes: Any) -> list[Any]:
    return sections(gate.as_they_would(request.viewer, scopes), request.viewer.person)


@signed_in(Role.PARTICIPANT)
def new(request: Here) -> HttpResponse:
    """The three taps. Nothing is in an address or kept before the last one; "Not now" stands first on each page."""
    posted = words.kept.get() or request.POST
    kind = posted.get("kind", "")
    if "not_now" in posted:
        return HttpResponseRedirect("/letting-in/")
    if kind not in set(Kind):
        return render(request, "web/letting/who.html", {"kinds": wording.KINDS})
    given = posted.copy()
    if "together" in given:
        given.setlist("scopes", str(given["together"]).split())
    if "scopes" not in given and "chosen" not in given:
        return _what(request, kind, given)
    form = WishForm(given, kind=kind)
    if not form.is_valid():
        return render(request, "web/letting/parts.html", {"form": form})
    return _yes(request, gate.mine(request.viewer), given, form)


def _what(request: Here, kind: str, given: QueryDict) -> HttpResponse:
    """What they may see: bundles with one tap each, or part by part."""
    form = WishForm(given if "days" in given else None, kind=kind, choose="choose" in given)
    if "choose" in given:
        form = WishForm(None, kind=kind)
        said = {name: given[name] for name in ("called", "reason", "days") if name in given}
        form.initial = {**form.initial, **said}
        return render(request, "web/letting/parts.html", {"form": form})
    bundles = [(" ".join(scopes), wording.parts(scopes)) for scopes in TOGETHER]
    return render(request, "web/letting/what.html", {"form": form, "bundles": bundles, "kind": wording.KINDS[kind]})


def _yes(request: Here, sight: Sight, given: QueryDict, form: WishForm) -> HttpResponse:
    """Exactly what they would see, and yes; where 42 CFR part 2 holds, with the form and a name typed under it."""
    wish, signs = form.wish(), reads.signs(request.viewer)
    sent = request.method == "POST" and "yes" in request.POST
    sign = SignForm(request.POST if sent else None) if signs else None
    hidden = WishForm(given, kind=wish.kind, hidden=True)
    hidden.full_clean()
    if sent and (sign is None or sign.is_valid()):
        typed = sign.cleaned_data["typed"] if sign else ""
        try:
            grant, raw = grants.make(sight, wish, typed=typed, once=once.of(request))
            return _link(request, grant.pk, raw)
        except NotPossible as refused:
            form.add_error(None, str(refused))
    told = {
        "form": form,
        "hidden": hidden,
        "wish": wish,
        "sections": _would_see(request, wish.scopes),
        "sign": sign,
        "elements": wording.elements(grants.facts_of(sight, wish)) if signs else [],
        "title": wording.FORMS[grants.facts_of(sight, wish).form],
        "reason": wording.REASONS[wish.reason],
    }
    return render(request, "web/letting/yes.html", told)


def _link(request: Here, grant: UUID, raw: str) -> HttpResponse:
    link = request.build_absolute_uri(f"/let-in/open/{raw}/")
    return render(request, "web/letting/link.html", {"link": link, "grant": grant})


@signed_in(Role.PARTICIPANT)
def one(request: Here, grant: UUID) -> HttpResponse:
    """One grant: what they see now, until when; ending it."""
    sight = gate.mine(request.viewer)
    found = reads.one(sight, grant)
    told = {"one": found, "sections": _would_see(request, found.scopes) if found.stands else []}
    return render(request, "web/letting/one.html", told)


@require_POST
@signed_in(Role.PARTICIPANT)
def stop(request: Here, grant: UUID) -> HttpResponse:
    """One tap: from the next request on they see nothing."""
    grants.take_back(gate.mine(request.viewer), grant, once=once.of(request))
    return HttpResponseRedirect("/letting-in/")


@require_POST
@signed_in(Role.PARTICIPANT)
def new_link(request: Here, grant: UUID) -> HttpResponse:
    """A new link, shown once; the one before stops."""
    return _link(request, grant, grants.new_link(gate.mine(request.viewer), grant, once=once.of(request)))
