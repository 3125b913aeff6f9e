"""Moment A, on the specialist's phone, turned round."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters

from trailside.consent import gate
from trailside.consent.rules import CONTACT
from trailside.exchange.actions import forgetting
from trailside.exchange.reads.forgetting import has_met
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.kit.hub import of_record
from trailside.ledger import once
from trailside.ledger.sight import Sight
from trailside.people.actions import signing_in, welcome
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import episodes, house, names, relations
from trailside.people.rules import Role
from trailside.web.asking import is_done, says_nothing
from trailside.web.welcome import steps
from trailside.web.welcome.cards import card
from trailside.web.welcome.forms import NameForm, PinForm
from trailside.web.welcome.lines import lines

SPECIALIST = Role.PEER_SPECIALIST
# How long a backup of the vault may live; after that even a stolen one has no key.
BACKUPS_LIVE = timedelta(days=30)


def _told(request: Here, sight: Sight, **more: Any) -> dict[str, Any]:
    """What the four lines need to say the truth of this programme."""
    viewer = request.viewer
    return {
        "me": names.name(sight, viewer.person),
        "programme": house.programme(viewer.organisation),
        "has_supervisor": bool(relations.supervisors_of(viewer.person)),
        **more,
    }


def _watched(sight: Sight, person: UUID, **more: Any) -> dict[str, Any]:
    """A page that the person watches: their name, and every line about it so far."""
    me = sight.viewer.person
    called = names.names(sight, [person, me])
    return {"person": person, "name": called[person], "me": called[me], "lines": lines(sight, person), **more}


@signed_in(SPECIALIST)
def start(request: Here) -> HttpResponse:
    """Four lines, and one question."""
    sight = gate.house(request.viewer, SPECIALIST)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        called, language = form.cleaned_data["name"], get_language() or "en"
        try:
            person = welcome.welcome(
                sight, name=called, specialist=request.viewer.person, language=language, once=once.of(request)
            )
            return HttpResponseRedirect(f"/welcome/{person.pk}/")
        except NotPossible as refused:
            form.add_error(refused.field, str(refused))
    return render(request, "web/welcome/start.html", _told(request, sight, form=form))


@signed_in(SPECIALIST)
def without(request: Here) -> HttpResponse:
    """All this help without being in here. Nothing is written, not even that somebody said so."""
    sight = gate.house(request.viewer, SPECIALIST)
    return render(request, "web/welcome/without.html", _told(request, sight))


@signed_in(SPECIALIST)
def watch(request: Here, person: UUID) -> HttpResponse:
    """The first line of *who looked*; or, for someone whose name came from elsewhere, the four lines first."""
    sight = gate.of(request.viewer, person, "welcome", CONTACT)
    standing = episodes.standing_of(sight, person)
    if standing is None:
        raise NotThere
    if standing.waits:
        return _imported(request, sight, person, standing)
    return render(request, "web/welcome/watch.html", _watched(sight, person, first=steps.STEPS[0].word))


@signed_in(SPECIALIST)
def live(request: Here, person: UUID) -> HttpResponse:
    """The stream that says: one more line stands under *who looked*. It carries nothing else."""
    gate.of(request.viewer, person, "welcome", CONTACT)
    return HttpResponse(headers={"X-Live": of_record(person)})


def _imported(request: Here, sight: Sight, person: UUID, standing: episodes.Standing) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": names.name(sight, person)})
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            welcome.welcome_imported(sight, person=person, name=form.cleaned_data["name"], once=once.of(request))

        if is_done(form, write):
            return HttpResponseRedirect(f"/welcome/{person}/")
    told = _told(request, sight, form=form, person=person, source=standing.source, waits=True)
    return render(request, "web/welcome/start.html", told)


@signed_in(SPECIALIST)
def step(request: Here, person: UUID, word: str) -> HttpResponse:
    """One more ask. Left empty it is left out."""
    sight, ask = gate.of(request.viewer, person, "welcome", "goals"), steps.of_word(word)
    if ask is None:
        raise NotThere
    onward = HttpResponseRedirect(f"/welcome/{person}/{steps.after(ask)}/")
    form = ask.form(request.POST) if request.method == "POST" else ask.form(initial=ask.said(sight, person))
    if request.method == "POST":
        if says_nothing(request.POST):
            return onward
        if form.is_valid() and is_done(form, lambda: ask.keep(sight, person, form, once.of(request))):
            return onward
    watched = _watched(sight, person, ask=ask, form=form, number=steps.number(ask), onward=onward.url)
    return render(request, "web/welcome/step.html", watched)


@sensitive_post_parameters("pin", "again")
@signed_in(SPECIALIST)
def give_card(request: Here, person: UUID) -> HttpResponse:
    """The card, shown once. A second tap makes a second card, and the first one stops: nobody is left without one."""
    sight = gate.of(request.viewer, person, "welcome", "goals")
    has_card = relations.has_card(person)
    form = PinForm(request.POST or None, has_card=has_card)
    if request.method == "POST" and form.is_valid():
        pin = form.cleaned_data["pin"] or None
        try:
            code = signing_in.give_card(sight, person, pin=pin, said_by=person)
            return render(request, "web/welcome/card.html", _watched(sight, person, card=card(request, code)))
        except NotPossible as refused:
            form.add_error(refused.field, str(refused))
    return render(request, "web/welcome/pin.html", _watched(sight, person, form=form, has_card=has_card))


@signed_in(SPECIALIST)
def forget(request: Here, person: UUID) -> HttpResponse:
    """Forget all this, there and then. After the first goodbye only they themselves can, in their own record."""
    sight = gate.of(request.viewer, person, "welcome", CONTACT)
    if has_met(person):
        return render(request, "web/welcome/forget_later.html", _watched(sight, person))
    if request.method == "POST":
        forgetting.forget(sight, person, once=once.of(request))
        return HttpResponseRedirect("/welcome/forgotten/")
    standing = episodes.standing_of(sight, person)
    return render(request, "web/welcome/forget.html", _watched(sight, person, waits=standing and standing.waits))


@signed_in(SPECIALIST)
def forgotten(request: Here) -> HttpResponse:
    """It is gone, and by when from backups too."""
    return render(request, "web/welcome/forgotten.html", {"last_day": clock.now() + BACKUPS_LIVE})
