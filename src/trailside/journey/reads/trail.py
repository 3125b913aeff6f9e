"""My trail, collected from the rooms below by asking them; nothing of it is kept a second time.

What I wanted, what I did, my wins, who joined, hard days: signs. Check-ins, sentences answered: in words only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trailside.encounters.models import Encounter
from trailside.journey.reads import days, wins
from trailside.journey.rules.days import Day
from trailside.journey.rules.marks import Kind, Mark
from trailside.journey.rules.picture import A_YEAR, Trail, trail
from trailside.kit import clock
from trailside.ledger.sight import Sight
from trailside.measures.reads import check_ins, responses
from trailside.people.models import Episode, SupportRelationship
from trailside.people.reads import names
from trailside.plans.models import Goal, Step
from trailside.plans.reads.words import STRENGTHS
from trailside.plans.rules import StepState

DRAWN_AS = {Day.HARD: Kind.HARD, Day.USED: Kind.HARD, Day.BACK: Kind.BACK}


@dataclass(frozen=True)
class MyTrail:
    """A whole trail: since when, its marks, its two pictures."""

    began: date
    marks: list[Mark]
    drawn: Trail


def whole(sight: Sight) -> MyTrail:
    """The last twelve months of my trail, drawn on the hills of my own record."""
    me, today = sight.viewer, clock.today(sight.viewer.zone)
    marks, first = mine(sight), began(sight, today)
    seed, here = str(me.person), _("Here, today")
    drawn = trail(marks, began=min([first, *(mark.on for mark in marks)]), today=today, seed=seed, here=here)
    return MyTrail(first, marks, drawn)


def mine(sight: Sight, *, since: date | None = None) -> list[Mark]:
    """The marks of my trail from ``since`` (default: a year ago) until today, in order."""
    first = since or clock.today(sight.viewer.zone) - A_YEAR
    kept = wins.mine(sight, first)
    told = {win.step for win in kept}
    marks = [*_people(sight, first), *_goals(sight, first), *_steps(sight, first, told), *_wins(kept)]
    marks += _days(sight, first)
    return sorted([*marks, *_check_ins(sight, first), *_sentences(sight, first)], key=lambda mark: mark.on)


def began(sight: Sight, today: date) -> date:
    """The day on which somebody began to walk with me; today, if nobody has."""
    first = (
        Episode.objects.filter(person_id=sight.viewer.person).order_by("began_at").values_list("began_at", flat=True)
    )
    return min([today, *(_day(sight, moment) for moment in first[:1])])


def _day(sight: Sight, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(sight.viewer.zone)).date()


def _midnight(sight: Sight, first: date) -> datetime:
    return datetime(first.year, first.month, first.day, tzinfo=ZoneInfo(sight.viewer.zone))


def _people(sight: Sight, first: date) -> Iterator[Mark]:
    """Who began to walk with me, and how often we met: one line a month for each of them."""
    me, since = sight.viewer.person, _midnight(sight, first)
    walks = SupportRelationship.objects.filter(participant_id=me, since__gte=since).order_by("since")
    joined = list(walks.values_list("specialist_id", "since"))
    meetings = Encounter.objects.filter(person_id=me, met_at__gte=since, by__isnull=False).order_by("met_at")
    met = [(who, _day(sight, at)) for who, at in meetings.values_list("by_id", "met_at")]
    called = names.names(sight, {who for who, _at in (*joined, *met)}) if joined or met else {}
    for who, at in joined:
        words = _("%(name)s and I start to walk") % {"name": called[who]}
        yield Mark(Kind.JOINED, _day(sight, at), words, letter=called[who][:1])
    months: dict[tuple[int, int, UUID], list[date]] = {}
    for who, on in met:
        months.setdefault((on.year, on.month, who), []).append(on)
    for (_year, _month, who), days_met in months.items():
        words = ngettext("Met with %(name)s.", "Met with %(name)s, %(times)s times.", len(days_met))
        yield Mark(Kind.NOTED, days_met[-1], words % {"name": called[who], "times": len(days_met)})


def _goals(sight: Sight, first: date) -> Iterator[Mark]:
    rows = Goal.objects.filter(person_id=sight.viewer.person, agreed_at__gte=_midnight(sight, first))
    for row in rows.only("id", "person_id", "words", "agreed_at"):
        on = _day(sight, row.agreed_at)
        yield Mark(Kind.GOAL, on, row.words.read(sight), own=True, address=f"/goals/{row.pk}/")


def _steps(sight: Sight, first: date, told: set[UUID | None]) -> Iterator[Mark]:
    """Steps that were done; with what gave strength named, a win. One that was kept as a win is told there."""
    rows = Step.objects.filter(
        person_id=sight.viewer.person, state=StepState.DONE.value, ended_at__gte=_midnight(sight, first)
    ).only("id", "person_id", "words", "did_words", "ended_at", "strength")
    for row in rows:
        if row.pk not in told and row.ended_at:
            words, note = row.did_words.read(sight) or row.words.read(sight), str(STRENGTHS.get(row.strength, ""))
            on, address = _day(sight, row.ended_at), f"/steps/{row.pk}/"
            kind = Kind.WIN if row.strength else Kind.STEP
            yield Mark(kind, on, words, own=True, note=note, address=address)


def _wins(kept: list[wins.WinSeen]) -> Iterator[Mark]:
    for win in kept:
        note = str(STRENGTHS.get(win.source, ""))
        yield Mark(Kind.WIN, win.on, win.words, own=True, note=note, address=f"/my-trail/win/{win.id}/")


def _days(sight: Sight, first: date) -> Iterator[Mark]:
    said = {Day.HARD: _("A hard day."), Day.USED: _("A hard day: I used."), Day.BACK: _("I came back.")}
    for day in days.mine(sight, first):
        address = f"/hard-day/{day.id}/"
        words, own = (day.words, True) if day.words else (said[day.kind], False)
        yield Mark(DRAWN_AS[day.kind], day.on, words, own, note=said[day.kind] if own else "", address=address)


def _check_ins(sight: Sight, first: date) -> Iterator[Mark]:
    """One line a month, on the last day that has one."""
    for _month, on in groupby(check_ins.days(sight, first), key=lambda day: (day.year, day.month)):
        checked = list(on)
        words = ngettext("Checked in once.", "Checked in %(times)s times.", len(checked)) % {"times": len(checked)}
        yield Mark(Kind.NOTED, checked[-1], words, address="/check-in/before/")


def _sentences(sight: Sight, first: date) -> Iterator[Mark]:
    for code, on, is_first in responses.first_times(sight, first):
        if code == "gse-10":
            words = _("Ten sentences about me, the first time.") if is_first else _("Ten sentences about me, again.")
            yield Mark(Kind.NOTED, on, words, address=f"/ten-sentences/{code}/times/")
