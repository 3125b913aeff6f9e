"""Who may see what of Ada."""

import pytest

from trailside.consent import gate, rules
from trailside.consent.actions import let_in, shut_out
from trailside.kit.errors import NotThere


def test_her_specialist_sees_goals_and_what_we_wrote_and_not_her_safety_plan(house):
    sight = gate.of(house.ben, house.ada.person, "plan")
    assert sight.allows(house.ada.person, rules.GOALS)
    assert sight.allows(house.ada.person, rules.WROTE)
    assert not sight.allows(house.ada.person, rules.SAFETY)
    assert not sight.allows(house.ada.person, rules.CHECK_INS)


def test_the_supervisor_sees_that_they_met_and_what_is_put_up_for_review(house):
    sight = gate.of(house.mina, house.ada.person, "supervision")
    assert sight.persons[house.ada.person] == rules.OF_SUPERVISOR


@pytest.mark.parametrize("who", ["dov", "cleo", "ruth", "mo"])
def test_nobody_else_sees_that_she_is_there(house, who):
    with pytest.raises(NotThere):
        gate.of(getattr(house, who), house.ada.person, "curious")


def test_never_means_never_from_the_next_request_on(house):
    shut_out(gate.mine(house.ada), house.ben.person)
    with pytest.raises(NotThere):
        gate.of(house.ben, house.ada.person, "plan")
    assert gate.my_people(house.ben).persons == {}
    let_in(gate.mine(house.ada), house.ben.person)
    assert gate.of(house.ben, house.ada.person, "plan")


def test_only_workers_stand_in_the_house(house):
    with pytest.raises(NotThere):
        gate.house(house.ada)
