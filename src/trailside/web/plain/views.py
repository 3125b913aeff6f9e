"""The page of dates, and setting the second PIN that opens it."""

from __future__ import annotations

from typing import cast
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from trailside.consent import gate
from trailside.consent.actions import plain as actions
from trailside.consent.reads import plain as reads
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import wall
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.models import Account
from trailside.people.reads import viewers
from trailside.people.rules import PIN_LONGEST, Role
from trailside.people.sessions import PLAIN
from trailside.team.reads import planned
from trailside.web.door import opening


def _pin(label: object) -> forms.CharField:
    widget = forms.PasswordInput({"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-10"})
    said = {"required": _("Write 4 to 12 numbers.")}
    return forms.CharField(label=cast(str, label), max_length=PIN_LONGEST, widget=widget, error_messages=said)


class PlainForm(forms.Form):
    """The PIN there is, and a second one."""

    old = _pin(_("Your own PIN"))
    pin = _pin(_("A second PIN, for the page of dates"))


def dates(request: HttpRequest) -> HttpResponse:
    """What is to come, by day and hour: no name, no place, no programme. Its one button signs out."""
    if request.method == "POST":
        logout(request)
        return HttpResponseRedirect("/")
    found = viewers.viewers_of(request.user) if isinstance(request.user, Account) else []
    coming = []
    for one in found:
        with wall.of(one.organisation):
            times = planned.times(gate.only_dates(one), one.person)
            coming += [at.astimezone(ZoneInfo(one.zone)) for at in times]
    return render(request, "web/plain/dates.html", {"dates": sorted(coming)})


@sensitive_post_parameters("old", "pin")
@signed_in(Role.PARTICIPANT)
def second_pin(request: Here) -> HttpResponse:
    """Setting the second PIN, throwing it away, and turning this browser to the page of dates. For cards only."""
    account, sight = cast(Account, request.user), gate.mine(request.viewer)
    if not account.is_card:
        raise NotThere
    form = PlainForm(request.POST if "pin" in request.POST else None)
    if request.method == "POST" and "away" in request.POST:
        actions.throw_away(sight, account)
        return HttpResponseRedirect("/sign-in/mine/plain/")
    if request.method == "POST" and form.is_valid():
        try:
            opening.again(request, account, form.cleaned_data["old"])
            actions.set_pin(sight, account, form.cleaned_data["pin"])
        except NotPossible as refused:
            form.add_error(refused.field or "old", str(refused))
        else:
            return HttpResponseRedirect("/sign-in/mine/plain/")
    return render(request, "web/plain/second_pin.html", {"form": form, "is_set": reads.is_set(account)})


@require_POST
@signed_in(Role.PARTICIPANT)
def hide(request: Here) -> HttpResponse:
    """From now on this browser shows dates only, until somebody signs in with the card and the first PIN."""
    if not cast(Account, request.user).is_card:
        raise NotThere
    request.session[PLAIN] = True
    return HttpResponseRedirect("/")
