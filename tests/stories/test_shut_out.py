"""Ada shuts Ben out: he is neither told, nor asked, nor shared with, and she stands on his list no longer."""

import pytest

from trailside.consent import actions as consent
from trailside.consent import gate
from trailside.journey.actions import mark_day, share_day
from trailside.journey.rules.days import Day
from trailside.kit.errors import NotThere
from trailside.measures.actions import check_ins
from trailside.measures.reads import check_ins as checked
from trailside.measures.rules.checkin import CheckInSaid
from trailside.people.actions import episodes
from trailside.people.rules import Ending
from trailside.safety import reads as safety
from trailside.safety.actions import mine
from trailside.team.actions import asks


@pytest.fixture
def hers(house):
    """Ada's own Sight, after she has shut Ben out."""
    sight = gate.mine(house.ada)
    consent.shut_out(sight, house.ben.person)
    return sight


def test_a_name_that_would_never_see_it_is_not_offered_on_a_hard_night(house, hers):
    assert safety.could_tell(hers) == {}
    with pytest.raises(NotThere):
        mine.tell(hers, house.ben.person)
    with pytest.raises(NotThere):
        asks.ask(hers, worker=house.ben.person)


def test_nothing_is_shared_with_him_unseen(house, hers):
    row, day = check_ins.keep(hers, CheckInSaid(day=5)), mark_day(hers, Day.HARD)
    assert checked.readers(hers) == []
    with pytest.raises(NotThere):
        check_ins.share(hers, row.pk, with_person=house.ben.person)
    with pytest.raises(NotThere):
        share_day(hers, day.pk, with_person=house.ben.person)


def test_let_in_again_it_is_as_before(house, hers):
    consent.let_in(hers, house.ben.person)
    assert set(safety.could_tell(hers)) == {house.ben.person}
    mine.tell(hers, house.ben.person)


def test_his_list_is_not_told_as_one_that_she_stands_on(house, hers):
    house.client(house.ben).get("/people/")
    looked = house.client(house.ada).get("/my-record/who-looked/").content.decode()
    assert "has you on the list" not in looked


def test_the_list_of_someone_who_walked_with_her_then_stays_told(house):
    house.client(house.ben).get("/people/")
    episodes.end(gate.of(house.ben, house.ada.person, "plan"), house.ada.person, ending=next(iter(Ending)))
    looked = house.client(house.ada).get("/my-record/who-looked/").content.decode()
    assert "has you on the list" in looked
