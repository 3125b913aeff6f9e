"""The real pages, and beside them one durable write through the real door (``acting``), one read and one slow page."""

from __future__ import annotations

import time
from functools import cache

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from trailside.config import urls
from trailside.consent import gate
from trailside.kit.hub import hub
from trailside.ledger import once, wall
from trailside.ledger.acting import acting
from trailside.ledger.models import Entry
from trailside.ledger.sight import Sight
from trailside.people.actions import founding
from trailside.people.models import Organisation


@cache
def machine() -> Sight:
    """A machine of the first organisation."""
    organisation = Organisation.objects.order_by("founded_at")[0]
    return gate.machine(founding.machine("drill", organisation.id), {}, "drill")


@csrf_exempt
def write(request: HttpRequest) -> HttpResponse:
    """Keep one entry, once."""
    with acting(machine(), once=once.of(request)) as act:
        act.tell("drill.written", mark=request.POST["mark"])
        act.answered_at(f"/drill/count/?mark={request.POST['mark']}")
    return HttpResponseRedirect(act.result)


def count(request: HttpRequest) -> HttpResponse:
    """How often a mark is there."""
    with wall.every("test scene"):
        marks = Entry.objects.filter(verb="drill.written", coded__contains=request.GET["mark"])
        return HttpResponse(str(marks.count()))


def slow(request: HttpRequest) -> HttpResponse:
    """A page that takes its time."""
    time.sleep(float(request.GET["seconds"]))
    return HttpResponse("done")


def read(request: HttpRequest) -> HttpResponse:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM people_organisation ORDER BY founded_at LIMIT 1")
        return HttpResponse(cursor.fetchone()[0])


def live(request: HttpRequest) -> HttpResponse:
    """A stream."""
    return HttpResponse(headers={"X-Live": "drill"})


@csrf_exempt
def tell(request: HttpRequest) -> HttpResponse:
    """Tell the stream."""
    hub.tell("drill", "told", request.GET["word"])
    return HttpResponse()


urlpatterns = [
    path("drill/write/", write),
    path("drill/count/", count),
    path("drill/slow/", slow),
    path("drill/read/", read),
    path("drill/live/", live),
    path("drill/tell/", tell),
    *urls.urlpatterns,
]
handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
