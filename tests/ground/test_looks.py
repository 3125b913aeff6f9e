"""Every look at another person is written; one's own record and how to reach workers are none."""

from datetime import timedelta

import pytest
import time_machine
from conftest import scene

from trailside.consent import gate
from trailside.consent.models import Never
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger import lookbook, looks
from trailside.ledger.models import Look
from trailside.people.models import SupportRelationship
from trailside.people.reads import names


def looked(viewer, person, purpose="plan"):
    with looks.kept():
        names.name(gate.of(viewer, person, purpose), person)


def test_opening_a_record_is_a_look(house):
    looked(house.ben, house.ada.person)
    look = Look.objects.get()
    assert (look.viewer, look.about, look.scopes, look.purpose) == (house.ben.person, house.ada.person, "name", "plan")


def test_the_same_look_within_ten_minutes_is_written_once(house):
    looked(house.ben, house.ada.person)
    looked(house.ben, house.ada.person)
    assert Look.objects.count() == 1
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        looked(house.ben, house.ada.person)
    assert Look.objects.count() == 2


def test_a_list_of_names_is_one_look_for_the_whole_list(house):
    with looks.kept():
        sight = gate.my_people(house.ben)
        assert list(names.names(sight, sight.seen("name")).values()) == ["Ada"]
    look = Look.objects.get()
    assert (look.about, look.scopes) == (None, "my_people")


def test_my_own_record_and_who_works_here_are_no_looks(house):
    with looks.kept():
        sight = gate.mine(house.ada)
        assert names.names(sight, [house.ada.person, house.ben.person])[house.ben.person] == "Ben"
    assert not Look.objects.exists()


def test_words_cannot_be_opened_where_no_look_would_be_written(house):
    token = lookbook._open.set(None)
    try:
        with pytest.raises(lookbook.NoLookbook):
            names.name(gate.of(house.ben, house.ada.person, "plan"), house.ada.person)
    finally:
        lookbook._open.reset(token)


def test_before_a_page_leaves_only_whoever_was_read_is_asked_about_again(house):
    sight = gate.my_people(house.ben)
    with looks.kept():
        names.name(sight, house.ada.person)
        sight.read_again()
        with scene():
            SupportRelationship.objects.filter(participant_id=house.ada.person).update(until=clock.now())
        with pytest.raises(NotThere):
            sight.read_again()


def test_whoever_was_not_read_may_leave_the_list_meanwhile(house):
    team = gate.my_team(house.mina)
    with scene():
        SupportRelationship.objects.filter(participant_id=house.ada.person).update(until=clock.now())
    team.read_again()
    with pytest.raises(NotThere):
        team.checked_again()


def test_in_a_list_too_whoever_shuts_out_or_is_asked_about_again(house):
    sight = gate.my_people(house.ben)
    with looks.kept():
        names.name(sight, house.ada.person)
        with scene():
            Never.objects.create(
                organisation_id=house.here.id, person_id=house.ada.person, who_id=house.ben.person, since=clock.now()
            )
        with pytest.raises(NotThere):
            sight.read_again()
