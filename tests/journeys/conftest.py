"""The demo, really served, and people with real browsers: a phone, a laptop, with and without JavaScript."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.drills.house import House

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 900}


class Demo:
    """The served demo and its accounts, and a few more (``further``)."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.address = f"http://127.0.0.1:{house.port}"
        self.accounts: list[dict[str, Any]] = json.loads(house.say("demo", "--json"))
        self.accounts += json.loads(house.run("tests.journeys.further", self.accounts[0]["slug"]))
        self.signed_in: dict[str, list[Any]] = {}

    def account(self, role: str, organisation: int = 0) -> dict[str, Any]:
        """The first account of a role in the first (0) or the next (1) programme that has one."""
        held = [one for one in self.accounts if one["role"] == role]
        names = list(dict.fromkeys(one["organisation"] for one in held))
        return next(one for one in held if one["organisation"] == names[organisation])


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    house = House(tmp_path_factory.mktemp("demo"), DJANGO_SETTINGS_MODULE="trailside.config.settings")
    house.say("migrate", "--quiet")
    house.say("demo", "--make")
    house.start()
    yield Demo(house)
    house.stop()


Open = Callable[..., Page]


@pytest.fixture
def opened(demo: Demo, chromium: Browser) -> Iterator[Open]:
    """Opens a browser for someone: ``opened("participant")`` is signed in, ``opened("")`` is not."""
    contexts: list[BrowserContext] = []

    def open_for(
        role: str, organisation: int = 0, *, script: bool = True, language: str = "en-US", **more: Any
    ) -> Page:
        given = {"viewport": PHONE, "java_script_enabled": script, "locale": language, "base_url": demo.address} | more
        context = chromium.new_context(**given)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        if role:
            come_in(demo, page, demo.account(role, organisation), given["base_url"])
            context.add_cookies([{"name": "language", "value": language[:2], "url": given["base_url"]}])
        return page

    yield open_for
    for context in contexts:
        context.close()


def come_in(demo: Demo, page: Page, account: dict[str, Any], base: str) -> None:
    """Signed in as an account; the password is typed once per address, and later browsers begin where that one stood.

    Whoever signs out in a story signs all of them out: use an account or an address of your own for it.
    """
    who = base + account["organisation"] + account["who"]
    if who in demo.signed_in:
        page.context.add_cookies(demo.signed_in[who])
        page.goto("/")
        return
    sign_in(page, account)
    demo.signed_in[who] = [one for one in page.context.cookies() if one["name"] == "here"]


def send(button: Locator) -> None:
    """Tap it and wait for the page it leads to: a form first asks for a sign of life, and only then it goes."""
    with button.page.expect_navigation():
        button.click()


def sign_in(page: Page, account: dict[str, Any]) -> None:
    """As a person does it: the card and its PIN, or name and password."""
    if "card" in account:
        page.goto("/card/")
        page.locator("main input[type=text]").first.fill(account["card"])
        page.locator("main [name=pin]").fill(account["pin"])
    else:
        page.goto("/sign-in/")
        page.locator("main [name=name]").fill(account["name"])
        page.locator("main [name=password]").fill(account["password"])
    page.locator("main form .choices .govuk-button").first.click()
    page.wait_for_load_state()


def with_card(page: Page, pin: str) -> dict[str, str]:
    """The card of whoever is being welcomed, made with a PIN of theirs."""
    person = re.findall(r"[0-9a-f-]{36}", page.url)[0]
    page.goto(f"/welcome/{person}/card/")
    page.get_by_label("Choose a PIN").fill(pin)
    page.get_by_label("The same PIN once more").fill(pin)
    send(page.locator("#pin-form .govuk-button").first)
    return {"card": page.locator(".card__code").inner_text(), "pin": pin}


def holding(places: list[Path], word: str) -> list[Path]:
    """The files in which a word can be read."""
    seeds = [word.encode(), word.encode("utf-16-le"), word.encode().hex().encode()]
    files = (file for place in places for file in place.rglob("*") if file.is_file())
    return [file for file in files if any(seed in file.read_bytes() for seed in seeds)]
