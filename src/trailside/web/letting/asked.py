"""Someone is asking me to sign: what I can do, what may happen if I say no, and a letter with dates only."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trailside.consent import gate
from trailside.consent.rules import MET
from trailside.kit import clock
from trailside.kit.sections import Section
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import house, names
from trailside.people.rules import Role
from trailside.web.letting import paper
from trailside.web.letting.seen import sections


@signed_in(Role.PARTICIPANT)
def asked(request: Here) -> HttpResponse:
    """You may say no. What then, and what else you can offer."""
    return render(request, "web/letting/asked.html")


def _dates(request: Here) -> Section:
    sight = gate.as_they_would(request.viewer, [MET])
    return sections(sight, request.viewer.person)[0]


@signed_in(Role.PARTICIPANT)
def letter(request: Here) -> HttpResponse:
    """The letter as a page to print: my name, the programme's, and the dates. Not a word more."""
    me = request.viewer
    told = {
        "name": names.name(gate.mine(me), me.person),
        "programme": house.programme(me.organisation),
        "dates": _dates(request).lines,
        "today": clock.today(me.zone),
    }
    return render(request, "web/letting/letter.html", told)


@signed_in(Role.PARTICIPANT)
def letter_pdf(request: Here) -> HttpResponse:
    """The same as a PDF. I carry it myself, so no notice goes with it: that would say more than the dates do."""
    me = request.viewer
    programme, dates = house.programme(me.organisation), _dates(request)
    said = {"name": names.name(gate.mine(me), me.person), "programme": programme.name}
    lead = [_("%(name)s met with %(programme)s on these dates. This letter says nothing else.") % said]
    if not dates.lines:
        lead = [_("%(name)s has not met with %(programme)s yet.") % said]
    section = Section("met", "", dates.lines)
    foot = _("Given by %(name)s.") % said
    return paper.as_pdf(_("Letter"), lead, [section], programme=programme.name, zone=me.zone, foot=foot)
