"""Moment C: no sign-in, nothing to rate, within reach of a thumb; and the morning after."""

from __future__ import annotations

import http.client
import time

import pytest

from tests.journeys.conftest import send

pytestmark = pytest.mark.browser

SMALL = {"width": 320, "height": 568}


def fetched(port: int, path: str) -> tuple[int, int, float]:
    """Status, bytes on the wire, seconds."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, len(body), time.monotonic() - began


@pytest.mark.parametrize("path", ["/now/", "/now/used/", "/now/elm-street-peers/"])
def test_the_public_pages_weigh_under_30_kb_and_come_within_a_second(demo, path):
    status, weight, seconds = fetched(demo.house.port, path)
    assert status == 200
    assert weight < 30_000
    assert seconds < 1


def test_the_first_help_needs_no_scrolling_at_320_px_and_twice_the_text(opened):
    page = opened("", viewport=SMALL)
    page.goto("/now/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    lowest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.big a')].map(a => a.getBoundingClientRect().bottom))"
    )
    assert lowest <= SMALL["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]


def test_the_way_in_stands_in_the_head_and_at_the_thumb(opened):
    page = opened("participant")
    page.goto("/my-record/")
    places = [link.bounding_box() for link in page.locator('a[href="/now/mine/"]').all() if link.is_visible()]
    assert any(box and box["y"] < 844 / 3 for box in places), "in the head, with the lowest third of the screen dead"
    assert any(box and box["y"] > 844 * 2 / 3 for box in places), "at the thumb"


@pytest.mark.parametrize("script", [True, False])
def test_my_words_and_people_stand_above_the_lines_and_nobody_is_told(opened, script):
    page = opened("participant", script=script)
    page.goto("/my-people/")
    page.locator("form:has([name=kind][value=words]) textarea").fill("You got through worse than this.")
    send(page.locator("form:has([name=kind][value=words]) button"))
    page.goto("/now/mine/")
    text = page.inner_text("main")
    assert text.index("You got through worse") < text.index("988")
    specialist = opened("peer_specialist")
    specialist.goto("/desk/")
    assert "hard night" not in specialist.inner_text("main")


def test_one_tap_tells_one_name(opened):
    page = opened("participant")
    page.goto("/now/mine/")
    send(page.get_by_role("button", name="Tell Ben Okafor it is a hard night"))
    assert "Nobody reads it at night" in page.inner_text("main")
    specialist = opened("peer_specialist")
    specialist.goto("/desk/")
    assert "Ada" in specialist.inner_text("main")


def test_in_the_morning_it_says_you_are_back(opened):
    page = opened("participant")
    page.goto("/now/mine/")
    night = next(cookie for cookie in page.context.cookies() if cookie["name"] == "night")
    hour = time.strftime("%Y-%m-%dT%H", time.gmtime(time.time() - 9 * 3600))
    page.context.add_cookies([{"name": "night", "value": hour, "domain": "127.0.0.1", "path": "/", "httpOnly": True}])
    assert night["httpOnly"]
    page.goto("/today/")
    assert "back" in page.inner_text("main").lower()


def test_it_is_there_in_spanish(opened):
    page = opened("", language="es-ES")
    page.goto("/now/")
    assert "No estás en problemas" in page.inner_text("main")
