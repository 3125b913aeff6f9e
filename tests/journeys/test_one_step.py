"""A goal and a first step together; too big, so smaller; Ada's today; done, or not this time; my trail shows it."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Demo, Open, send

pytestmark = pytest.mark.browser


@pytest.fixture
def person(demo: Demo) -> str:
    return re.findall(r"[0-9a-f-]{36}", demo.account("peer_specialist")["opens"])[0]


def a_goal(page: Page, start: str, words: str) -> None:
    page.goto(start)
    page.locator("#id_words").fill(words)
    send(page.locator("#goal-form .choices .govuk-button").first)
    page.locator("#step-form").wait_for()


def a_step(page: Page, words: str, sure: int) -> None:
    assert page.locator("#step-form .ruler__mark [name=sure]").count() == 11, "eleven buttons, never a drag"
    page.locator("#id_words").fill(words)
    page.locator(f"label[for=id_sure_{sure}]").click(force=True)
    send(page.locator("#step-form .choices .govuk-button").first)


def the_step_on(page: Page, words: str) -> str:
    """The address of a step as it stands in Ada's goals."""
    page.goto("/goals/")
    return str(page.get_by_role("link", name=words).first.get_attribute("href"))


SAYS = {
    "en": ("Shall we make it smaller?", "You said 4.", "Take the smaller step", "Done", "You said 9. You did it."),
    "es": ("¿Lo hacemos más pequeño?", "Dijiste 4.", "Tomar el paso más pequeño", "Hecho", "Dijiste 9. Lo lograste."),
}


@pytest.mark.parametrize(("script", "language"), [(True, "en-US"), (False, "es-US")], ids=["script", "no script, es"])
def test_below_seven_we_make_it_smaller_and_ada_does_it(opened: Open, person: str, script: bool, language: str) -> None:
    mark = uuid4().hex[:6]
    big, small = f"Clear the whole flat {mark}", f"Clear one shelf {mark}"
    ask, said, take, done, did = SAYS[language[:2]]
    ben = opened("peer_specialist", script=script, language=language)
    a_goal(ben, f"/goals/with/{person}/new/", f"A place to breathe {mark}")
    a_step(ben, big, 4)
    assert ask in ben.inner_text("h1")
    assert said in ben.inner_text("main")
    ben.locator("#id_words").fill(small)
    ben.locator("label[for=id_sure_9]").click(force=True)
    send(ben.get_by_role("button", name=take))
    assert small in ben.inner_text("main")
    ada = opened("participant", script=script, language=language)
    ada.goto("/today/")
    assert small in ada.inner_text("main") and big not in ada.inner_text("main")
    ada.goto(the_step_on(ada, small))
    send(ada.get_by_role("button", name=done).first)
    assert did in ada.inner_text("h1")
    ada.locator("label[for=id_strength_0]").click(force=True)
    send(ada.locator("#strength-form .choices .govuk-button").first)
    assert ada.url.endswith("/today/")
    ada.goto("/my-trail/")
    assert small in ada.inner_text("main")


def test_not_this_time_is_met_with_kindness_and_three_ways(opened: Open) -> None:
    ada, mark = opened("participant"), uuid4().hex[:6]
    words = f"Ring my sister {mark}"
    a_goal(ada, "/goals/new/", f"Family again {mark}")
    a_step(ada, words, 8)
    at = ada.url
    done, not_now = (one.bounding_box() for one in ada.locator("main form.choices > *:visible").all()[-2:])
    assert abs(done["width"] - not_now["width"]) < 3 and done["height"] == not_now["height"], "as large as Done"
    ada.get_by_role("link", name="Not this time").first.click()
    assert "That is all right" in ada.inner_text("h1")
    assert not re.search(r"fail|miss|streak|overdue", ada.inner_text("main"), re.IGNORECASE)
    send(ada.get_by_role("button", name="Keep it"))
    ada.goto(at)
    assert "Next step" in ada.inner_text("h1")
    ada.get_by_role("link", name="Not this time").first.click()
    ada.get_by_role("link", name="Make it smaller").click()
    assert ada.locator("#id_words").input_value() == words
    ada.go_back()
    send(ada.get_by_role("button", name="Let it go"))
    ada.goto("/today/")
    assert words not in ada.inner_text("main")


def test_only_the_words_are_required(opened: Open) -> None:
    ada = opened("participant", language="es-ES")
    ada.goto("/goals/new/")
    send(ada.locator("#goal-form .choices .govuk-button").first)
    assert ada.locator(".govuk-error-summary li").count() == 1
    assert ada.locator("html").get_attribute("lang") == "es"
    a_goal(ada, "/goals/new/", "Dormir toda la noche")
    send(ada.locator("#step-form .choices .govuk-button").first)
    assert ada.locator(".govuk-error-summary li").count() == 1
