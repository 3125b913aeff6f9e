"""Taking my record along: whole, mine alone, words as data."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from trailside.consent import gate
from trailside.consent.actions import shut_out
from trailside.consent.rules import GOALS
from trailside.exchange.reads import taking_along
from trailside.exchange.rules.typeset import printable, record_as_pdf
from trailside.kit.sections import Line, Section
from trailside.ledger import binder, looks, proof, prover, record
from trailside.people.actions.staff import set_roles
from trailside.people.actions.welcome import say_hope
from trailside.people.reads.names import name
from trailside.people.rules import Role
from trailside.reach.actions.quiet import agree_quiet
from trailside.reach.actions.ways import keep_way

EVIL = '#read("/etc/passwd") $x$ *bold* \\ #set page(fill: red) <label> @ref \x07 \u202e محمد 李'


@pytest.fixture
def words(monkeypatch):
    """One room that says something about whoever takes it along."""

    def export(sight):
        yield Section("test.words", "Words", [Line("Mine", words=EVIL, own=True, by=sight.viewer.person)])

    monkeypatch.setattr(record, "_exports", [export])


def taken(browser) -> dict:
    answer = browser.get("/take-along/my-record.json")
    assert answer.status_code == 200
    return json.loads(b"".join(answer.streaming_content))


def test_the_json_holds_every_word_as_it_was_written(house, words):
    found = taken(house.client(house.ada))
    (section,) = [section for section in found["sections"] if section["key"] == "test.words"]
    assert section["lines"][0]["words"] == EVIL
    assert section["lines"][0]["by_name"] == "Ada"


def test_it_says_who_looked_and_what_was_done(house):
    with looks.kept():
        name(gate.of(house.ben, house.ada.person, "plan", GOALS), house.ada.person)
    found = {section["key"]: section["lines"] for section in taken(house.client(house.ada))["sections"]}
    assert [line["label"] for line in found["ledger.looks"]] == ["Ben"]
    assert "people.welcomed" in [line["verb"] for line in found["ledger.entries"]]


def test_everybody_takes_only_their_own(house, words):
    for viewer, other in ((house.cleo, "Ada"), (house.dov, "Ada"), (house.ada, "Cleo")):
        assert f'"{other}"' not in json.dumps(taken(house.client(viewer)), ensure_ascii=False)


def test_nobody_signed_in_takes_nothing(house, client):
    for path in ("", "my-record.json", "my-record.pdf"):
        assert client.get(f"/take-along/{path}").headers["Location"].startswith("/sign-in/")


def test_the_heads_of_the_ledger_are_inside(house, monkeypatch):
    binder.bind_all()
    assert taken(house.client(house.ada))["ledger_heads"] == [str(head) for head in proof.heads()]


def test_each_line_about_me_is_proved_by_those_heads_alone(house):
    with looks.kept():
        name(gate.of(house.ben, house.ada.person, "plan", GOALS), house.ada.person)
    binder.bind_all()
    found = taken(house.client(house.ada))
    assert found["proofs"]
    assert {proved["text"][0] for proved in found["proofs"]} == {"e", "l"}
    assert all(prover.holds(proved, found["ledger_heads"][-1]) for proved in found["proofs"])
    assert not any(prover.holds(proved | {"size": 3}, found["ledger_heads"][-1]) for proved in found["proofs"])


def test_the_page_to_read_holds_the_words_and_never_markup(house, words):
    answer = house.client(house.ada).get("/take-along/my-record.html")
    page = b"".join(answer.streaming_content).decode()
    assert "&lt;label&gt;" in page and "<label>" not in page
    assert "محمد 李" in page and "<h2>Words</h2>" in page
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pdf_is_accessible_and_words_are_never_markup(house, words, language):
    browser = house.client(house.ada)
    browser.cookies["language"] = language
    answer = browser.get("/take-along/my-record.pdf")
    assert answer.content.startswith(b"%PDF-1.7")
    assert f"/Lang({language}".encode() in answer.content
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_plain_words_make_a_pdf_ua():
    line = {"label": "Goal", "words": "Walk to the river, José", "own": True, "when": "", "by": "Ada"}
    pages = {"title": "My record", "language": "en", "programme": "Elm", "lead": "All of it.", "proof": "Proof."}
    pages |= {"sections": [{"title": "Goals", "lines": [line]}], "proof_title": "Proof", "heads": ["2026-11:3:ab"]}
    assert b"pdfuaid" in record_as_pdf(pages)


def test_what_no_page_can_show_stays_out_of_the_pdf():
    assert printable("a\x07b\u202ec\nd\ud800") == "abc\nd"


def test_the_page_offers_both(house):
    page = house.client(house.ada).get("/take-along/").content.decode()
    assert "my-record.pdf" in page
    assert "my-record.json" in page


def test_a_long_life_is_whole_as_a_page_and_its_newest_stands_on_paper(house, monkeypatch):
    days = [dt.datetime(2016, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=number) for number in range(40)]
    lines = [Line(f"Day {number}", day, words="w" * 100) for number, day in enumerate(days)]
    monkeypatch.setattr(record, "_exports", [lambda sight: [Section("test.long", "Long", lines)]])
    monkeypatch.setattr(taking_along, "ON_PAPER", 4_000)
    (long, *_rest) = taking_along.as_pages(gate.mine(house.ada, "take_along"))["sections"]
    assert [line["label"] for line in long["lines"]][::10] == ["Day 30", "30 older lines are in the page to read."]
    page = "".join(taking_along.as_html(gate.mine(house.ada, "take_along")))
    assert page.count("Day ") == 40


def test_what_i_am_called_how_to_reach_me_and_whom_i_shut_out_go_along(house):
    me = house.ada
    say_hope(gate.mine(me), person=me.person, hope="To sleep through")
    keep_way(gate.mine(me), person=me.person, value="617 555 0101", not_to_say="Not where you call from")
    agree_quiet(gate.mine(me), person=me.person, days=7, by="text", say="Coffee?")
    shut_out(gate.mine(me), house.mina.person)
    found = {section["key"]: section["lines"] for section in taken(house.client(me))["sections"]}
    assert found["people.me"][0]["words"] == "Ada"
    assert "To sleep through" in [line.get("words") for line in found["people.walking"]]
    assert "Ben" in [line.get("by_name") for line in found["people.walking"]]
    assert found["reach.ways"][0]["words"] == "(617) 555-0101\nNot where you call from"
    assert found["reach.ways"][1]["days"] == 7
    assert found["consent.never"][0]["by_name"] == "Mina"


def test_whoever_looked_and_works_here_no_longer_is_still_named(house):
    with looks.kept():
        name(gate.of(house.ben, house.ada.person, "plan", GOALS), house.ada.person)
    set_roles(gate.house(house.mo, Role.MANAGER), house.ben.person, [])
    browser = house.client(house.ada)
    assert "Ben" in browser.get("/my-record/who-looked/").content.decode()
    looked = {section["key"]: section["lines"] for section in taken(browser)["sections"]}["ledger.looks"]
    assert [line["label"] for line in looked] == ["Ben"]
