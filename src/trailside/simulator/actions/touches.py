"""What makes the demo a day like any other: someone who asked, a promise, a meeting, a hard night, ways to reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from trailside.consent import gate, rules
from trailside.encounters.actions import review
from trailside.encounters.reads import meetings, written
from trailside.kit import clock
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.measures.actions import check_ins
from trailside.measures.rules.checkin import CheckInSaid
from trailside.people.reads import relations, viewers
from trailside.reach.actions import quiet, ways
from trailside.reach.rules import By
from trailside.safety.actions import mine
from trailside.simulator.actions.programmes import MACHINE, Programme
from trailside.team.actions import asks, planned, promises

# Numbers that North America keeps for stories: 555-0100 to 555-0199.
NUMBERS = ("508-555-0121", "508-555-0134", "774-555-0142", "508-555-0163", "774-555-0175", "508-555-0186")


def _own(viewer: Viewer, person: UUID) -> Sight:
    me = replace(viewers.viewer_by_id(person), machine=MACHINE)
    return gate.machine(me, {person: rules.EVERYTHING}, MACHINE)


def _reachable(worker: Viewer, number: str) -> None:
    sight = gate.machine(worker, {worker.person: rules.EVERYTHING}, MACHINE)
    ways.keep_way(sight, person=worker.person, value=number, may_text=True, may_voicemail=True)


def _ways(sight: Sight, people: list[UUID]) -> None:
    for place, (person, number) in enumerate(zip(people, NUMBERS, strict=False)):
        not_to_say = "Say Ben from the garden." if place == 2 else ""
        ways.keep_way(sight, person=person, value=number, may_text=place != 3, not_to_say=not_to_say)
        quiet.agree_quiet(sight, person=person, days=(14, 7, 10, 30, 5, 21)[place], by=By.TEXT, say="Only a hello.")


def _between(worker: Viewer, sight: Sight, people: list[UUID]) -> None:
    now = clock.now()
    asks.ask(_own(worker, people[1]), worker=worker.person, words="The letter came. Could you look at it with me?")
    promises.promise(sight, person=people[0], words="Bring the form for the bus pass")
    planned.plan(sight, person=people[0], at=now + timedelta(days=3), place="Elm Street library")
    planned.plan(sight, person=people[2], at=now + timedelta(hours=3), place="")
    own = _own(worker, people[3])
    kept = check_ins.keep(own, CheckInSaid(day=3, connected=4, handle=4, word="long night"))
    check_ins.share(own, kept.pk, with_person=worker.person)


def _for_a_hard_night(own: Sight) -> None:
    mine.add_person(own, "Rosa, my sister", "508-555-0110")
    mine.add_words(own, "tools", "I put my shoes on and walk to the river and back.")
    mine.add_words(own, "words", "You have been here before, and you got out. It took a morning, not forever.")


def touch(programme: Programme) -> None:
    """A day of the first specialist of a programme and the people who walk with them."""
    worker = programme.specialists[0]
    for one, number in ((worker, "508-555-0101"), (programme.supervisors[0], "508-555-0102")):
        _reachable(one, number)
    people = relations.people_with(worker.person)[: len(NUMBERS)]
    sight = gate.machine(worker, dict.fromkeys(people, rules.OF_SPECIALIST), MACHINE)
    _ways(sight, people)
    if len(people) >= 4:
        _between(worker, sight, people)
    _for_a_hard_night(_own(worker, people[0]))
    for meeting in written.of(sight, people[0], 1):
        review.put_up(sight, meetings.row(sight, meeting.id))
