"""The last two minutes: goodbye files everything, in one go or not at all."""

from datetime import timedelta

import pytest
from conftest import scene
from django.utils import translation

from trailside.consent import gate
from trailside.encounters.actions.meetings import goodbye
from trailside.encounters.models import Encounter, Sentence
from trailside.encounters.reads import meetings, written
from trailside.encounters.rules.meeting import Met, Told, Voice, units
from trailside.kit import clock
from trailside.kit.errors import AlreadyDone, NotPossible, NotThere
from trailside.ledger.models import Entry
from trailside.ledger.once import Once
from trailside.people.models import Organisation
from trailside.plans.actions import steps as step_actions
from trailside.plans.reads import steps


@pytest.fixture
def sight(house):
    return gate.of(house.ben, house.ada.person, "meeting")


@pytest.fixture
def step(house, sight):
    return step_actions.agree(sight, person=house.ada.person, words="Call the housing office", sure=4)


def file(house, sight, told=None, **more):
    return goodbye(sight, person=house.ada.person, met=Met(at=clock.now()), told=told or Told(), **more)


@pytest.mark.parametrize(("minutes", "expected"), [(None, 0), (7, 0), (8, 1), (22, 1), (23, 2), (60, 4)])
def test_units_of_a_payer_follow_the_eight_minute_rule(minutes, expected):
    assert units(minutes) == expected


def test_that_we_met_is_enough(house, sight):
    file(house, sight)
    assert meetings.count(sight, house.ada.person) == 1
    assert not Sentence.objects.exists()


def test_everything_is_filed_at_once(house, sight, step):
    told = Told(
        outcome="done",
        strength="did-it",
        next_words="Read the letter",
        next_sure=8,
        sentences={Voice.PARTICIPANT: "I found the second line myself", Voice.SPECIALIST: "I sat beside her"},
    )
    filed = file(house, sight, told, step=step, said_by=house.ada.person)
    (done,) = steps.steps_done(sight, house.ada.person)
    assert (done.words, done.sure, done.strength) == ("Call the housing office", 4, "did-it")
    assert steps.next_step(sight, house.ada.person).words == "Read the letter"
    meeting = written.one(gate.mine(house.ada), filed.pk)
    assert [one.words for one in meeting.sentences] == ["I found the second line myself", "I sat beside her"]
    verbs = list(Entry.objects.filter(about=house.ada.person).order_by("id").values_list("verb", flat=True))
    assert verbs[-3:] == ["plans.step_done", "plans.step_agreed", "encounters.met"]
    assert set(Entry.objects.filter(verb__in=verbs[-3:]).values_list("said_by", flat=True)) <= {house.ada.person, None}


def test_what_cannot_be_filed_files_nothing(house, sight, step):
    with pytest.raises(NotPossible):
        file(house, sight, Told(outcome="smaller"), step=step)
    ahead = Met(at=clock.now() + timedelta(days=1))
    with pytest.raises(NotPossible):
        goodbye(sight, person=house.ada.person, met=ahead, told=Told(outcome="done"), step=step)
    assert not Encounter.objects.exists()
    assert steps.next_step(sight, house.ada.person).state == "open"


def test_a_smaller_step_becomes_the_next_one(house, sight, step):
    filed = file(house, sight, Told(outcome="smaller", next_words="Find the number", next_sure=9), step=step)
    (next_one,) = steps.open_steps(sight, house.ada.person)
    assert (next_one.id, next_one.words) == (filed.next_step_id, "Find the number")


def test_a_step_done_meanwhile_on_the_other_phone_is_no_obstacle(house, sight, step):
    step_actions.complete(gate.mine(house.ada), steps.row(gate.mine(house.ada), step.pk))
    done = steps.row(sight, step.pk)
    file(house, sight, Told(outcome="done", strength="saw-it"), step=done, done=done)
    (shown,) = steps.steps_done(sight, house.ada.person)
    assert shown.strength == "saw-it"


def test_last_time_is_what_is_open_and_what_was_done_since(house, sight, step):
    file(house, sight)
    step_actions.complete(gate.mine(house.ada), steps.row(gate.mine(house.ada), step.pk))
    last = meetings.last_time(sight, house.ada.person)
    assert last.step is None
    assert last.unnamed == step.pk


@pytest.mark.parametrize(("switch", "kept"), [("met", 0), ("own_words", 2), ("full_note", 3)])
def test_the_programmes_switch_says_how_much_at_most(house, sight, switch, kept):
    with scene():
        Organisation.objects.filter(pk=house.here.id).update(written=switch)
    file(house, sight, Told(sentences=dict.fromkeys(Voice, "words")))
    assert Sentence.objects.count() == kept


def test_two_taps_file_once(house, sight):
    file(house, sight, once=Once("k", "b"))
    with pytest.raises(AlreadyDone) as again:
        file(house, sight, once=Once("k", "b"))
    assert again.value.result == f"/meetings/{Encounter.objects.get().pk}/"


def test_nobody_files_a_meeting_with_themselves_and_the_stranger_none(house):
    with pytest.raises(NotThere):
        goodbye(gate.mine(house.ada), person=house.ada.person, met=Met(at=clock.now()), told=Told())
    with pytest.raises(NotThere):
        gate.of(house.dov, house.ada.person, "meeting")


def test_the_page_files_it_and_says_nothing_is_left(house, step):
    translation.activate("en")
    ben = house.client(house.ben)
    page = ben.get(f"/meetings/with/{house.ada.person}/").content.decode()
    assert "You said 4." in page and "Call the housing office" in page
    said = {"met_on": clock.today(house.ben.zone).isoformat(), "step": step.pk, "outcome": "done", "kind": "in_person"}
    said |= {"strength": "did-it", "participant": "I did it before coffee", "next_words": "Rest", "next_sure": "3"}
    page = ben.post(f"/meetings/with/{house.ada.person}/", {**said, "together": "on"}, follow=True).content.decode()
    assert "Nothing is left to write" in page
    assert "Shall we make it smaller?" in page
    assert "I did it before coffee" in page
    assert Entry.objects.get(verb="encounters.met").said_by == house.ada.person


def test_a_refused_page_keeps_the_words(house, step):
    said = {"met_on": clock.today(house.ben.zone).isoformat(), "step": step.pk, "outcome": "smaller"}
    page = house.client(house.ben).post(f"/meetings/with/{house.ada.person}/", {**said, "specialist": "I listened"})
    assert "I listened" in page.content.decode()
    assert not Encounter.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "not a day", ""])
def test_a_day_that_cannot_be_is_asked_again(house, day):
    page = house.client(house.ben).post(f"/meetings/with/{house.ada.person}/", {"met_on": day, "specialist": "I was"})
    assert page.status_code == 200
    assert "I was" in page.content.decode()
    assert not Encounter.objects.exists()


@pytest.mark.parametrize("field", ["participant", "specialist", "next_words", "place"])
def test_words_too_long_are_shown_again_and_a_nul_is_refused(house, field):
    for words, status in (("x" * 200_000, 200), ("a\0b", 400)):
        said = {"met_on": clock.today(house.ben.zone).isoformat(), field: words}
        assert house.client(house.ben).post(f"/meetings/with/{house.ada.person}/", said).status_code == status
    assert not Encounter.objects.exists()


def test_letters_of_every_direction_are_kept_as_they_are(house, sight):
    words = "‮שלום 😀 ́é"
    filed = file(house, sight, Told(sentences={Voice.PARTICIPANT: words}))
    assert written.one(sight, filed.pk).sentences[0].words == words


@pytest.mark.parametrize("who", ["dov", "cleo", "ruth", "mina", "mo", "ada"])
def test_for_everyone_else_the_page_is_not_there(house, who):
    client = house.client(getattr(house, who))
    assert client.get(f"/meetings/with/{house.ada.person}/").status_code == 404
    assert client.post(f"/meetings/with/{house.ada.person}/", {}).status_code == 404


def test_the_last_two_minutes_ask_a_fixed_number_of_questions(house, sight, step, django_assert_max_num_queries):
    for _again in range(5):
        file(house, sight, Told(sentences=dict.fromkeys(Voice, "words")))
    ben, meeting = house.client(house.ben), Encounter.objects.first()
    with django_assert_max_num_queries(17):
        ben.get(f"/meetings/with/{house.ada.person}/")
    with django_assert_max_num_queries(22):
        ben.get(f"/meetings/{meeting.pk}/")
