"""My record, as its owner sees it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from trailside.consent import actions, gate, reads
from trailside.kit import clock
from trailside.kit.hub import of_record
from trailside.ledger import once, record
from trailside.ledger import reads as ledger
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import names
from trailside.web.record import timeline
from trailside.web.record.months import Month


def _month(request: Here) -> Month:
    return Month.read(request.GET.get("month", ""), clock.today(request.viewer.zone), request.viewer.zone)


@signed_in()
def written(request: Here) -> HttpResponse:
    """Everything that is written about me, room by room."""
    sight = gate.mine(request.viewer)
    sections = list(record.sections(sight))
    writers = names.names(sight, {line.by for section in sections for line in section.lines if line.by})
    return render(request, "web/record/written.html", {"sections": sections, "writers": writers, "place": "written"})


@signed_in()
def who_looked(request: Here) -> HttpResponse:
    """Who looked at my record in a month, grouped by person and reason, unusual first."""
    sight, month = gate.mine(request.viewer), _month(request)
    groups = reads.who_looked(sight, month.since, month.until)
    this_month = Month.read("", clock.today(month.zone), month.zone)
    return render(
        request,
        "web/record/who_looked.html",
        {
            "groups": groups,
            "lookers": list(dict.fromkeys(group.name for group in groups)),
            "month": month,
            "months": this_month.before(5),
            "shut_out": reads.shut_out_by_me(sight),
            "place": "looked",
        },
    )


@signed_in()
def live(request: Here) -> HttpResponse:
    """The stream that says: one more line stands in *who looked*. It carries nothing else."""
    return HttpResponse(headers={"X-Live": of_record(gate.mine(request.viewer).viewer.person)})


@signed_in()
def done(request: Here) -> HttpResponse:
    """What was done about me, day by day: the ledger's entries in plain words."""
    sight, month = gate.mine(request.viewer), _month(request)
    days = timeline.days(sight, ledger.entries_about_me(sight, month.since, month.until), month.zone)
    this_month = Month.read("", clock.today(month.zone), month.zone)
    return render(
        request,
        "web/record/done.html",
        {"days": days, "month": month, "months": this_month.before(5), "place": "done"},
    )


@signed_in()
def never(request: Here, who: UUID) -> HttpResponse:
    """One tap: this person must never open my record. The page asks nothing and can be undone where it stands."""
    sight = gate.mine(request.viewer)
    if request.method == "POST":
        change = actions.let_in if "let_in" in request.POST else actions.shut_out
        change(sight, who, once=once.of(request))
        return HttpResponseRedirect(reverse("record:who-looked"))
    return render(
        request, "web/record/never.html", {"who": who, "name": reads.could_shut_out(sight, who), "place": "looked"}
    )
