"""The programme set up, people invited by link, a list brought in and taken back, review; and the stranger outside."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from tests.journeys.conftest import LAPTOP, Demo, Open, send, sign_in

pytestmark = pytest.mark.browser
PASSWORD = "four words in a row"
LIST = """Elm Street Peers,,,
Name,Cell,Peer specialist,Diagnosis
{mark} Ríos,617 555 0111,Ben Okafor,none
{mark} Nuñez,(617) 555-0112,Ben Okafor,none
TOTAL,2,,
"""


@pytest.fixture
def person(demo: Demo) -> str:
    return re.findall(r"[0-9a-f-]{36}", demo.account("peer_specialist")["opens"])[0]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_manager_says_what_the_programme_is(opened: Open, script: bool) -> None:
    page, place = opened("manager", script=script, viewport=LAPTOP), f"Worcester {uuid4().hex[:4]}"
    page.goto("/programme/")
    page.locator("main [name=place]").fill(place)
    send(page.get_by_role("button", name="Keep this"))
    assert "Kept." in page.inner_text("main")
    assert place in page.inner_text("main")
    page.locator("main [name=name]").fill("")
    send(page.get_by_role("button", name="Keep this"))
    assert page.locator(".govuk-error-summary").is_visible()
    assert page.locator("main [name=place]").input_value() == place, "refused, and every word is kept"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_whoever_is_invited_by_link_chooses_a_password_and_comes_in(opened: Open, script: bool) -> None:
    page, mark = opened("manager", script=script), uuid4().hex[:6]
    page.goto("/programme/invite/")
    page.get_by_label("Whom do you invite?").fill(f"Lea {mark}")
    page.get_by_label("Walk with people, as a peer specialist").check(force=True)
    page.get_by_label("Support the team, as a supervisor").check(force=True)
    send(page.get_by_role("button", name="Make the link"))
    link = page.locator("#link").input_value()
    lea = opened("", script=script)
    lea.goto(link[link.index("/join/") :])
    lea.get_by_label("What shall we call you?").fill(f"Lea {mark}")
    lea.get_by_label("A sign-in name").fill(f"lea-{mark}")
    lea.get_by_label("A password").fill("short")
    send(lea.locator("#join-form .choices .govuk-button").first)
    assert lea.locator(".govuk-error-summary").is_visible()
    lea.get_by_label("A password").fill(PASSWORD)
    send(lea.locator("#join-form .choices .govuk-button").first)
    lea.wait_for_url(re.compile(r"/(desk|sign-in)/"))
    again = opened("", script=script)
    sign_in(again, {"name": f"lea-{mark}", "password": PASSWORD})
    assert again.url.endswith("/desk/")
    assert again.goto(link[link.index("/join/") :]).status != 200, "the link worked once"


def test_mina_reads_and_signs_what_was_put_up_and_nothing_else(opened: Open, person: str) -> None:
    ben, words = opened("peer_specialist"), f"I asked how it felt. {uuid4().hex[:6]}"
    ben.goto(f"/meetings/with/{person}/")
    ben.locator("#id_specialist").fill(words)
    send(ben.locator("form#goodbye p.choices button"))
    ben.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}/$"))
    at = re.findall(r"[0-9a-f-]{36}", ben.url)[0]
    mina = opened("supervisor", viewport=LAPTOP)
    assert mina.goto(f"/review/{at}/").status == 404
    assert mina.goto(f"/meetings/{at}/").status == 404
    send(ben.get_by_role("button", name="Put it up for review"))
    assert "put up for review" in ben.inner_text("main")
    mina.goto("/review/")
    mina.locator(f'main a[href="/review/{at}/"]').click()
    assert words in mina.inner_text("main")
    mina.locator("#sign-form textarea").fill("Thank you both.")
    send(mina.get_by_role("button", name="I read it, and sign"))
    assert not mina.locator(f'main a[href="/review/{at}/"]').count()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_list_is_looked_at_brought_in_and_taken_back(opened: Open, script: bool) -> None:
    page, mark = opened("manager", script=script, viewport=LAPTOP), f"Z{uuid4().hex[:6]}"
    page.goto("/programme/import/")
    body = LIST.format(mark=mark).encode("utf-8-sig")
    page.locator("main [name=file]").set_input_files({"name": "people.csv", "mimeType": "text/csv", "buffer": body})
    page.get_by_label("What do you call this list?").fill("spring 2026")
    send(page.get_by_role("button", name="Read my list"))
    assert "Diagnosis" in page.inner_text("main"), "it says what was dropped"
    send(page.get_by_role("button", name="Show me what would happen"))
    text = page.inner_text("main")
    assert f"{mark} Ríos" in text and "Nobody has been brought in yet" in text
    assert "Row 5: a total" in text
    send(page.get_by_role("button", name="Bring in 2 people"))
    assert "2 people were brought in" in page.inner_text("h1")
    ben = opened("peer_specialist", script=script)
    ben.goto("/people/")
    assert f"{mark} Ríos" in ben.inner_text("main")
    send(page.get_by_role("button", name="Take this list back"))
    assert "Taken back" in page.inner_text("main")
    ben.reload()
    assert mark not in ben.inner_text("main")


@pytest.mark.parametrize("role", ["peer_specialist", "supervisor", "manager", "participant"])
def test_for_the_stranger_there_is_nobody_here(opened: Open, person: str, role: str) -> None:
    stranger, nobody = opened(role, 1), uuid4()
    for path in ("/people/{}/", "/goals/with/{}/", "/meetings/with/{}/", "/people/{}/reach/", "/welcome/{}/card/"):
        there, nowhere = (stranger.request.get(path.format(one)) for one in (person, nobody))
        assert there.status == nowhere.status == 404
        assert len(there.body()) == len(nowhere.body()), "and it looks like a page that never was"
