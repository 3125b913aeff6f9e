"""Every page that a link leads to, for every role, on a phone and a laptop: axe, width, big text, no strangers.

A page stands for its template: ids and numbers in an address count as one. By day in English on the phone, by night in
Spanish on the laptop, so that each template is looked at once per width, in both languages and both lights.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import LAPTOP, PHONE, Demo, Open, send

pytestmark = pytest.mark.browser
WAYS = {
    "phone, day, English": {"viewport": PHONE, "color_scheme": "light", "language": "en-US"},
    "laptop, night, Spanish": {"viewport": LAPTOP, "color_scheme": "dark", "language": "es-ES"},
}
# What is asked at a welcome: pages one after the other, without links between them.
ASKS = [f"/welcome/{{person}}/{word}" for word in ("", "hope/", "talk/", "ways/", "quiet/", "card/")]
# Where a walk begins: the home of the role, and pages to which no plain link leads.
STARTS = {
    "": ["/", "/now/used/", "/who-sees-what/"],
    "participant": [
        "/today/",
        "/now/mine/",
        "/ten-sentences/gse-10/keep/",
        "/meetings/",
        "/my-trail/win/",
        "/my-people/ahead/",
        "/pictures/new/",
        "/letting-in/new/",
        "/notice/",
        "/today/calls/",
        "/sign-in/mine/plain/",
        "/sign-in/devices/",
    ],
    "peer_specialist": ["/desk/", "/people/", "/welcome/", "/welcome/without/", "/welcome/forgotten/", *ASKS],
    "supervisor": ["/review/", "/emergency/", "/sign-in/app/"],
    "manager": ["/programme/", "/programme/lines/new/", "/programme/on-call/", "/programme/part-2/"],
    "officer": ["/privacy/", "/emergency/reviews/", "/calls/", "/counts/"],
    "newcomer": ["/sign-in/steps/", "/sign-in/app/"],
    "half_way": ["/sign-in/second/"],
    "plain": ["/"],
}
ASIDE = re.compile(r"\.(pdf|json|csv|html|ics)$|^/(static|sign-out)/|^/language|^/healthz")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)")
SIDEWAYS = """() => {
  if (document.documentElement.scrollWidth <= innerWidth) return "";
  const right = (one) => one.getBoundingClientRect().right;
  const far = [...document.querySelectorAll("main *")].filter((one) => right(one) > innerWidth + 1);
  return far.length ? far.at(-1).outerHTML.slice(0, 160) : "something outside main";
}"""
LEADS = "[...document.querySelectorAll('a[href]')].map(a => a.href)"


class Walk:
    """One walk over every page of a role; what was not calm is collected."""

    def __init__(self, page: Page, house: str) -> None:
        self.page, self.house, self.found = page, house, list[str]()
        self.axe = Axe()
        page.on("console", lambda said: self.note(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.note(str(error)))
        page.on("request", lambda sent: None if sent.url.startswith((house, "data:")) else self.note(sent.url))

    def note(self, what: str) -> None:
        self.found.append(f"{urlsplit(self.page.url).path}: {what}")

    def pages(self, starts: list[str]) -> Iterator[str]:
        """Open each page once, the links of each one after it."""
        waiting, seen = list(starts), set[str]()
        while waiting:
            path = waiting.pop(0)
            if ASIDE.search(path) or (kind := ID.sub("x", path)) in seen:
                continue
            seen.add(kind)
            answer = self.page.goto(path)
            if answer is None or answer.status >= 400:
                self.note(f"{path} answers {answer and answer.status}")
                continue
            seen.add(ID.sub("x", urlsplit(self.page.url).path))
            yield path
            waiting += [urlsplit(to).path for to in self.page.evaluate(LEADS) if to.startswith(self.house)]

    def look(self, width: int) -> None:
        """Axe, then 320 px, then twice the text."""
        for one in self.axe.run(self.page).response["violations"]:
            self.note(f"{one['id']}: {one['nodes'][0]['html'][:160]}")
        self.page.set_viewport_size({"width": 320, "height": 640})
        if far := self.page.evaluate(SIDEWAYS):
            self.note(f"scrolls sideways at 320 px: {far}")
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.evaluate("document.documentElement.style.fontSize = '200%'")
        if far := self.page.evaluate(SIDEWAYS):
            self.note(f"scrolls sideways with twice the text at {width} px: {far}")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("role", STARTS, ids=lambda role: role or "nobody")
def test_every_page(demo: Demo, opened: Open, role: str, way: str) -> None:
    page = opened(role, **WAYS[way])
    walk, width = Walk(page, demo.address), WAYS[way]["viewport"]["width"]
    if role == "officer":
        page.request.get("/counts/")  # put together while the other pages are looked at
    many = 0
    person = re.findall(r"[0-9a-f-]{36}", demo.account("peer_specialist")["opens"])[0]
    for _path in walk.pages([path.format(person=person) for path in STARTS[role]]):
        walk.look(width)
        many += 1
    print(many, "pages")
    assert not walk.found, "\n".join(dict.fromkeys(walk.found))


@pytest.mark.parametrize("way", WAYS)
def test_three_taps_and_what_whoever_was_let_in_sees(demo: Demo, opened: Open, way: str) -> None:
    ada, gil, width = opened("participant", **WAYS[way]), opened("", **WAYS[way]), WAYS[way]["viewport"]["width"]
    walk = Walk(ada, demo.address)
    ada.goto("/letting-in/new/")
    for tap in ("[name=kind][value=friend]", "[name=together] >> nth=1"):
        walk.look(width)
        send(ada.locator(f"main {tap}"))
    walk.look(width)
    ada.locator("main [name=typed]").fill("Ada")
    send(ada.locator("main [name=yes]"))
    walk.look(width)
    link = urlsplit(ada.locator("#link").input_value()).path
    walk.found += _come_by(link, Walk(gil, demo.address), width, name=f"gil-{width}")
    for _path in walk.pages(["/letting-in/", "/my-record/left/", "/my-record/forms/"]):
        walk.look(width)
    assert not walk.found, "\n".join(dict.fromkeys(walk.found))


def _come_by(link: str, walk: Walk, width: int, *, name: str) -> list[str]:
    """Whoever has the link signs in and looks at every page that is there for them."""
    walk.page.goto(link)
    walk.look(width)
    for field, said in (("called", "Gil"), ("sign_in", name), ("password", "a river under four old bridges")):
        walk.page.locator(f"main [name={field}]").fill(said)
    send(walk.page.locator("#come-form .govuk-button").first)
    for _path in walk.pages([urlsplit(walk.page.url).path, "/let-in/"]):
        walk.look(width)
    return walk.found
