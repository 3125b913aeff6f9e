"""Agreeing a step: how sure, smaller, done, not this time."""

import pytest

from trailside.consent import gate
from trailside.kit.errors import AlreadyDone, NotPossible, NotThere, Stale
from trailside.ledger.models import Entry
from trailside.plans.actions import goals, steps
from trailside.plans.models import Step
from trailside.plans.reads import steps as reads
from trailside.plans.rules import Carried, More, StepState, wants_smaller


@pytest.fixture
def own(house):
    return gate.mine(house.ada)


@pytest.fixture
def step(house, own):
    goal = goals.agree(own, person=house.ada.person, words="A place with my own door")
    return steps.agree(own, person=house.ada.person, goal=goal, words="Call the housing office", sure=4)


@pytest.mark.parametrize(("sure", "asked"), [(None, False), (0, True), (6, True), (7, False), (10, False)])
def test_below_seven_we_ask_for_a_smaller_one(sure, asked):
    assert wants_smaller(sure) is asked


def test_a_step_keeps_how_sure_and_what_was_added(house, own):
    more = More(when="Friday at 3", if_what="they put me on hold", then_what="I keep walking", carried=Carried.TOGETHER)
    steps.agree(own, person=house.ada.person, words="Call", sure=8, sure_why="I did it once", more=more)
    shown = reads.next_step(own, house.ada.person)
    assert (shown.words, shown.sure, shown.sure_why, shown.when) == ("Call", 8, "I did it once", "Friday at 3")
    assert (shown.then_what, shown.carried) == ("I keep walking", "together")


def test_words_are_needed_and_nothing_else(house, own):
    with pytest.raises(NotPossible):
        steps.agree(own, person=house.ada.person, words="  ")
    assert steps.agree(own, person=house.ada.person, words="Breathe").sure is None


def test_ben_agrees_it_with_her_and_the_ledger_says_who_said_it(house):
    sight = gate.of(house.ben, house.ada.person, "plan")
    step = steps.agree(sight, person=house.ada.person, words="Call", sure=4, said_by=house.ada.person)
    entry = Entry.objects.get(verb="plans.step_agreed", ref=f"plans.step:{step.pk}")
    assert (entry.by, entry.said_by, entry.details["sure"]) == (house.ben.person, house.ada.person, 4)
    assert "Call" not in entry.coded


@pytest.mark.parametrize("who", ["dov", "cleo", "ruth", "mina", "mo"])
def test_nobody_else_reads_or_agrees_it(house, step, who):
    viewer = getattr(house, who)
    with pytest.raises(NotThere):
        reads.row(gate.of(viewer, house.ada.person, "plan"), step.pk)


def test_done_twice_is_done_once(house, own, step):
    steps.complete(own, step, strength="did-it", words="Nobody told me to")
    with pytest.raises(AlreadyDone):
        steps.complete(own, reads.row(own, step.pk))
    (done,) = reads.steps_done(own, house.ada.person)
    assert (done.sure, done.strength, done.did_words) == (4, "did-it", "Nobody told me to")
    assert Entry.objects.filter(verb="plans.step_done").count() == 1


def test_a_smaller_step_takes_its_place(house, own, step):
    new = steps.make_smaller(own, step, words="Find the number", sure=9)
    assert (new.after_id, new.goal_id) == (step.pk, step.goal_id)
    assert [shown.words for shown in reads.open_steps(own, house.ada.person)] == ["Find the number"]
    assert reads.one(own, step.pk).state == StepState.SMALLER


def test_not_this_time_keeps_it_or_lets_it_go(house, own, step):
    steps.keep_for_next_time(own, step)
    assert reads.next_step(own, house.ada.person).words == "Call the housing office"
    steps.let_go(own, step)
    assert reads.next_step(own, house.ada.person) is None
    entries = Entry.objects.filter(verb="plans.not_this_time").order_by("id")
    assert [entry.details["choice"] for entry in entries] == ["keep", "let_go"]


def test_whoever_was_slower_is_told(own, step):
    steps.change(own, reads.row(own, step.pk), version=step.version, words="Call on Friday")
    with pytest.raises(Stale):
        steps.change(own, reads.row(own, step.pk), version=step.version, words="Call on Monday")


def test_a_step_cannot_join_another_persons_goal(house, own):
    theirs = goals.agree(gate.mine(house.cleo), person=house.cleo.person, words="Peace")
    with pytest.raises(NotThere):
        steps.agree(own, person=house.ada.person, words="Call", goal=theirs)


def test_words_stay_sealed(step):
    raw = Step.objects.get(pk=step.pk).__dict__["words"]
    assert b"housing" not in bytes(raw)
