"""The specialist's today: who asked, what was promised, who meets, who is quiet longer than they said."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from trailside.consent import actions as consent
from trailside.consent import gate
from trailside.encounters.actions.meetings import goodbye
from trailside.encounters.rules.meeting import Met, Told
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.models import Entry
from trailside.reach.actions import quiet as reaching
from trailside.reach.actions import ways
from trailside.reach.models import ContactAttempt
from trailside.team import panels
from trailside.team.actions import asks, contacts, planned, promises
from trailside.team.models import Ask, Planned, Promise
from trailside.team.reads import asks as ask_reads
from trailside.team.reads import desk
from trailside.team.rules import quiet_for


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def ask(house):
    return asks.ask(gate.mine(house.ada), worker=house.ben.person, words="Could you call me?")


def bens(house):
    return gate.of(house.ben, house.ada.person, "desk")


def today(house, viewer=None):
    return desk.today(gate.my_people(viewer or house.ben, "desk"))


NOW = clock.now()


@pytest.mark.parametrize(
    ("days", "agreed", "said"), [(3, 7, None), (7, 7, None), (8, 7, 8), (100, None, None), (2, 1, 2)]
)
def test_quiet_is_what_they_said(days, agreed, said):
    assert quiet_for(NOW, NOW - timedelta(days=days), agreed) == said


def test_whoever_asked_stands_first_and_reached_answers_it(house, ask):
    (line,) = today(house).asked
    assert (line.name, line.what.words) == ("Ada", "Could you call me?")
    assert today(house, house.ruth).is_empty
    house.client(house.ben).post(
        f"/desk/contact/{house.ada.person}/", {"by": "call", "outcome": "reached", "ask": ask.pk, "once": "k"}
    )
    assert today(house).is_empty
    assert ContactAttempt.objects.get().outcome == "reached"
    assert Ask.objects.get().state == "answered"


def test_no_answer_leaves_the_ask_and_says_when_we_tried(house, ask):
    contacts.note(bens(house), person=house.ada.person, by="call", outcome="no_answer", ask=ask)
    (line,) = today(house).asked
    assert line.no_answer_at is not None


def test_asking_twice_asks_once_and_only_those_who_walk_with_me(house, ask):
    asks.ask(gate.mine(house.ada), worker=house.ben.person, words="It is about Friday")
    (line,) = today(house).asked
    assert line.what.words == "It is about Friday"
    with pytest.raises(NotThere):
        asks.ask(gate.mine(house.ada), worker=house.ruth.person)
    asks.take_back(gate.mine(house.ada), ask_reads.row(gate.mine(house.ada), ask.pk))
    assert today(house).is_empty


def test_whoever_shut_ben_out_is_not_on_his_desk(house, ask):
    consent.shut_out(gate.mine(house.ada), house.ben.person)
    assert today(house).is_empty
    page = house.client(house.ben).post(f"/desk/contact/{house.ada.person}/", {"by": "call", "outcome": "reached"})
    assert page.status_code == 404
    assert panels.ask(gate.mine(house.ada)) is None
    assert house.client(house.ada).get(f"/ask/{house.ben.person}/").status_code == 404


def test_a_promise_stands_until_it_is_kept_or_could_not_be(house):
    promise = promises.promise(bens(house), person=house.ada.person, words="I ask about the bus pass")
    assert today(house).promised[0].what.words == "I ask about the bus pass"
    panel = panels.we_meet(gate.mine(house.ada))
    assert "I ask about the bus pass" in render_to_string(panel["template"], {"panel": panel})
    house.client(house.ben).post(f"/desk/promises/{promise.pk}/", {"choice": "kept"})
    assert Promise.objects.get().state == "kept"
    assert today(house).is_empty
    with pytest.raises(NotPossible):
        promises.promise(bens(house), person=house.ada.person, words=" ")


def test_we_meet_until_it_is_filed_or_called_off(house):
    at = clock.now() + timedelta(hours=2)
    planned.plan(bens(house), person=house.ada.person, at=at, place="Elm Street library")
    (line,) = today(house).meeting
    assert not line.what.has_passed
    with clock.standing_at(at + timedelta(hours=1)):
        assert today(house).meeting[0].what.has_passed
        goodbye(bens(house), person=house.ada.person, met=Met(at=clock.now()), told=Told())
        assert today(house).is_empty


def test_either_of_the_two_calls_it_off_and_nobody_else(house):
    at = clock.now() + timedelta(hours=2)
    row = planned.plan(bens(house), person=house.ada.person, at=at)
    for stranger in (house.dov, house.cleo, house.ruth):
        assert house.client(stranger).post(f"/desk/planned/{row.pk}/").status_code == 404
    house.client(house.ada).post(f"/desk/planned/{row.pk}/")
    assert Planned.objects.get().state == "called_off"
    with pytest.raises(NotPossible):
        planned.plan(bens(house), person=house.ada.person, at=clock.now() - timedelta(hours=1))


def test_quiet_longer_than_she_said_and_never_when_she_said_leave_me_be(house):
    own = gate.mine(house.ada)
    reaching.agree_quiet(own, person=house.ada.person, days=7, by="text")
    with clock.standing_at(clock.now() + timedelta(days=6)):
        assert today(house).quiet == []
    with clock.standing_at(clock.now() + timedelta(days=9)):
        (line,) = today(house).quiet
        assert (line.what.days, line.what.agreed, line.what.by) == (9, 7, "text")
        contacts.note(bens(house), person=house.ada.person, by="text", outcome="reached")
        assert today(house).quiet == []
    reaching.agree_quiet(own, person=house.ada.person, days=None)
    with clock.standing_at(clock.now() + timedelta(days=90)):
        assert today(house).quiet == []


def test_the_page_says_how_to_reach_her_safely(house, ask):
    ways.keep_way(
        gate.mine(house.ada), person=house.ada.person, value="508 555 0134", may_text=True, not_to_say="recovery"
    )
    page = house.client(house.ben).get("/desk/").content.decode()
    assert "tel:+15085550134" in page and "sms:+15085550134" in page
    assert "No voicemail." in page and "recovery" in page
    for word in ("needs you", "overdue", "silent", "due "):
        assert word not in page.casefold()


def test_ada_asks_from_her_own_page(house):
    ada = house.client(house.ada)
    assert "Nobody reads it at night" in ada.get(f"/ask/{house.ben.person}/").content.decode()
    assert ada.post(f"/ask/{house.ben.person}/", {"words": ""}).url == "/today/"
    panel = panels.ask(gate.mine(house.ada))
    assert "You asked for Ben" in render_to_string(panel["template"], {"panel": panel})
    ada.post(f"/asked/{Ask.objects.get().pk}/")
    assert Ask.objects.get().state == "taken_back"


def test_ben_plans_and_promises_from_her_page(house):
    ben, when = house.client(house.ben), clock.today(house.ben.zone) + timedelta(days=2)
    ben.post(f"/desk/meet/{house.ada.person}/", {"day": when.isoformat(), "hour": "14:00", "kind": "in_person"})
    ben.post(f"/desk/promise/{house.ada.person}/", {"words": "I bring the form", "by_day": when.isoformat()})
    panel = panels.between(bens(house), house.ada.person)
    words = render_to_string(panel["template"], {"panel": panel})
    assert "I bring the form" in words
    assert "2 p.m." in words or "14:00" in words or "7 p.m." in words or "6 p.m." in words
    page = ben.post(f"/desk/meet/{house.ada.person}/", {"day": "2020-01-01", "hour": "14:00", "kind": "in_person"})
    assert "That hour is over" in page.content.decode()
    page = ben.post(f"/desk/meet/{house.ada.person}/", {"day": "9999-12-31", "hour": "23:59", "kind": "in_person"})
    assert "very far away" in page.content.decode()


@pytest.mark.parametrize("who", ["dov", "cleo", "ruth", "mina", "mo", "ada"])
def test_for_everyone_else_it_is_not_there(house, ask, who):
    client = house.client(getattr(house, who))
    for page in ("promise", "meet"):
        assert client.get(f"/desk/{page}/{house.ada.person}/").status_code == 404
    assert client.post(f"/desk/contact/{house.ada.person}/", {"by": "call", "outcome": "reached"}).status_code == 404
    if who != "ada":
        assert client.get(f"/ask/{house.ben.person}/").status_code == 404
        assert client.post(f"/asked/{ask.pk}/").status_code == 404


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_desk_stands_in_both_languages(house, ask, language):
    ben = house.client(house.ben)
    ben.cookies["language"] = language
    assert "Could you call me?" in ben.get("/desk/").content.decode()


def test_one_tap_leaves_one_entry_each(house, ask):
    contacts.note(bens(house), person=house.ada.person, by="call", outcome="reached", ask=ask)
    verbs = list(Entry.objects.filter(about=house.ada.person).order_by("id").values_list("verb", flat=True))
    assert verbs[-2:] == ["reach.contact_noted", "team.ask_answered"]


def test_the_desk_asks_a_fixed_number_of_questions(house, ask, django_assert_max_num_queries):
    for number in range(8):
        promises.promise(bens(house), person=house.ada.person, words=f"Promise {number}")
    ben = house.client(house.ben)
    with django_assert_max_num_queries(34):
        ben.get("/desk/")
