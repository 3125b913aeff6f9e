"""Agreeing a goal: only its words are required; both may do it; the stranger sees nothing."""

import pytest

from trailside.consent import gate
from trailside.kit.errors import NotPossible, NotThere, Stale
from trailside.ledger.models import Entry
from trailside.plans.actions import goals
from trailside.plans.reads import goals as reads


def test_only_the_words_are_required(house):
    sight = gate.mine(house.ada)
    goals.agree(sight, person=house.ada.person, words="A place with my own door")
    (goal,) = reads.plan_of(sight, house.ada.person).open_goals
    assert (goal.words, goal.why, goal.area) == ("A place with my own door", "", "")
    with pytest.raises(NotPossible):
        goals.agree(sight, person=house.ada.person, words=" ")


def test_ben_reads_it_and_dov_does_not(house):
    goals.agree(gate.mine(house.ada), person=house.ada.person, words="A door", why="Quiet")
    sight = gate.of(house.ben, house.ada.person, "plan")
    assert reads.plan_of(sight, house.ada.person).goals[0].why == "Quiet"
    with pytest.raises(NotThere):
        reads.plan_of(gate.mine(house.dov), house.ada.person)


def test_reached_put_down_and_picked_up_again(house):
    sight = gate.mine(house.ada)
    goal = goals.agree(sight, person=house.ada.person, words="A door")
    goals.put_down(sight, goal)
    assert not reads.plan_of(sight, house.ada.person).open_goals
    goals.pick_up(sight, goal)
    goals.reach(sight, goal)
    assert reads.one(sight, goal.pk).state == "reached"
    verbs = Entry.objects.filter(about=house.ada.person, verb__startswith="plans.").order_by("id")
    assert [entry.verb for entry in verbs][-3:] == ["plans.goal_put_down", "plans.goal_picked_up", "plans.goal_reached"]


def test_a_change_over_a_newer_text_is_stale(house):
    sight = gate.mine(house.ada)
    goal = goals.agree(sight, person=house.ada.person, words="A door")
    goals.change(sight, reads.row(sight, goal.pk), version=1, words="My own door")
    with pytest.raises(Stale):
        goals.change(sight, reads.row(sight, goal.pk), version=1, words="Any door")
    assert reads.one(sight, goal.pk).words == "My own door"
