"""Someone, now: the pages of whoever is signed in, and the manager's lines and hours."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from trailside.consent import gate
from trailside.files.reads import pictures
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import once
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.rules import Role
from trailside.safety import reads
from trailside.safety.actions import lines, mine
from trailside.safety.forms import HoursForm, LineForm, OwnPersonForm, WordsForm

# Set when I was here in the night, read by my own page the next day. It stays on my device; nobody is told.
NIGHT = "night"
NIGHT_KEPT = 60 * 60 * 36
TONIGHT = timedelta(hours=12)


@signed_in()
def now(request: Here) -> HttpResponse:
    """My words from a good day, my people and my tools, above the lines. Nothing to rate; nobody is told."""
    sight = gate.mine(request.viewer)
    answer = render(
        request,
        "safety/now.html",
        {
            "mine": reads.mine(sight),
            "pictures": pictures(sight)[:2],
            "answering": reads.answering_now(sight),
            "could_tell": reads.could_tell(sight),
            "told": {told.to_id for told in reads.told_by_me_since(sight, clock.now() - TONIGHT)},
            "lines": reads.lines_of(request.viewer.organisation),
            "language": get_language(),
        },
    )
    answer.set_cookie(NIGHT, f"{clock.now():%Y-%m-%dT%H}", max_age=NIGHT_KEPT, httponly=True, samesite="Lax")
    return answer


@signed_in()
def tell(request: Here, to: UUID) -> HttpResponse:
    """One tap tells one name."""
    if request.method != "POST":
        raise NotThere
    mine.tell(gate.mine(request.viewer), to, once=once.of(request))
    return HttpResponseRedirect("/now/mine/")


@signed_in(Role.PEER_SPECIALIST)
def answered(request: Here, told: UUID) -> HttpResponse:
    """I saw that someone told me."""
    if request.method != "POST":
        raise NotThere
    mine.answered(gate.my_people(request.viewer), told, once=once.of(request))
    return HttpResponseRedirect("/desk/")


@signed_in()
def my_people(request: Here) -> HttpResponse:
    """My people, my tools, my words from a good day: kept on a good day for a hard night."""
    sight = gate.mine(request.viewer)
    kind = request.POST.get("kind", "")
    forms = {
        "people": OwnPersonForm(request.POST if kind == "people" else None, prefix="people"),
        "tools": WordsForm(request.POST if kind == "tools" else None, prefix="tools"),
        "words": WordsForm(request.POST if kind == "words" else None, prefix="words"),
    }
    form = forms.get(kind)
    if request.method == "POST" and form is not None and form.is_valid():
        said = form.cleaned_data
        try:
            if kind == "people":
                mine.add_person(sight, said["name"], said["phone"], once=once.of(request))
            else:
                mine.add_words(sight, kind, said["words"], once=once.of(request))
            return HttpResponseRedirect("/my-people/")
        except NotPossible as error:
            form.add_error(error.field, str(error))
    return render(
        request, "safety/my_people.html", {"mine": reads.mine(sight), "pictures": pictures(sight), "forms": forms}
    )


@signed_in()
def take_away(request: Here, kind: str, row: UUID) -> HttpResponse:
    """Take one of mine away."""
    if request.method != "POST" or kind not in mine.KINDS:
        raise NotThere
    mine.take_away(gate.mine(request.viewer), kind, row, once=once.of(request))
    return HttpResponseRedirect("/my-people/")


@signed_in(Role.MANAGER)
def programme_lines(request: Here) -> HttpResponse:
    """The programme's lines and hours."""
    sight = gate.house(request.viewer, Role.MANAGER)
    hours = {
        f"{edge}_{one.weekday}": getattr(one, edge)
        for one in reads.hours_of(request.viewer.organisation)
        for edge in ("opens", "closes")
    }
    form = HoursForm(request.POST or None, initial=hours)
    if request.method == "POST" and form.is_valid():
        lines.set_hours(sight, form.hours(), once=once.of(request))
        return HttpResponseRedirect("/programme/lines/")
    context = {"lines": reads.lines_of(request.viewer.organisation), "own": reads.own_lines(sight), "form": form}
    return render(request, "safety/lines.html", context)


@signed_in(Role.MANAGER)
def programme_line(request: Here, line: UUID | None = None) -> HttpResponse:
    """Add, change or take away one line."""
    sight = gate.house(request.viewer, Role.MANAGER)
    row = next((one for one in reads.own_lines(sight) if one.pk == line), None)
    if line is not None and row is None:
        raise NotThere
    form = LineForm(request.POST or None, instance=row)
    if request.method == "POST":
        try:
            if line is not None and "take_away" in request.POST:
                lines.take_away(sight, line, once=once.of(request))
                return HttpResponseRedirect("/programme/lines/")
            if form.is_valid():
                lines.keep(sight, line, form.cleaned_data, once=once.of(request))
                return HttpResponseRedirect("/programme/lines/")
        except NotPossible as error:
            form.add_error(error.field, str(error))
    return render(request, "safety/line.html", {"form": form, "line": row})


@signed_in(Role.MANAGER)
def start_lines(request: Here) -> HttpResponse:
    """Make the lines that ship the programme's own."""
    if request.method == "POST":
        lines.start(gate.house(request.viewer, Role.MANAGER), once=once.of(request))
    return HttpResponseRedirect("/programme/lines/")
