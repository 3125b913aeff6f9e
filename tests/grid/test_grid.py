"""The permission grid: every address x everyone in the cast, asked and posted to; and ids that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.grid.grid import EMPTY, EVERYONE, GRID, POSTS, PUBLIC
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
def everyone(house: Any) -> Everyone:
    return Everyone(house)


def test_every_address_has_a_row_and_every_row_an_address():
    there = set(addresses())
    assert there - set(GRID) - set(POSTS) == set(), "write who may open these into tests/grid/grid.py"
    assert (set(GRID) | set(POSTS)) - there == set(), "these addresses are gone"
    assert {route for route, who in GRID.items() if not who} == set(EMPTY)


def test_asked_for(everyone):
    wrong = []
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
    assert not wrong, "\n".join(wrong)


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
