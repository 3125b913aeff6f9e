"""My phones and computers: where I am signed in, ended one by one or all at once."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from trailside.consent import gate
from trailside.people.actions import sessions as ending
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.models import Account
from trailside.people.reads import sessions

ALL = "all"


@signed_in()
def devices(request: Here) -> HttpResponse:
    """What kind of device, and the day it was last used. Never where it was."""
    account, key = cast(Account, request.user), request.session.session_key
    if request.method == "POST":
        sight, wanted = gate.mine(request.viewer), request.POST.get("end", "")
        if wanted == ALL:
            ending.end_all(sight, account, but=key)
        else:
            ending.end(sight, account, wanted)
        return HttpResponseRedirect("/sign-in/devices/?kept=1")
    told = {"devices": sessions.open_ones(account, key, request.viewer.zone), "kept": "kept" in request.GET}
    return render(request, "web/door/devices.html", told)
