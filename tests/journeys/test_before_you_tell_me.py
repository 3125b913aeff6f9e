"""Moment A, on a phone turned round: with and without JavaScript, in both languages; the card; forgetting."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser


PERSON = re.compile(r"/welcome/([0-9a-f-]{36})/$")


def welcomed(page, name="Eve"):
    page.goto("/welcome/")
    page.fill("[name=name]", name)
    page.click("#name-form button.govuk-button:not([formaction])")
    page.wait_for_url(PERSON)
    return PERSON.search(page.url)[1]


@pytest.mark.parametrize("script", [True, False])
def test_a_welcome_from_the_four_lines_to_a_card_that_opens(opened, script):
    page = opened("peer_specialist", script=script)
    welcomed(page)
    assert "wrote your name here" in page.inner_text("main")
    taps = 3
    page.click("text=Go on")
    page.fill("[name=hope]", "My own key")
    page.click("text=Keep this")
    for place in ("ways", "quiet", "card"):
        page.click("text=Leave this one out")
        page.wait_for_url(f"**/{place}/")
        taps += 1
    page.fill("[name=pin]", "4826")
    page.fill("[name=again]", "4826")
    page.click("#pin-form .choices .govuk-button")
    page.wait_for_selector(".card__code")
    code = page.inner_text(".card__code")
    taps += 1
    assert taps <= 8, "in well under two minutes"
    theirs = opened("", script=script)
    theirs.goto(f"/card/#{code.replace('-', '')}")
    if not script:
        theirs.fill("[name=code]", code.lower())
    assert "#" not in theirs.url or not script
    assert theirs.input_value("[name=code]").upper() == code
    theirs.fill("[name=pin]", "4826")
    theirs.click("#card-form .choices .govuk-button")
    theirs.wait_for_url("**/today/")
    assert "Eve" in theirs.inner_text("h1")


def test_forgetting_works_while_they_watch_and_the_page_is_gone(opened):
    page = opened("peer_specialist")
    person = welcomed(page)
    page.click("text=Forget all this")
    page.click("text=Forget it now")
    page.wait_for_url("**/forgotten/")
    assert "It is gone" in page.inner_text("h1")
    assert page.goto(f"/welcome/{person}/").status == 404


@pytest.mark.parametrize("script", [True, False])
def test_the_language_changes_and_the_words_stay(opened, script):
    page = opened("peer_specialist", script=script)
    page.goto("/welcome/")
    page.fill("[name=name]", "Eve")
    page.click("button.language")
    page.wait_for_selector("html[lang=es]")
    assert "Antes de que me cuentes nada" in page.inner_text("h1")
    assert page.input_value("[name=name]") == "Eve" and page.url.endswith("/welcome/")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_hold_for_everyone(opened, width):
    page = opened("peer_specialist", viewport={"width": width, "height": 844})
    person = welcomed(page)
    addresses = [f"/welcome/{person}/{word}" for word in ("", "hope/", "talk/", "ways/", "quiet/", "card/")]
    for address in ["/welcome/", *addresses, "/people/", "/today/reach/new/"]:
        page.goto(address)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        assert not found.response["violations"], (address, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.parametrize("width", [390, 1280])
def test_the_door_and_the_programme_hold_for_everyone(opened, width):
    places = {
        "": ["/", "/sign-in/", "/card/"],
        "manager": ["/programme/", "/programme/team/", "/programme/invite/", "/sign-in/mine/"],
        "participant": ["/today/", "/today/reach/"],
    }
    for role, addresses in places.items():
        page = opened(role, viewport={"width": width, "height": 844})
        for address in addresses:
            page.goto(address)
            found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
            assert not found.response["violations"], (address, found.generate_report())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_passkey_opens_the_door_and_is_told_no_name(opened, demo):
    page = opened("peer_specialist", base_url=demo.address.replace("127.0.0.1", "localhost"))
    phone = page.context.new_cdp_session(page)
    phone.send("WebAuthn.enable")
    own = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    own |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    phone.send("WebAuthn.addVirtualAuthenticator", {"options": own})
    page.goto("/sign-in/mine/")
    page.click("text=Add a passkey")
    page.wait_for_url("**kept=1")
    page.goto("/sign-out/")
    page.click("main .govuk-button")
    page.goto("/sign-in/")
    page.click("text=Use a passkey")
    page.wait_for_url("**/desk/")
