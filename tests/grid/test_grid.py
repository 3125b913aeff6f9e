"""The permission grid: every address x everyone in the cast, asked and posted to; and ids that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.grid.grid import EMPTY, EVERYONE, GRID, PLANTED, POSTS, PUBLIC, SPECIALISTS
from tests.grid.scene import everything

PART = re.compile(r"<(?:\w+:)?(\w+)>")
# Signed in or not, these answer what was posted with a page of their own.
ANSWERS_ANYONE = {"sign-in/", "card/", "sign-out/"}


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, here)
        else:
            yield here


def filled(route: str, ids: dict[str, Any]) -> str:
    return "/" + PART.sub(lambda part: str(ids[part[1]] or uuid4()), route)


class Everyone:
    """A browser for each, and one of everything about Ada."""

    def __init__(self, house: Any) -> None:
        house.with_every_role()
        self.ids = everything(house)
        self.browsers = {name: house.client(getattr(house, name)) for name in EVERYONE.split()}
        self.browsers["anonymous"] = Client()


@pytest.fixture
def everyone(house: Any, monkeypatch: pytest.MonkeyPatch) -> Everyone:
    """What is not there is answered without drawing the page: that it is always the same one is a test of its own."""
    monkeypatch.setattr("trailside.config.answers.not_there", lambda request: HttpResponse(status=404))
    return Everyone(house)


def test_every_address_has_a_row_and_every_row_an_address():
    there = set(addresses())
    assert there - set(GRID) - set(POSTS) == set(), "write who may open these into tests/grid/grid.py"
    assert (set(GRID) | set(POSTS)) - there == set(), "these addresses are gone"
    assert {route for route, who in GRID.items() if not who} == set(EMPTY)


def body(answer: HttpResponse) -> bytes:
    return answer.getvalue() if answer.streaming else answer.content


def test_asked_for(everyone):
    """Every page for everyone; and none of Ada's words or her name on any page of whoever may not see them."""
    wrong, seen = [], set()
    for route, allowed in {**GRID, **POSTS}.items():
        path = filled(route, everyone.ids)
        for name, browser in everyone.browsers.items():
            answer = browser.get(path)
            there = name in allowed.split() and route in GRID
            if name == "anonymous" and not there:
                well = answer.status_code in {404, 405} or answer.headers.get("Location", "").startswith("/sign-in/")
            elif there:
                well = answer.status_code in {200, 302}
            else:
                well = answer.status_code in ({404} if route in GRID else {302, 404, 405})
            if not well:
                wrong.append(f"{name} asked for {path}: {answer.status_code}")
            if answer.status_code == 200:
                shown = body(answer) + answer.headers.get("X-Live", "").encode()
                for words, who in PLANTED.items():
                    if words.encode() in shown:
                        seen.add((words, name))
                        wrong += [] if name in who.split() else [f"{name} read {words!r} on {path}"]
    assert not wrong, "\n".join(wrong)
    # Were nothing planted where everyone reads, the above would prove nothing.
    assert {(words, name) for words, who in PLANTED.items() for name in who.split()} - seen == set()


def test_searched_for(everyone):
    for name in SPECIALISTS.split():
        page = everyone.browsers[name].post("/people/", {"wanted": "Quill"}).content.decode()
        assert ("Quillfeather" in page) == (name == "ben"), name


def test_not_there_is_the_same_page_for_someone_and_for_nobody(house):
    house.with_every_role()
    for name in ("rita", "noah", "ruth", "dov", "mo", "pia", "cleo"):
        browser = house.client(getattr(house, name))
        for where in ("/people/{}/", "/goals/with/{}/", "/calls/{}/"):
            pages = {browser.get(where.format(who)).content for who in (house.ada.person, uuid4())}
            assert len({re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", b"", page) for page in pages}) == 1


def test_posted_to_by_those_who_may_not(everyone):
    wrong = []
    for route, allowed in {**GRID, **POSTS}.items():
        if allowed == PUBLIC or route in ANSWERS_ANYONE:
            continue
        path = filled(route, everyone.ids)
        for name, browser in everyone.browsers.items():
            if name in allowed.split():
                continue
            answer = browser.post(path, {})
            sent = answer.headers.get("Location", "")
            # Sent on to a page that is not there for them, when nothing was named in the form: no door either.
            nowhere = (
                sent.startswith("/sign-in/")
                if name == "anonymous"
                else bool(sent) and browser.get(sent).status_code == 404
            )
            if answer.status_code not in {404, 405} and not nowhere:
                wrong.append(f"{name} posted to {path}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_ids_that_do_not_exist_answer_the_same_as_ids_of_others(everyone):
    wrong = []
    nothing = {
        name: uuid4() if isinstance(value, UUID) or value is None else value for name, value in everyone.ids.items()
    }
    for route, allowed in GRID.items():
        if not PART.search(route) or "uuid" not in route:
            continue
        for name in allowed.split() or ["mo"]:
            status = everyone.browsers[name].get(filled(route, nothing)).status_code
            if status != 404:
                wrong.append(f"{name} asked for {route} with an id of nothing: {status}")
    assert not wrong, "\n".join(wrong)
