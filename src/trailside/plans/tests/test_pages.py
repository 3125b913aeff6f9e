"""The pages of goals and steps, by the real browser client."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from trailside.consent import actions as consent
from trailside.consent import gate
from trailside.plans import panels
from trailside.plans.actions import goals, steps
from trailside.plans.models import Goal, Step
from trailside.plans.reads import steps as reads


@pytest.fixture
def step(house):
    sight = gate.mine(house.ada)
    goal = goals.agree(sight, person=house.ada.person, words="A place with my own door", why="Quiet")
    return steps.agree(sight, person=house.ada.person, goal=goal, words="Call the housing office", sure=4)


def test_ada_agrees_a_goal_and_a_step_and_is_asked_whether_smaller(house):
    ada = house.client(house.ada)
    page = ada.post("/goals/new/", {"words": "A place with my own door"}, follow=True)
    goal = Goal.objects.get()
    assert page.redirect_chain == [(f"/goals/{goal.pk}/steps/new/", 302)]
    assert "A place with my own door" in page.content.decode()
    page = ada.post(f"/goals/{goal.pk}/steps/new/", {"words": "Call", "sure": "4"}, follow=True)
    step = Step.objects.get()
    assert page.redirect_chain == [(f"/steps/{step.pk}/smaller/", 302)]
    assert "You said 4." in page.content.decode()
    page = ada.post(f"/steps/{step.pk}/smaller/", {"words": "Find the number", "sure": "9"}, follow=True)
    assert "Find the number" in page.content.decode()


def test_sure_enough_is_not_asked(house, step):
    page = house.client(house.ada).post(f"/goals/{step.goal_id}/steps/new/", {"words": "Call", "sure": "7"})
    assert not page.url.endswith("smaller/")


def test_a_form_that_is_refused_keeps_the_words(house, step):
    page = house.client(house.ada).post(f"/goals/{step.goal_id}/steps/new/", {"words": "", "when": "Friday at three"})
    assert "Friday at three" in page.content.decode()
    assert "Write what the step is" in page.content.decode()


def test_done_says_you_said_4_and_asks_what_gave_strength(house, step):
    ada = house.client(house.ada)
    page = ada.post(f"/steps/{step.pk}/done/", {"once": "k1"}, follow=True)
    assert "You said 4. You did it." in page.content.decode()
    assert ada.post(f"/steps/{step.pk}/done/", {"once": "k1"}).url == f"/steps/{step.pk}/"
    answer = ada.post(f"/steps/{step.pk}/strength/", {"strength": "did-it", "words": "Before coffee"})
    assert answer.url == "/today/"
    (done,) = reads.steps_done(gate.mine(house.ada), house.ada.person)
    assert (done.strength, done.did_words) == ("did-it", "Before coffee")


def test_not_this_time_gives_three_choices(house, step):
    ada = house.client(house.ada)
    page = ada.get(f"/steps/{step.pk}/not-this-time/").content.decode()
    assert all(words in page for words in ("Keep it", "Make it smaller", "Let it go"))
    ada.post(f"/steps/{step.pk}/not-this-time/", {"choice": "let_go"})
    assert Step.objects.get().state == "let_go"


def test_a_stale_form_shows_both_texts(house, step):
    ada, ben = house.client(house.ada), house.client(house.ben)
    ben.post(f"/steps/{step.pk}/change/", {"words": "Call on Friday", "version": "1", "together": "on"})
    page = ada.post(f"/steps/{step.pk}/change/", {"words": "Call on Monday", "version": "1"})
    assert page.status_code == 409
    assert "Call on Friday" in page.content.decode()
    assert "Call on Monday" in page.content.decode()


def test_ben_does_it_on_his_phone_in_her_words(house):
    ben = house.client(house.ben)
    assert "What Ada wants" in ben.get(f"/goals/with/{house.ada.person}/new/").content.decode()
    ben.post(f"/goals/with/{house.ada.person}/new/", {"words": "A door", "together": "on"})
    assert Goal.objects.get().person_id == house.ada.person


PAGES = ["/goals/with/{ada}/", "/goals/with/{ada}/new/", "/goals/{goal}/", "/goals/{goal}/change/"]
PAGES += ["/goals/{goal}/steps/new/", "/steps/{step}/", "/steps/{step}/change/", "/steps/{step}/smaller/"]
PAGES += ["/steps/{step}/not-this-time/"]


@pytest.mark.parametrize("who", ["dov", "cleo", "ruth", "mina", "mo"])
def test_for_everyone_else_it_is_not_there(house, step, who):
    client = house.client(getattr(house, who))
    for page in PAGES:
        address = page.format(ada=house.ada.person, goal=step.goal_id, step=step.pk)
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"words": "x"}).status_code == 404, address


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_stands_in_both_languages(house, step, language):
    ben = house.client(house.ben)
    ben.cookies["language"] = language
    for page in PAGES:
        answer = ben.get(page.format(ada=house.ada.person, goal=step.goal_id, step=step.pk))
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.content.decode()


def test_the_panels_show_what_is_next(house, step):
    translation.activate("en")
    panel = panels.next_steps(gate.mine(house.ada))
    words = render_to_string(panel["template"], {"panel": panel})
    assert "Call the housing office" in words
    assert "Not this time" in words
    panel = panels.plan(gate.of(house.ben, house.ada.person, "plan"), house.ada.person)
    assert "A place with my own door" in render_to_string(panel["template"], {"panel": panel})
    assert panels.plan(gate.my_team(house.mina), house.ada.person) is None


def test_the_plan_asks_a_fixed_number_of_questions(house, step, django_assert_max_num_queries):
    sight = gate.mine(house.ada)
    for number in range(10):
        steps.agree(sight, person=house.ada.person, words=f"Step {number}")
    ada = house.client(house.ada)
    with django_assert_max_num_queries(7):
        ada.get("/goals/")


def test_whoever_she_shut_out_finds_nothing_any_more(house, step):
    consent.shut_out(gate.mine(house.ada), house.ben.person)
    ben = house.client(house.ben)
    for page in PAGES:
        address = page.format(ada=house.ada.person, goal=step.goal_id, step=step.pk)
        assert ben.get(address).status_code == 404, address
    assert ben.post(f"/steps/{step.pk}/done/").status_code == 404
    assert Step.objects.get().state == "open"
