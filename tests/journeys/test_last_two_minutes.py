"""Moment B: one screen, at most six taps, nothing left to write; words survive no signal; hints stay in the page."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.conftest import Demo, Open, holding, send

pytestmark = pytest.mark.browser


@pytest.fixture
def person(demo: Demo) -> str:
    """The id of someone who walks with the demo's first peer specialist."""
    return re.findall(r"[0-9a-f-]{36}", demo.account("peer_specialist")["opens"])[0]


@pytest.fixture
def agreed(opened: Open, person: str) -> Iterator[Any]:
    """The specialist's phone, with a step agreed last time."""
    page = opened("peer_specialist")
    page.goto(f"/goals/with/{person}/new/")
    page.locator("#id_words").fill("A place with my own door")
    send(page.locator("#goal-form .govuk-button"))
    page.locator("#id_words").fill("Call the housing office")
    page.locator("label[for=id_sure_8]").click(force=True)
    send(page.locator("#step-form .govuk-button").first)
    page.wait_for_url("**/steps/**")
    yield page


def test_at_most_six_taps_and_everything_is_filed(agreed, person):
    page, taps, began = agreed, 0, time.monotonic()
    page.goto(f"/meetings/with/{person}/")
    assert re.search(r"You said \d+\.", page.inner_text("main"))

    def tap(selector: str) -> None:
        nonlocal taps
        taps += 1
        page.locator(selector).first.click(force=True)

    tap("#id_outcome_0")
    tap("#id_strength_0")
    tap("#id_participant")
    page.keyboard.type("I did it before coffee. Nobody told me to.")
    tap("#id_next_words")
    page.keyboard.type("Read the answer together")
    tap("#id_next_sure_9")
    tap("form#goodbye p.choices button")
    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}/$"))
    assert taps <= 6
    assert time.monotonic() - began < 60, "of two minutes, most is for each other"
    text = page.inner_text("main")
    assert "Nothing is left to write" in text
    assert "I did it before coffee" in text


def test_it_is_one_page_that_never_scrolls_sideways(agreed, person):
    for width in (320, 390, 1280):
        agreed.set_viewport_size({"width": width, "height": 844})
        agreed.goto(f"/meetings/with/{person}/")
        assert agreed.evaluate("document.documentElement.scrollWidth") <= width
    agreed.set_viewport_size({"width": 390, "height": 844})
    button = agreed.locator("form#goodbye p.choices button").bounding_box()
    assert button["y"] + button["height"] < 1.5 * 844


def test_without_signal_the_words_stay_and_are_sent_once(agreed, person):
    page = agreed
    page.goto(f"/meetings/with/{person}/")
    page.locator("#id_participant").fill("The bus came late, and I came anyway.")
    page.context.set_offline(True)
    page.locator("form#goodbye p.choices button").click()
    page.locator("[data-again]").wait_for()
    assert page.locator("#id_participant").input_value() == "The bus came late, and I came anyway."
    page.context.set_offline(False)
    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}/$"), timeout=30_000)
    assert "The bus came late" in page.inner_text("main")


def test_hints_on_judging_words_are_for_the_own_sentence_only_and_leave_the_page_never(agreed, person):
    page = agreed
    page.goto(f"/meetings/with/{person}/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    hint = page.locator("[data-nudge]")
    page.locator("#id_participant").fill("I am an addict and I refused.")
    page.locator("#id_specialist").fill('She said "I refused to go".')
    page.wait_for_timeout(700)
    assert not hint.is_visible()
    page.locator("#id_specialist").fill("She refused the first date.")
    hint.get_by_role("button", name="said no to").click()
    assert page.locator("#id_specialist").input_value() == "She said no to the first date."
    page.locator("#id_specialist").fill("Se negó a venir.")
    hint.get_by_role("button", name="Keep my word").click()
    assert not hint.is_visible()
    page.locator("#id_specialist").fill("lazy")
    hint.get_by_role("button", name="No such hints").click()
    page.reload()
    page.locator("#id_specialist").fill("lazy")
    page.wait_for_timeout(700)
    assert not page.locator("[data-nudge]").is_visible()
    assert not [url for url in sent if "/meetings/with/" not in url and "/static/" not in url]


def test_without_javascript_it_files_all_the_same(opened, person):
    page = opened("peer_specialist", script=False)
    page.goto(f"/meetings/with/{person}/")
    send(page.locator("form#goodbye p.choices button"))
    assert "Nothing is left to write" in page.inner_text("main")


def filed(page: Any, person: str, participant: str, specialist: str = "") -> str:
    """Goodbye with one sentence each; the address of what was filed."""
    page.goto(f"/meetings/with/{person}/")
    page.locator("#id_participant").fill(participant)
    page.locator("#id_specialist").fill(specialist)
    send(page.locator("form#goodbye p.choices button"))
    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}/$"))
    return str(page.url)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_ada_says_that_is_how_it_was_or_sees_it_differently(opened, person, script):
    ben, ada = opened("peer_specialist", script=script), opened("participant", script=script)
    ada.goto(filed(ben, person, "I sat at the table.", "I told her about my first year."))
    assert "Nothing waits on it" in ada.inner_text("main")
    send(ada.get_by_role("button", name="That's how it was"))
    ada.get_by_role("link", name="I see it differently").click()
    ada.locator("#id_words").fill("It was my second year that you told me about.")
    send(ada.locator("main form .govuk-button").first)
    ben.goto(ada.url)
    text = ben.inner_text("main")
    assert "It was my second year" in text and "I told her about my first year." in text, "it stands beside"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_left_out_is_gone_from_every_byte_and_only_the_wish_stays(demo, opened, person, script):
    ben, ada = opened("peer_specialist", script=script), opened("participant", script=script)
    word = f"Thistledown{script}"
    ada.goto(filed(ben, person, "I came.", f"I asked her about {word}."))
    assert word in ada.inner_text("main")
    section = ada.locator("main div.below", has_text=word)
    section.get_by_role("link", name="Leave this out").click()
    send(ada.locator("main form .govuk-button").first)
    for page in (ada, ben):
        page.goto(ada.url)
        assert word not in page.content()
        assert "Left out at Ada" in page.inner_text("main")
        assert "I came." in page.inner_text("main")
    assert not holding([demo.house.data, demo.house.vault], word)


def test_what_was_typed_without_signal_is_filed_once(opened, person):
    page, words = opened("peer_specialist"), f"We stood at the river {time.monotonic_ns()}."
    page.goto(f"/meetings/with/{person}/")
    page.locator("#id_participant").fill(words)
    page.context.set_offline(True)
    button = page.locator("form#goodbye p.choices button")
    button.click()
    page.locator("[data-again]").wait_for()
    button.click()
    page.context.set_offline(False)
    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}/$"), timeout=30_000)
    page.goto(f"/meetings/of/{person}/")
    assert page.inner_text("main").count(words) <= 1
    ada = opened("participant")
    ada.goto("/my-record/")
    assert ada.inner_text("main").count(words) == 1
