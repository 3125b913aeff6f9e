"""My trail and a hard day, as pages."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from trailside.consent import gate
from trailside.encounters.actions import meetings
from trailside.encounters.rules.meeting import Met, Told
from trailside.journey import actions, panels
from trailside.journey.models import DayMark, Win
from trailside.journey.reads import trail
from trailside.journey.rules.days import Day
from trailside.journey.rules.marks import Kind
from trailside.kit import clock
from trailside.ledger.models import Look
from trailside.measures.actions import check_ins, responses
from trailside.measures.rules.checkin import CheckInSaid
from trailside.measures.rules.instruments import instrument
from trailside.plans.actions import goals, steps


def told(page) -> str:
    assert page.status_code == 200
    return page.content.decode()


@pytest.fixture
def walked(house):
    """Ada's trail: a goal, a step done, a win, a hard day, a check-in, ten sentences."""
    sight, me = gate.mine(house.ada), house.ada.person
    goals.agree(sight, person=me, words="A place with my own door.")
    step = steps.agree(sight, person=me, words="Call the housing office.", sure=7)
    steps.complete(sight, step, strength="did-it", words="I called, and it rang.")
    steps.complete(sight, steps.agree(sight, person=me, words="Open the letters.", sure=8))
    actions.keep_win(sight, words="I asked for help.", source="was-told")
    actions.mark_day(sight, Day.HARD)
    check_ins.keep(sight, CheckInSaid(day=3))
    gse = instrument("gse-10")
    responses.keep(sight, gse, "en", dict.fromkeys(gse.codes, 3))
    return house


def test_the_trail_is_collected_from_every_room(walked):
    marks = trail.mine(gate.mine(walked.ada))
    assert {mark.kind for mark in marks} == set(Kind) - {Kind.BACK}
    said = {mark.words: (mark.kind, mark.own, mark.note) for mark in marks}
    assert said["I called, and it rang."] == (Kind.WIN, True, "I did it myself")
    assert said["Open the letters."] == (Kind.STEP, True, "")


def test_how_often_we_met_stands_there_in_words(house):
    for _ in range(3):
        bens = gate.of(house.ben, house.ada.person, "meeting")
        meetings.goodbye(bens, person=house.ada.person, met=Met(at=clock.now()), told=Told())
    assert "Met with Ben, 3 times." in [mark.words for mark in trail.mine(gate.mine(house.ada))]


def test_a_step_that_became_a_win_is_told_once(walked):
    sight = gate.mine(walked.ada)
    step = steps.agree(sight, person=walked.ada.person, words="Take the 39 bus.", sure=8)
    steps.complete(sight, step)
    actions.keep_win(sight, words="I took the 39 bus alone.", step=step.pk)
    words = [mark.words for mark in trail.mine(sight)]
    assert "I took the 39 bus alone." in words
    assert "Take the 39 bus." not in words


def test_the_page_has_two_pictures_and_the_same_in_words(walked):
    said = told(walked.client(walked.ada).get("/my-trail/"))
    assert said.count('role="img"') >= 2
    assert "It turns at hard days and keeps going." in said
    for words in (
        "A place with my own door.",
        "I called, and it rang.",
        "I asked for help.",
        "Ben and I start to walk",
    ):
        assert words in said.split('id="words"')[1]
    assert "This is your first time." in said
    assert not Look.objects.exists()


def test_the_picture_draws_in_spanish_too(walked):
    ada = walked.client(walked.ada)
    ada.cookies["language"] = "es"
    picture = told(ada.get("/my-trail/")).split("<figure")[1].split("<figcaption")[0]
    numbers = [part.split('"')[0] for part in picture.replace('cy="', 'y="').replace(' x="', 'y="').split('y="')[1:]]
    assert numbers
    assert not [number for number in numbers if "," in number]


def test_the_first_day_is_a_page_too(house):
    said = told(house.client(house.cleo).get("/my-trail/"))
    assert "It begins here, and it is yours." in said
    assert "Ruth and I start to walk" in said


def test_a_year_in_words_and_no_year_before_the_first(walked):
    ada, today = walked.client(walked.ada), clock.today("UTC")
    assert "I asked for help." in told(ada.get(f"/my-trail/{today.year}/"))
    for year in (today.year - 1, today.year + 1, 0, 99999):
        assert ada.get(f"/my-trail/{year}/").status_code == 404


def test_a_win_is_kept_and_can_be_taken_off(house):
    ada = house.client(house.ada)
    page = ada.post("/my-trail/win/", {"words": "I called.", "source": "felt-it", "once": "k"}, follow=True)
    assert "Kept. It is on your trail." in told(page)
    win = Win.objects.get()
    assert "how I felt" in told(ada.get(f"/my-trail/win/{win.pk}/"))
    ada.post(f"/my-trail/win/{win.pk}/")
    assert not Win.objects.exists()


def test_a_win_without_words_is_asked_for_kindly(house):
    page = house.client(house.ada).post("/my-trail/win/", {"words": "", "source": "did-it"})
    assert page.status_code == 422
    assert "Write a few words about it." in page.content.decode()


@pytest.mark.parametrize(
    ("kind", "said"),
    [("hard", "You are not in trouble."), ("used", "Staying alive first"), ("back", "Coming back is a win.")],
)
def test_what_stands_there_after_marking_a_day(house, kind, said):
    page = house.client(house.ada).post("/hard-day/", {"kind": kind, "words": "", "once": "k"}, follow=True)
    page_said = told(page)
    assert said in page_said
    assert "Mine alone. Nobody else can open it." in page_said
    assert "Nobody reads it at night" in page_said


def test_shared_and_taken_back_by_name(house):
    ada = house.client(house.ada)
    mark = actions.mark_day(gate.mine(house.ada), Day.USED, words="I was at Mike's.")
    said = told(ada.post(f"/hard-day/{mark.pk}/share/", {"share_with": str(house.ben.person)}, follow=True))
    assert "Ben can read it." in said
    said = told(ada.post(f"/hard-day/{mark.pk}/share/", {"stop_with": str(house.ben.person)}, follow=True))
    assert "Mine alone" in said
    for nobody in ("x", str(uuid4()), str(house.ruth.person)):
        assert ada.post(f"/hard-day/{mark.pk}/share/", {"share_with": nobody}).status_code == 404
    ada.post(f"/hard-day/{mark.pk}/take-off/")
    assert not DayMark.objects.exists()


def test_the_morning_after_it_says_you_are_back_in_one_tap(house):
    with time_machine.travel(clock.now() - timedelta(days=1)):
        actions.mark_day(gate.mine(house.ada), Day.USED)
    assert panels.mark_a_day(gate.mine(house.ada))["came_through"]
    house.client(house.ada).post("/hard-day/", {"kind": "back", "once": "k"})
    assert panels.mark_a_day(gate.mine(house.ada))["came_through"] is None


@pytest.mark.parametrize("stranger", ["cleo", "ben", "dov", "mina", "mo"])
def test_the_stranger_gets_the_same_404_as_for_what_does_not_exist(house, stranger):
    mark = actions.mark_day(gate.mine(house.ada), Day.USED, words="mine")
    win = actions.keep_win(gate.mine(house.ada), words="mine")
    theirs = house.client(getattr(house, stranger))
    for there, shape in ((mark, "/hard-day/{}/"), (mark, "/hard-day/{}/take-off/"), (win, "/my-trail/win/{}/")):
        nowhere = str(uuid4())
        real, invented = (theirs.get(shape.format(one)) for one in (there.pk, nowhere))
        assert (real.status_code, invented.status_code) == (404, 404)
        assert real.content.decode().replace(str(there.pk), nowhere) == invented.content.decode()
        assert theirs.post(shape.format(there.pk)).status_code in (404, 405)
    assert theirs.post(f"/hard-day/{mark.pk}/share/", {"share_with": str(house.ben.person)}).status_code == 404
    assert (DayMark.objects.count(), Win.objects.count()) == (1, 1)


def test_nobody_signed_in_is_asked_to_sign_in(client, house):
    assert client.get("/my-trail/")["Location"] == "/sign-in/?next=/my-trail/"


def test_a_long_trail_asks_the_database_no_more_questions(walked, django_assert_max_num_queries):
    for at in range(30):
        actions.keep_win(gate.mine(walked.ada), words=f"win {at}")
    ada = walked.client(walked.ada)
    with django_assert_max_num_queries(23):
        told(ada.get("/my-trail/"))


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\u202eback", "x" * 1999])
def test_words_are_shown_as_words(house, words):
    ada = house.client(house.ada)
    ada.post("/my-trail/win/", {"words": words})
    assert "<script>alert" not in told(ada.get("/my-trail/"))
