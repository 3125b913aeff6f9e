"""Odd values in every field of every form that the cast may open: never a fault of ours, never reflected raw.

The pages come from the permission grid, the fields from the pages themselves and from the posts that a page only
leads to. A sample of all tries, the same one each time; marked *drill*, all of them. The drill ``odd`` sends the like
to a real server; here a fault shows its place in the code.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from tests.drills.crawl import Form, Page
from tests.grid.grid import EVERYONE, GRID, POSTS
from tests.grid.scene import everything
from tests.grid.test_grid import filled

RAW = "<script>alert('odd')</script>"
ODD: dict[str, bytes] = {
    "nothing": b"",
    "200 kB line": b"x" * 200_000,
    "NUL": b"before\x00after",
    "lone surrogate": b"\xed\xa0\x80",
    "not utf-8": b"\xff\xfe",
    "right to left": "\u202etxt.exe".encode(),
    "enormous": b"9" * 400,
    "beyond 64 bits": b"9223372036854775808",
    "negative": b"-1",
    "not a number": b"NaN",
    "no such day": b"9999-99-99",
    "last day": b"9999-12-31",
    "first day": b"0001-01-01",
    "emoji": "\U0001f469\U0001f3fd\u200d\U0001f680".encode(),
    "html": RAW.encode(),
    "quotes": b'\' OR "1"="1',
    "percent": b"%00%s{0}",
    "template": b"{{ 7|add:42 }}{% csrf_token %}",
    "other address": b"//evil.example/",
}
# Signing out and forgetting would end the scene; the design's own gallery keeps nothing.
LEFT_ALONE = ("/sign-out/", "/forget/", "/gallery/")
FORM = "application/x-www-form-urlencoded"


class Undone(Exception):
    """Takes back what one try has written, so that each meets the same scene."""


def forms_of(browser: Client, path: str) -> Iterator[Form]:
    """The posted forms of one page, each with its fields."""
    answer = browser.get(path)
    whole = answer.status_code == 200 and not answer.streaming
    if whole and answer.headers["Content-Type"].startswith("text/html"):
        yield from (form for form in Page(path, answer.content.decode()).forms if form.method == "post")


def every_form(house: Any, ids: dict[str, Any]) -> dict[str, list[Form]]:
    """By name of the cast: every form on every page that is theirs, and every address that only takes a form."""
    found: dict[str, list[Form]] = {}
    for name in EVERYONE.split():
        browser, mine = house.client(getattr(house, name)), dict[str, Form]()
        for route, allowed in GRID.items():
            if name in allowed.split() and not route.endswith((".pdf", ".json")):
                for form in forms_of(browser, filled(route, ids)):
                    mine[f"{form.action} {sorted(form.fields)}"] = form
        for route, allowed in POSTS.items():
            if name in allowed.split():
                path = filled(route, ids)
                if not any(form.action == path for form in mine.values()):
                    mine[path] = Form(path, "post", {"once": "", "choice": "", "with_person": ""}, {"choice"})
        found[name] = [form for form in mine.values() if not form.action.startswith(LEFT_ALONE)]
    return found


def tries_of(forms: dict[str, list[Form]]) -> list[tuple[str, Form, str, str]]:
    """Who, which form, which field, which odd value; the form's own token of this visit is no field."""
    return [
        (name, form, field, odd)
        for name, mine in forms.items()
        for form in mine
        for field in sorted(set(form.fields) - {"csrfmiddlewaretoken"})
        for odd in ODD
    ]


def sent(browser: Client, form: Form, field: str, odd: str) -> str:
    """What is wrong with the answer to one odd value; empty when nothing is."""
    said: dict[str, str | bytes] = {**form.fields, "once": uuid4().hex, field: ODD[odd]}
    said.pop("csrfmiddlewaretoken", None)
    answer = browser.post(form.action, urlencode(said), content_type=FORM)
    if answer.status_code >= 500:
        return str(answer.status_code)
    if RAW in answer.content.decode(errors="replace"):
        return "reflected raw"
    return "leads away" if "evil.example" in answer.headers.get("Location", "") else ""


def all_sent(house: Any, most: int | None) -> list[str]:
    """Every fault found in ``most`` tries (None: all)."""
    house.with_every_role()
    tries = tries_of(every_form(house, everything(house)))
    random.Random(20261120).shuffle(tries)
    browsers = {name: house.client(getattr(house, name)) for name in EVERYONE.split()}
    for browser in browsers.values():
        browser.raise_request_exception = False
    wrong = []
    for name, form, field, odd in tries[:most]:
        try:
            with transaction.atomic():
                fault = sent(browsers[name], form, field, odd)
                raise Undone
        except Undone:
            pass
        if fault:
            wrong.append(f"{name} posted {odd} as {field} to {form.action}: {fault}")
    return wrong


def test_a_sample_of_odd_values_in_every_form(house):
    assert all_sent(house, 250) == []


@pytest.mark.drill
def test_every_odd_value_in_every_field(house):
    assert all_sent(house, None) == []
