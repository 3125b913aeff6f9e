"""Wins and marked days: kept, shared with a name, taken off; the stranger touches nothing."""

from uuid import uuid4

import pytest

from trailside.consent import gate
from trailside.journey import actions, panels
from trailside.journey.models import DayMark, SharedDay, Win
from trailside.journey.reads import days, wins
from trailside.journey.rules.days import Day
from trailside.kit.errors import AlreadyDone, NotPossible, NotThere
from trailside.ledger import acting
from trailside.ledger.models import Entry
from trailside.ledger.once import Once


@pytest.fixture
def used(house) -> DayMark:
    return actions.mark_day(gate.mine(house.ada), Day.USED, words="I was at Mike's.")


def test_a_win_is_kept_in_her_words_with_what_gave_strength(house):
    actions.keep_win(gate.mine(house.ada), words=" I made the first call. ", source="did-it")
    win = wins.mine(gate.mine(house.ada))[0]
    assert (win.words, win.source) == ("I made the first call.", "did-it")
    assert b"first call" not in bytes(Win.objects.get().words.raw)
    entry = Entry.objects.get(verb="journey.win_kept")
    assert (entry.by, entry.about) == (house.ada.person, house.ada.person)
    assert "call" not in entry.coded


def test_ben_keeps_one_with_her_when_they_meet_and_cannot_read_her_trail(house):
    bens = gate.of(house.ben, house.ada.person, "meeting")
    step = uuid4()
    for _ in range(2):
        actions.keep_win(bens, words="You said 4. You did it.", person=house.ada.person, step=step)
    assert [win.step for win in wins.mine(gate.mine(house.ada))] == [step]
    with pytest.raises(NotThere):
        Win.objects.get().words.read(bens)


def test_a_win_needs_words_and_a_source_that_exists(house):
    for said in ({"words": "  "}, {"words": "x" * 2001}, {"words": "I called.", "source": "luck"}):
        with pytest.raises(NotPossible):
            actions.keep_win(gate.mine(house.ada), **said)
    assert not Win.objects.exists()


def test_a_second_tap_keeps_one(house):
    once = Once("tap", "body")
    actions.keep_win(gate.mine(house.ada), words="I called.", once=once)
    with pytest.raises(AlreadyDone, match="/my-trail/"):
        actions.keep_win(gate.mine(house.ada), words="I called.", once=once)
    assert Win.objects.count() == 1


def test_which_kind_of_day_it_was_is_sealed_too(house, used):
    row = DayMark.objects.get()
    assert b"used" not in bytes(row.said.raw)
    assert not Entry.objects.get(verb="journey.day_marked").coded
    assert days.my_one(gate.mine(house.ada), used.pk).kind is Day.USED


def test_nobody_is_told_until_she_taps_a_name(house, used):
    assert days.shared_with_me(gate.my_people(house.ben)) == []
    actions.share_day(gate.mine(house.ada), used.pk, with_person=house.ben.person)
    assert [(day.kind, day.words) for day in days.shared_with_me(gate.my_people(house.ben))] == [
        (Day.USED, "I was at Mike's.")
    ]
    assert panels.shared_by(gate.of(house.ben, house.ada.person, "plan"), house.ada.person)["days"]
    actions.stop_sharing_day(gate.mine(house.ada), used.pk, with_person=house.ben.person)
    assert days.shared_with_me(gate.my_people(house.ben)) == []


def test_sharing_twice_is_once_and_only_with_who_walks_with_her(house, used):
    for _ in range(2):
        actions.share_day(gate.mine(house.ada), used.pk, with_person=house.ben.person)
    assert SharedDay.objects.count() == 1
    for stranger in (house.ruth, house.mina, house.cleo, house.dov):
        with pytest.raises(NotThere):
            actions.share_day(gate.mine(house.ada), used.pk, with_person=stranger.person)


def test_taken_off_nothing_is_left(house, used):
    win = actions.keep_win(gate.mine(house.ada), words="I called.")
    actions.share_day(gate.mine(house.ada), used.pk, with_person=house.ben.person)
    actions.take_off_day(gate.mine(house.ada), used.pk)
    actions.take_off_win(gate.mine(house.ada), win.pk)
    assert not DayMark.objects.exists()
    assert not SharedDay.objects.exists()
    assert not Win.objects.exists()


@pytest.mark.parametrize("stranger", ["cleo", "ben", "dov", "mina"])
def test_the_stranger_touches_nothing(house, used, stranger):
    win = actions.keep_win(gate.mine(house.ada), words="I called.")
    sight = gate.mine(getattr(house, stranger))
    for act in (
        lambda: days.my_one(sight, used.pk),
        lambda: wins.my_one(sight, win.pk),
        lambda: actions.share_day(sight, used.pk, with_person=house.ruth.person),
        lambda: actions.stop_sharing_day(sight, used.pk, with_person=house.ben.person),
        lambda: actions.take_off_day(sight, used.pk),
        lambda: actions.take_off_win(sight, win.pk),
        lambda: actions.keep_win(sight, words="not mine", person=house.ada.person),
    ):
        with pytest.raises(NotThere):
            act()
    assert (DayMark.objects.count(), Win.objects.count()) == (1, 1)


def test_all_or_nothing(house, used, monkeypatch):
    monkeypatch.setattr(acting.Entry.objects, "bulk_create", lambda *_, **__: 1 / 0)
    for act in (
        lambda: actions.keep_win(gate.mine(house.ada), words="I called."),
        lambda: actions.mark_day(gate.mine(house.ada), Day.HARD),
        lambda: actions.share_day(gate.mine(house.ada), used.pk, with_person=house.ben.person),
        lambda: actions.take_off_day(gate.mine(house.ada), used.pk),
    ):
        with pytest.raises(ZeroDivisionError):
            act()
    assert (Win.objects.count(), DayMark.objects.count(), SharedDay.objects.count()) == (0, 1, 0)
