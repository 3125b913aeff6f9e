"""Today."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trailside.consent import gate
from trailside.consent.reads import answers
from trailside.encounters import panels as encounters
from trailside.encounters.reads import meetings, written
from trailside.exchange.reads import forgetting
from trailside.journey import panels as journey
from trailside.kit import clock
from trailside.ledger.sight import Sight
from trailside.measures import panels as measures
from trailside.people.doorway import signed_in
from trailside.people.middleware import Here
from trailside.people.reads import names, relations
from trailside.people.rules import Role
from trailside.plans import panels as plans
from trailside.reach.reads.ways import ways_of_many
from trailside.safety import panels as safety
from trailside.safety.reads import emergency
from trailside.team import panels as team

NIGHT = "night"


def part_of_day(now: datetime) -> str:
    """morning, afternoon or evening, where the programme is."""
    return "morning" if 4 <= now.hour < 12 else "afternoon" if 12 <= now.hour < 18 else "evening"


def walkers(sight: Sight, me: UUID) -> list[dict[str, Any]]:
    """Who walks with me and how to reach them, and whoever supports them."""
    specialists = relations.specialists_of(me)
    supporters = list(dict.fromkeys(one for who in specialists for one in relations.supervisors_of(who)))
    ways = ways_of_many(sight, [*specialists, *supporters])
    called = names.names(sight, [me, *specialists, *supporters])
    walking = [
        {"id": who, "name": called[who], "walks": True, "ways": ways.get(who, [])} for who in specialists if who != me
    ]
    beside = [
        {"id": who, "name": called[who], "walks": False, "ways": ways.get(who, [])}
        for who in supporters
        if who not in specialists and who != me
    ]
    return walking + beside


@signed_in(Role.PARTICIPANT)
def today(request: Here) -> HttpResponse:
    """What is next, who walks with me, how is today."""
    me = request.viewer.person
    sight = gate.mine(request.viewer)
    now, walking = timezone.localtime(clock.now()), walkers(sight, me)
    told = {
        "name": names.name(sight, me),
        "me": me,
        "now": now,
        "part": part_of_day(now),
        "back": safety.back(request.COOKIES.get(NIGHT, "")),
        "openings": emergency.news(sight),
        "leaving": forgetting.asked(me),
        "answered": answers.lately_answered(sight),
        "next": plans.next_steps(sight),
        "handed": team.handed(sight),
        "we_meet": team.we_meet(sight),
        "to_read": encounters.to_read(sight),
        "check_in": measures.check_in(sight),
        "offer": measures.offer(sight, meetings=meetings.count(sight, me)),
        "day": journey.mark_a_day(sight),
        "walkers": walking,
        "ask": team.ask(sight),
        "wrote": written.my_last_words(sight),
    }
    return render(request, "web/today/today.html", told)
