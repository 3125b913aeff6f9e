"""A check-in is mine alone until I tap a name; ten sentences, one by one or at once; a sentence is the answer."""

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


def checked_in(page: Page, word: str) -> None:
    """Three rulers and a word."""
    page.goto("/check-in/")
    for ruler in ("day", "connected", "handle"):
        page.locator(f"#check-in label[for=id_{ruler}_6]").click(force=True)
    page.locator("#check-in textarea, #check-in input[type=text]").first.fill(word)
    send(page.locator("#check-in .choices .govuk-button").first)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_it_is_mine_alone_until_i_tap_a_name(opened: Open, person: str, script: bool) -> None:
    ada, ben = opened("participant", script=script), opened("peer_specialist", script=script)
    word = f"Fog till noon {uuid4().hex[:6]}"
    checked_in(ada, word)
    text = ada.inner_text("main")
    assert "Mine alone" in text
    assert "Nobody reads it at night" in text or "at night" in text, "who reads it, and that nobody does at night"
    for page in ("/desk/", f"/people/{person}/"):
        ben.goto(page)
        assert word not in ben.inner_text("main")
    send(ada.get_by_role("button", name="Share with Ben Okafor"))
    assert "Ben Okafor can read it" in ada.inner_text("main")
    ben.goto("/desk/")
    assert word in ben.inner_text("main")
    send(ada.get_by_role("button", name="Stop sharing with Ben Okafor"))
    ben.goto("/desk/")
    assert word not in ben.inner_text("main")


def test_nothing_has_to_be_said(opened: Open) -> None:
    ada = opened("participant", language="es-ES")
    ada.goto("/check-in/")
    assert not ada.locator("#check-in input[type=radio]:checked").count(), "nothing is chosen beforehand"
    ada.locator("#check-in label[for=id_day_3]").click(force=True)
    send(ada.locator("#check-in .choices .govuk-button").first)
    assert not ada.locator(".govuk-error-summary").count()
    assert ada.locator("html").get_attribute("lang") == "es"


def first_on_the_page(page: Page) -> None:
    """The answer: a sentence in words first; the number is folded away."""
    lead = page.inner_text(".lead")
    assert re.search(r"first time|last time|as last time", lead)
    assert not re.search(r"\d", lead)
    fold = page.locator("details.fold")
    assert not fold.count() or not fold.evaluate("one => one.open")


def test_one_at_a_time_and_later_goes_on_where_i_stopped(opened: Open) -> None:
    ada = opened("participant")
    for at in (1, 2, 3):
        ada.goto(f"/ten-sentences/gse-10/{at}/")
        assert ada.locator("main fieldset").count() == 1
        ada.locator("#sentence label").nth(2).click(force=True)
        send(ada.get_by_role("button", name="Next"))
    another = opened("participant")
    another.goto("/ten-sentences/")
    another.get_by_role("link", name="Go on where I stopped").click()
    assert another.url.endswith("/4/")
    for _ in range(3):
        send(another.get_by_role("button", name="Leave this one out"))
    while "/keep/" not in another.url:
        another.locator("#sentence label").nth(3).click(force=True)
        send(another.get_by_role("button", name="Next"))
    assert another.inner_text("main").count("I chose to leave this out") == 3
    send(another.get_by_role("button", name="Keep my answers"))
    another.goto("/ten-sentences/gse-10/times/")
    first_on_the_page(another)


def test_whole_on_one_page_without_javascript_in_spanish_and_english(opened: Open) -> None:
    for language, keep in (("es-ES", ""), ("en-US", "Keep my answers")):
        ada = opened("participant", script=False, language=language)
        ada.goto("/ten-sentences/gse-10/whole/")
        assert ada.locator("#sentences fieldset").count() == 10
        if not keep:
            continue
        for sentence in ada.locator("#sentences fieldset").all():
            sentence.locator("label").nth(2).click(force=True)
        send(ada.get_by_role("button", name=keep))
        assert not ada.locator(".govuk-error-summary").count()
        ada.goto("/ten-sentences/gse-10/times/")
        first_on_the_page(ada)
        assert "—" not in ada.inner_text(".lead")


def test_not_now_is_a_whole_answer(opened: Open) -> None:
    ada = opened("participant")
    ada.goto("/ten-sentences/")
    send(ada.get_by_role("button", name="Not now"))
    assert "/today/" in ada.url
