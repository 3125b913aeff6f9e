"""Odd things sent to every form of every page, by everybody: never a fault of ours, never slow, never reflected raw.

Pages are found by following links as each of the cast; each field of each form gets each odd value once. A fault of
ours answers with the page that says so, which is what this looks for (besides any status that nobody documented).
"""

from __future__ import annotations

import random
import time
import uuid
from collections import Counter
from pathlib import Path

from tests.drills.crawl import Form, Page
from tests.drills.house import CSRF, House
from tests.drills.outcome import promise

RAW = "<script>alert(1)</script>"
VALUES: dict[str, bytes] = {
    "nothing": b"",
    "nul": b"before\x00after",
    "lone surrogate": b"\xed\xa0\x80",
    "not utf-8": b"\xff\xfe\xfa",
    "right to left": "\u202etxt.exe".encode(),
    "zero width": "\u200b\u200d\ufeff".encode(),
    "200 kB line": b"x" * 200_000,
    "script": RAW.encode(),
    "quote": b"' OR 1=1 --",
    "template": b"{{ 7|add:42 }}{% csrf_token %}",
    "negative": b"-1",
    "enormous": b"9" * 400,
    "not a number": b"NaN",
    "beyond a float": b"1e309",
    "no such day": b"2026-02-30",
    "no such year": b"99999-01-01",
    "path": b"../../../../etc/passwd",
    "marks": "e\u0301".encode() * 2000,
    "emoji": "\U0001f469\U0001f3fd\u200d\U0001f680".encode(),
    "header": b"x\r\nSet-Cookie: a=b",
    "json": b'{"$ne": null}',
    "other address": b"https://evil.example/",
}
FINE = {200, 302, 303, 400, 403, 404, 405, 409, 413, 415, 422, 429}
STARTS = {
    "ada": ("/today/", "/goals/", "/check-in/", "/my-trail/", "/my-record/", "/now/mine/", "/ten-sentences/"),
    "ben": ("/desk/", "/people/", "/welcome/", "/meetings/"),
    "mina": ("/review/", "/desk/"),
    "mo": ("/programme/", "/people/", "/programme/import/"),
    "": ("/", "/sign-in/", "/begin/", "/join/nobody/", "/gallery/"),
}
LEFT_ALONE = ("/sign-out/", "/forget/", "/static/", "/now/")
"""Signing out and forgetting would end the drill; the rest is files."""


def drill(place: Path, *, short: bool) -> str:
    """Find every form, send odd things."""
    house = House(place).lived_in()
    house.start()
    most = 400 if short else 5_000
    chance = random.Random(20261120)
    statuses: Counter[int] = Counter()
    pages = forms = 0
    for who, starts in STARTS.items():
        found = walked(house, who, starts, most=25 if short else 400)
        pages += len(found)
        tries = [(form, name, odd) for form in found.values() for name in sorted(form.typed) for odd in VALUES]
        forms += len(found)
        chance.shuffle(tries)
        for form, name, odd in tries[: most // len(STARTS)]:
            statuses[sent(house, who, form, name, odd)] += 1
    for status in bodies(house):
        statuses[status] += 1
    house.stop()
    return f"{forms} forms, {sum(statuses.values())} odd requests: {dict(sorted(statuses.items()))}"


def asked(house: House, who: str, path: str, **headers: str) -> tuple[int, str]:
    """One page as one of the cast (or as nobody)."""
    session = f"here={house.people[who]['session']}; " if who else ""
    status, body, _ = house.ask(path, Cookie=f"{session}csrftoken={CSRF}", **headers)
    return status, body


def walked(house: House, who: str, starts: tuple[str, ...], most: int) -> dict[str, Form]:
    """The forms that can be reached, by address and fields."""
    waiting, seen, found = list(starts), set(starts), {}
    while waiting and len(seen) < most * 4:
        path = waiting.pop(0)
        status, body = asked(house, who, path)
        judge(status, body, f"GET {path} as {who or 'nobody'}")
        page = Page(path, body)
        for form in page.forms:
            if not form.action.startswith(LEFT_ALONE):
                found.setdefault(f"{form.action} {sorted(form.fields)}", form)
        for link in sorted(page.links):
            if link.startswith("/") and not link.startswith(LEFT_ALONE) and link not in seen and len(seen) < most:
                seen.add(link)
                waiting.append(link)
    return found


def sent(house: House, who: str, form: Form, name: str, odd: str) -> int:
    """One form with one odd value."""
    what = f"{form.method.upper()} {form.action} as {who or 'nobody'}, {name} = {odd}"
    began = time.monotonic()
    fields: dict[str, str | bytes] = {**form.fields, name: VALUES[odd], "csrfmiddlewaretoken": CSRF}
    if "once" in fields and name != "once":  # each try is a new form, or only the first would be read
        fields["once"] = uuid.uuid4().hex
    cookie = (f"here={house.people[who]['session']}; " if who else "") + f"csrftoken={CSRF}"
    if form.method == "post":
        status, body, headers = house.ask(form.action, fields, Cookie=cookie)
    else:
        status, body, headers = house.ask(form.action.partition("?")[0] + "?" + house.query(fields), Cookie=cookie)
    judge(status, body, what)
    promise(time.monotonic() - began < 10, f"{what} took {time.monotonic() - began:.0f} s")
    promise("evil.example" not in headers.get("location", ""), f"{what} leads away from here")
    promise("a=b" not in headers.get("set-cookie", ""), f"{what} sets a header")
    return status


def bodies(house: House) -> list[int]:
    """Whole bodies that are odd."""
    deep = b"[" * 20_000 + b"]" * 20_000
    many = "&".join(f"field{number}=x" for number in range(1500)).encode()
    cookie = f"here={house.people['ada']['session']}; csrftoken={CSRF}"
    token = {"Cookie": cookie, "X-CSRFToken": CSRF}
    kinds = [
        ("application/json", deep),
        ("application/x-www-form-urlencoded", many),
        ("application/x-www-form-urlencoded; charset=utf-7", b"words=+ADw-"),
        ("application/x-www-form-urlencoded; charset=none-such", b"words=a"),
        ("multipart/form-data; boundary=none", b"no boundary here"),
        ("multipart/form-data", b""),
        ("text/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
        ("", b"\x00\xff"),
    ]
    found = []
    for path in ("/goals/new/", "/check-in/", "/sign-in/"):
        for kind, body in kinds:
            status, answer = house.send(path, body, {**token, "Content-Type": kind})
            judge(status, answer, f"POST {path} with {kind or 'no type'}")
            found.append(status)
    return found


def judge(status: int, body: str, what: str) -> None:
    """Neither a fault of ours, nor a status that nobody expects, nor our words turned into a script."""
    promise(status in FINE, f"{what}: {status} {body[body.find('<h1') :][:100]!r}")
    promise(RAW not in body, f"{what}: reflected raw")
