"""Signed out is out: neither the way back nor the page that was open shows anything more."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.journeys.conftest import Demo, Open, send, sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("role, path", [("participant", "/my-people/"), ("peer_specialist", "/people/")])
def test_back_after_signing_out_shows_nothing(opened: Open, demo: Demo, role: str, path: str, script: bool) -> None:
    page = opened("", script=script)
    sign_in(page, demo.account(role))
    page.goto(path)
    words = "You have been here before" if role == "participant" else "Ada"
    assert words in page.inner_text("main")
    page.goto("/sign-out/")
    send(page.locator("main .govuk-button").first)
    for _step in range(2):
        page.go_back()
        assert words not in page.content()
        page.wait_for_load_state()
        assert words not in page.content()
    assert urlsplit(page.url).path == "/sign-in/", "it leads to the door"
