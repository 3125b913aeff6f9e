"""What the rooms below give to today and to a person's page really stands there."""

from datetime import timedelta

import time_machine

from trailside.consent import gate
from trailside.encounters.actions import meetings
from trailside.encounters.rules.meeting import Met, Told
from trailside.journey import actions as journey
from trailside.journey.rules.days import Day
from trailside.kit import clock
from trailside.measures.actions import check_ins
from trailside.measures.rules.checkin import CheckInSaid


def told(client, path):
    page = client.get(path)
    assert page.status_code == 200
    return page.content.decode()


def test_the_ten_sentences_are_offered_from_the_second_meeting_on(house):
    ada, bens = house.client(house.ada), gate.of(house.ben, house.ada.person, "meeting")
    for offered in (False, False, True):
        assert ("Ten sentences about me" in told(ada, "/today/")) is offered
        meetings.goodbye(bens, person=house.ada.person, met=Met(at=clock.now()), told=Told())


def test_todays_check_in_and_the_morning_after_a_hard_day(house):
    sight, ada = gate.mine(house.ada), house.client(house.ada)
    assert "three rulers, and a word if you like" in told(ada, "/today/")
    check_ins.keep(sight, CheckInSaid(day=5))
    with time_machine.travel(clock.now() - timedelta(days=1)):
        journey.mark_day(sight, Day.HARD)
    said = told(ada, "/today/")
    assert "You checked in today." in said
    assert "You came through a hard day." in said


def test_what_ada_shared_with_ben_stands_on_her_page_and_nothing_else(house):
    sight, ben = gate.mine(house.ada), house.client(house.ben)
    row = check_ins.keep(sight, CheckInSaid(day=5, word="Rain, and I went anyway."))
    mark = journey.mark_day(sight, Day.USED, words="I was at Mike.")
    page = f"/people/{house.ada.person}/"
    assert "Rain" not in told(ben, page)
    check_ins.share(sight, row.pk, with_person=house.ben.person)
    journey.share_day(sight, mark.pk, with_person=house.ben.person)
    said = told(ben, page)
    assert "Rain, and I went anyway." in said
    assert "I was at Mike." in said
