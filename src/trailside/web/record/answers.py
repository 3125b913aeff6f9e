"""Was this all right? The answer, words beside a no, and what the privacy officer answered."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from trailside.consent import gate, reads
from trailside.consent.actions import answers as actions
from trailside.consent.reads import answers
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger import once
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.web.asking import is_done
from trailside.web.record.forms import MoreForm, RightForm
from trailside.web.record.months import Month


@signed_in()
def right(request: Here, who: UUID) -> HttpResponse:
    """One tap on a line: it was all right, or it was not."""
    form = RightForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        raise NotThere
    said, sight, zone = form.cleaned_data, gate.mine(request.viewer), request.viewer.zone
    month = Month.read(said["month"], clock.today(zone), zone)
    lines = reads.who_looked(sight, month.since, month.until)
    wanted = (who, said["purpose"], said["listed"])
    line = next((one for one in lines if (one.who, one.purpose, one.on_a_list) == wanted), None)
    if line is None:
        raise NotThere
    row = actions.say(sight, line, month.code, right=said["right"] == "yes", once=once.of(request))
    if row.right:
        return HttpResponseRedirect(f"{reverse('record:who-looked')}?month={month.code}")
    return HttpResponseRedirect(reverse("record:answer", args=[row.pk]))


@signed_in()
def answer(request: Here, answer: UUID) -> HttpResponse:
    """A no of mine: by when it is answered, words that I add, and the answer."""
    sight = gate.mine(request.viewer)
    one = answers.one_of_mine(sight, answer)
    form = MoreForm(request.POST) if request.method == "POST" else MoreForm(initial={"words": one.words})
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if is_done(form, lambda: actions.say_more(sight, answer, words, once=once.of(request))):
            return HttpResponseRedirect(reverse("record:answer", args=[answer]))
    return render(request, "web/record/answer.html", {"answer": one, "form": form, "place": "looked"})
