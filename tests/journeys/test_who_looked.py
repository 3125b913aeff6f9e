"""Ben opens Ada's page and Ada sees it; she shuts him out, lets him in again, and takes everything along."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import Demo, Open, send, sign_in, with_card

pytestmark = pytest.mark.browser


@pytest.fixture
def person(demo: Demo) -> str:
    return re.findall(r"[0-9a-f-]{36}", demo.account("peer_specialist")["opens"])[0]


@pytest.fixture
def let_in_again(opened: Open) -> Iterator[None]:
    """However a test ends, Ben may open Ada's page again after it."""
    yield
    ada = opened("participant")
    ada.goto("/my-record/who-looked/")
    if ada.get_by_role("button", name="Let Ben Okafor in again").count():
        send(ada.get_by_role("button", name="Let Ben Okafor in again"))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_look_is_there_the_moment_after(opened: Open, script: bool) -> None:
    ben = opened("peer_specialist", script=script)
    ben.goto("/welcome/")
    ben.get_by_label("What shall we call you?").fill("Heron")
    send(ben.locator("#name-form .choices .govuk-button").first)
    person = re.findall(r"[0-9a-f-]{36}", ben.url)[0]
    heron = opened("", script=script)
    sign_in(heron, with_card(ben, "4831"))
    heron.goto("/my-record/who-looked/")
    before = heron.inner_text("main")
    assert "Ben Okafor" in before
    ben.goto(f"/goals/with/{person}/")
    heron.reload()
    assert heron.locator(".look").count() > before.count("Why:"), "a new reason is a line of its own"
    assert "goals" in heron.inner_text("main")


@pytest.mark.usefixtures("let_in_again")
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_never_means_the_very_next_page(opened: Open, person: str, script: bool) -> None:
    ben, ada = opened("peer_specialist", script=script), opened("participant", script=script)
    assert ben.goto(f"/people/{person}/").status == 200
    name = ben.locator("h1").inner_text()
    ada.goto("/my-record/who-looked/")
    send(ada.get_by_role("button", name="Ben Okafor must never open my record").first)
    for path in (f"/people/{person}/", f"/goals/with/{person}/", f"/meetings/with/{person}/"):
        assert ben.goto(path).status == 404
    assert name not in ben.inner_text("main")
    ada.goto("/my-record/who-looked/")
    send(ada.get_by_role("button", name="Let Ben Okafor in again"))
    assert ben.goto(f"/people/{person}/").status == 200


def test_take_along_is_a_pdf_a_page_and_data(opened: Open) -> None:
    for language in ("en-US", "es-ES"):
        ada = opened("participant", language=language)
        ada.goto("/take-along/")
        assert ada.locator("main a[download]").count() == 3
        assert ada.request.get("/take-along/my-record.pdf").body().startswith(b"%PDF")
        page = ada.request.get("/take-along/my-record.html").text()
        assert "Ben Okafor" in page
        said = json.loads(ada.request.get("/take-along/my-record.json").body())
        assert said and "Ben Okafor" in json.dumps(said, ensure_ascii=False), "who looked goes along"
        ada.goto("about:blank")
        ada.set_content(page)
        assert not Axe().run(ada).response["violations"]


def test_written_about_me_is_all_of_it_and_what_was_done_is_in_words(opened: Open) -> None:
    ada = opened("participant")
    ada.goto("/my-record/")
    assert "This is all of it" in ada.inner_text("main")
    ada.goto("/my-record/done/")
    assert not re.search(r"\b(plans|measures|encounters|consent|people)\.[a-z_]+\b", ada.inner_text("main"))


def test_the_stranger_finds_nobody(opened: Open, person: str) -> None:
    for role in ("peer_specialist", "supervisor", "manager", "participant"):
        stranger = opened(role, 1)
        assert stranger.goto(f"/people/{person}/").status == 404
        assert stranger.goto(f"/goals/with/{person}/").status == 404


def test_a_line_appears_on_her_phone_while_she_watches(opened: Open) -> None:
    ben = opened("peer_specialist")
    ben.goto("/welcome/")
    ben.get_by_label("What shall we call you?").fill("Plover")
    send(ben.locator("#name-form .choices .govuk-button").first)
    person = re.findall(r"[0-9a-f-]{36}", ben.url)[0]
    seen = ben.locator(".look", has_text="saw your name")
    seen.wait_for()
    assert seen.get_by_text("Just now").is_visible(), "the very first look appears while they watch"
    plover = opened("")
    sign_in(plover, with_card(ben, "4831"))
    plover.goto("/my-record/who-looked/")
    goals = plover.locator(".look", has_text="planning with you")
    assert not goals.count()
    ben.goto(f"/goals/with/{person}/")
    goals.wait_for()
    assert goals.get_by_text("Just now").is_visible() and goals.get_by_role("button", name="must never").is_visible()
