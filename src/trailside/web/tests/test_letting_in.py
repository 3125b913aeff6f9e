"""Ada lets her friend Gil in with three taps; he comes by the link and sees one page; one tap ends it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import scene
from django.test import Client
from django.utils import translation

from trailside.consent import gate, rules
from trailside.consent.actions import shut_out
from trailside.consent.models import Grant
from trailside.kit import clock
from trailside.ledger.models import Look
from trailside.people.models import PersonRole
from trailside.people.rules import Role
from trailside.plans.actions import goals
from trailside.reach.actions import ways

LINK = re.compile(r"/let-in/open/[\w-]+/")
JOIN = {"called": "Gil", "sign_in": "gil", "password": "four words in a row"}


@pytest.fixture
def words(house: Any) -> str:
    """A goal of Ada's, in her words."""
    goals.agree(gate.mine(house.ada), person=house.ada.person, words="A place with my own door")
    return "A place with my own door"


def three_taps(ada: Client, kind: str = "friend", together: str = "met goals") -> str:
    """Whom, what, yes. Returns the link."""
    whom = ada.post("/letting-in/new/", {"kind": kind})
    assert whom.status_code == 200
    said = {"kind": kind, "called": "Gil", "reason": "beside_me", "days": "30"}
    preview = ada.post("/letting-in/new/", {**said, "together": together})
    assert "Exactly this, and nothing else" in preview.content.decode()
    scopes = together.split()
    done = ada.post("/letting-in/new/", {**said, "scopes": scopes, "chosen": "1", "typed": "Ada", "yes": "1"})
    found = LINK.search(done.content.decode())
    assert found, done.content.decode()[:3000]
    return found[0]


def what(page: str) -> str:
    """The part of a page that says what is seen, without once-keys."""
    return "\n".join(re.findall(r'<section class="flow" aria-labelledby="see-.*?</section>', page, re.S))


def test_three_taps_a_link_and_one_calm_page(house, words):
    ada, gil = house.client(house.ada), Client()
    link = three_taps(ada)
    assert gil.get(link).status_code == 200
    came = gil.post(link, JOIN)
    page = gil.get(came["Location"]).content.decode()
    assert "What Ada lets you see" in page and words in page
    assert "42 CFR part 2 prohibits unauthorized use or disclosure of these records." in page
    assert gil.get(link).status_code == 404
    look = Look.objects.get(purpose=rules.LET_IN, scopes="goals met name")
    assert look.about == house.ada.person
    looked = ada.get("/my-record/who-looked/").content.decode()
    assert "Gil" in looked and "was let in by you" in looked and "Unusual" not in looked


def test_the_preview_is_what_the_friend_then_sees(house, words):
    ada, gil = house.client(house.ada), Client()
    said = {"kind": "friend", "called": "", "reason": "beside_me", "days": "30"}
    preview = ada.post("/letting-in/new/", {**said, "together": "met goals"}).content.decode()
    came = gil.post(three_taps(ada), JOIN)
    seen = gil.get(came["Location"]).content.decode()
    assert words in what(preview) and what(preview) == what(seen)


def test_one_tap_ends_it_at_the_next_request(house, words):
    ada, gil = house.client(house.ada), Client()
    page = gil.post(three_taps(ada), JOIN)["Location"]
    assert gil.get(page).status_code == 200
    ada.post(f"/letting-in/{Grant.objects.get().pk}/stop/")
    looks = Look.objects.count()
    assert gil.get(page).status_code == 404
    assert "nobody lets you see anything" in gil.get("/let-in/").content.decode()
    assert Look.objects.count() == looks


def test_whoever_is_let_in_finds_nothing_else_of_hers(house, words):
    goal = goals.agree(gate.mine(house.ada), person=house.ada.person, words="Another")
    ada, gil = house.client(house.ada), Client()
    gil.post(three_taps(ada), JOIN)
    for path in (f"/people/{house.ada.person}/", f"/goals/{goal.pk}/", "/people/", "/desk/", "/letting-in/"):
        assert gil.get(path).status_code == 404, path


def test_whoever_begins_to_work_here_shows_no_more_to_the_friend_than_was_chosen(house, words):
    ways.keep_way(gate.mine(house.ada), person=house.ada.person, value="508-555-7788")
    ada, gil = house.client(house.ada), Client()
    page = gil.post(three_taps(ada), JOIN)["Location"]
    with scene():
        PersonRole.objects.create(
            organisation_id=house.here.id, person_id=house.ada.person, role=Role.PEER_SPECIALIST, since=clock.now()
        )
    seen = gil.get(page).content.decode()
    assert words in seen and "7788" not in seen


def test_the_stranger_comes_by_the_link_with_the_sign_in_he_has_and_stays_a_stranger_elsewhere(house, words):
    dov = house.client(house.dov)
    link = three_taps(house.client(house.ada), kind="organisation")
    came = dov.post(link, {"called": "Dov", "way": "mine"})
    assert words in dov.get(came["Location"]).content.decode()
    assert dov.get(f"/people/{house.ada.person}/").status_code == 404


def test_a_stranger_without_the_link_finds_nothing(house, words):
    page = Client().post(three_taps(house.client(house.ada)), JOIN)["Location"]
    for who in (house.dov, house.cleo, house.ben, house.mina, house.mo):
        assert house.client(who).get(page).status_code == 404
        assert house.client(who).get("/let-in/").status_code == 404


def test_whoever_must_never_open_her_record_cannot_take_the_link_up(house, words):
    link = three_taps(house.client(house.ada))
    shut_out(gate.mine(house.ada), house.ruth.person)
    assert house.client(house.ruth).post(link).status_code == 404
    assert Grant.objects.get().to_id is None


def test_not_now_is_first_and_keeps_nothing(house):
    ada = house.client(house.ada)
    for page in (ada.get("/letting-in/new/"), ada.post("/letting-in/new/", {"kind": "friend"})):
        buttons = re.findall(r"<button[^>]*>(?:[^<]*)</button>", page.content.decode().split("<main")[1])
        assert "Not now" in buttons[0]
    assert ada.post("/letting-in/new/", {"kind": "friend", "not_now": "1"})["Location"] == "/letting-in/"
    assert not Grant.objects.exists()


def test_without_her_name_under_the_form_nothing_is_signed(house):
    ada = house.client(house.ada)
    said = {"kind": "friend", "called": "", "reason": "beside_me", "days": "30", "scopes": ["met"], "chosen": "1"}
    assert "Type your name to sign." in ada.post("/letting-in/new/", {**said, "yes": "1"}).content.decode()
    assert not Grant.objects.exists()


def test_part_by_part_and_in_spanish(house):
    ada = house.client(house.ada)
    page = ada.post("/letting-in/new/", {"kind": "family", "choose": "1", "days": "7", "reason": "my_wish"})
    assert "See what they would see" in page.content.decode()
    ada.cookies["language"] = "es"
    with translation.override("es"):
        page = ada.post("/letting-in/new/", {"kind": "family", "chosen": "1", "days": "7", "reason": "my_wish"})
    assert "Elige por lo menos una parte." in page.content.decode()
