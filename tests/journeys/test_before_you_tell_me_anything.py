"""Moment A: the phone turned round. One required field, five asks, who looked while one watches, forget all this."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Demo, Open, holding, send, sign_in, with_card

pytestmark = pytest.mark.browser
CONSENT = re.compile(r"consent|signature|sign here|i agree|terms", re.IGNORECASE)


class Hand:
    """A hand on the phone: it taps and types, and counts its taps."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, name: str) -> None:
        """The button or link of this name."""
        self.taps += 1
        named, main = re.compile(rf"^{re.escape(name)}$"), self.page.locator("main")
        send(main.get_by_role("button", name=named).or_(main.get_by_role("link", name=named)).first)

    def choose(self, answers: str) -> None:
        """The first of a question's answers."""
        self.taps += 1
        self.page.locator(f"main label[for^={answers}]").first.click(force=True)

    def write(self, label: str, words: str) -> None:
        """Tap into a field and type."""
        self.taps += 1
        self.page.locator("main").get_by_label(label).fill(words)


def begun(page: Page, name: str) -> Hand:
    """The specialist turns the phone round; the person says what to call them."""
    hand = Hand(page)
    page.goto("/welcome/")
    hand.write("What shall we call you?", name)
    hand.tap("Go on")
    return hand


def person_of(page: Page) -> str:
    return re.findall(r"[0-9a-f-]{36}", page.url)[0]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_five_asks_one_of_them_required_and_the_first_look_while_one_watches(opened: Open, script: bool) -> None:
    page = opened("peer_specialist", script=script)
    began, asks, read = time.monotonic(), 0, ""
    page.goto("/welcome/")
    assert page.locator(".four-lines dt").count() == 4
    send(page.locator("#name-form .choices .govuk-button").first)
    assert page.locator(".govuk-error-summary li").count() == 1, "the name is the one required field"
    read += page.inner_text("main")
    asks += 1
    begun(page, "Wren")
    line = page.locator(".looks li").first
    assert line.is_visible() and "Ben Okafor" in line.inner_text()
    assert line.bounding_box()["y"] < 844, "the first line stands on the first screen"
    hand = Hand(page)
    hand.tap("Go on")
    while "/card/" not in page.url:
        asks += 1
        assert page.locator("main h1").count() == 1
        read += page.inner_text("main")
        hand.tap("Keep this")  # with nothing in it: nothing more is required
        assert not page.locator(".govuk-error-summary").count()
    assert asks <= 5
    assert not CONSENT.search(read + page.inner_text("main"))
    assert not page.locator("main input[type=checkbox][name*=consent], canvas").count()
    hand.tap("No card now")
    assert "Wren" in page.inner_text("main")
    assert time.monotonic() - began < 120


def test_everything_said_takes_few_taps_and_less_than_two_minutes(opened: Open) -> None:
    page, began = opened("peer_specialist"), time.monotonic()
    hand = begun(page, "Robin")
    hand.tap("Go on")
    hand.write("What do you hope for?", "To see my daughter on Sundays.")
    hand.tap("Keep this")
    hand.choose("id_language")
    hand.write("Your pronouns", "they")
    hand.tap("Keep this")
    page.locator("main [name=value]").fill("617 555 0142")
    hand.taps += 1
    hand.tap("Keep this")
    hand.choose("id_days")
    hand.tap("Keep this")
    hand.write("Choose a PIN", "4831")
    hand.write("The same PIN once more", "4831")
    hand.tap("Make my card")
    assert page.locator(".card__picture svg").is_visible() and page.locator(".card__code").is_visible()
    assert hand.taps <= 18, "every field is one tap, every page one more"
    assert time.monotonic() - began < 120, "and the machine's own part of two minutes is small"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_forget_all_this_works_there_and_then(demo: Demo, opened: Open, script: bool) -> None:
    page, word = opened("peer_specialist", script=script), f"Quillfeather{script}"
    hand = begun(page, word)
    person = person_of(page)
    hand.tap("Go on")
    hand.write("What do you hope for?", f"A garden for {word}")
    hand.tap("Keep this")
    page.goto("/people/")
    assert word in page.inner_text("main")
    page.goto(f"/welcome/{person}/")
    hand.tap("Forget all this")
    hand.tap("Forget it now")
    assert "It is gone" in page.inner_text("main h1")
    assert word not in page.content()
    page.goto("/people/")
    assert word not in page.inner_text("main")
    for path in (f"/people/{person}/", f"/welcome/{person}/", f"/goals/with/{person}/"):
        assert page.goto(path).status == 404
    assert not holding([demo.house.data, demo.house.vault], word)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_card_signs_in_without_e_mail_and_a_lost_one_stops(opened: Open, script: bool) -> None:
    page = opened("peer_specialist", script=script)
    begun(page, "Sparrow")
    first = with_card(page, "4831")
    phone = opened("", script=script)
    phone.goto(f"/card/#{first['card'].replace('-', '')}")
    code = phone.locator("main [name=code]")
    if script:
        assert "#" not in phone.url and code.input_value() == first["card"], "the code leaves the address at once"
    else:
        code.fill(first["card"].lower())
    phone.locator("main [name=pin]").fill(first["pin"])
    send(phone.locator("#card-form .choices .govuk-button").first)
    assert phone.url.endswith("/today/") and "Sparrow" in phone.inner_text("main")
    page.goto(page.url)
    second = with_card(page, "")
    assert second["card"] != first["card"]
    phone.goto("/today/")
    assert "/today/" not in phone.url or "Sparrow" not in phone.inner_text("main"), "what was open with it is closed"
    lost = opened("", script=script)
    sign_in(lost, first)
    assert lost.locator(".govuk-error-summary").is_visible()
    again = opened("", script=script)
    sign_in(again, {**second, "pin": "4831"})
    assert "Sparrow" in again.inner_text("main")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_spanish_in_the_middle_keeps_the_place_and_the_words(opened: Open, script: bool) -> None:
    page = opened("peer_specialist", script=script)
    page.goto("/welcome/")
    page.get_by_label("What shall we call you?").fill("Inés")
    send(page.get_by_role("button", name="Español"))
    page.wait_for_selector('html[lang="es"]')
    assert page.url.endswith("/welcome/") and "Antes de que me cuentes nada" in page.inner_text("h1")
    assert page.locator("[name=name]").input_value() == "Inés"
    send(page.locator("#name-form .choices .govuk-button").first)
    page.goto(page.url + "hope/")
    page.locator("[name=hope]").fill("Dormir sin miedo")
    send(page.get_by_role("button", name="English"))
    page.wait_for_selector('html[lang="en"]')
    assert page.url.endswith("/hope/")
    assert page.locator("[name=hope]").input_value() == "Dormir sin miedo"
