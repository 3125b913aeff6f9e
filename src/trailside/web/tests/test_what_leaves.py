"""What leaves Ada's record: with the notice on everything, counted for her to read; forms; a letter with dates only."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from trailside.consent import gate, rules
from trailside.consent.actions import grants
from trailside.consent.actions.grants import Wish
from trailside.consent.models import Grant, Part2, Signed
from trailside.consent.reads.said import NOTICE
from trailside.consent.rules import Kind, Reason
from trailside.encounters.actions import meetings
from trailside.encounters.rules.meeting import Met, Told, Voice
from trailside.kit import clock
from trailside.people.actions import staff
from trailside.people.reads import viewers
from trailside.people.rules import Role
from trailside.plans.actions import goals


@pytest.fixture
def gil(house: Any) -> Any:
    sight = gate.house(house.mo, Role.MANAGER)
    friend = staff.add(sight, name="Gil", roles=[Role.LET_IN], sign_in="gil", password="a long password")
    return viewers.viewer_of(friend)


@pytest.fixture
def grant(house: Any, gil: Any) -> Grant:
    """Ada lets Gil see her goals; she has one."""
    goals.agree(gate.mine(house.ada), person=house.ada.person, words="=A place with my own door")
    wish = Wish(Kind.FRIEND, frozenset({rules.GOALS}), Reason.BESIDE_ME, 30, "Gilberto")
    made, raw = grants.make(gate.mine(house.ada), wish, typed="Ada")
    grants.take_up(gate.mine(gil), raw, gil.person)
    return made


def test_the_notice_and_the_scope_of_the_consent_go_with_every_file(house, gil, grant):
    browser = house.client(gil)
    page = browser.get(f"/let-in/{grant.pk}/").content.decode()
    assert NOTICE in page and "Shown with consent. What: Goals and steps." in page
    sheet = browser.get(f"/let-in/{grant.pk}/record.csv").content.decode("utf-8-sig").splitlines()
    assert NOTICE in sheet[0] and NOTICE in sheet[-2] and "Shown with consent" in sheet[-1]
    assert any("'=A place with my own door" in line for line in sheet)
    data = json.loads(browser.get(f"/let-in/{grant.pk}/record.json").content)
    assert NOTICE in data["notice"] and data["consent"]["id"] == str(grant.pk) and "42CFRPart2" in data["security"]
    pdf = browser.get(f"/let-in/{grant.pk}/record.pdf").content
    assert pdf.startswith(b"%PDF") and b"pdfuaid" in pdf


def test_where_part_2_does_not_hold_no_notice_goes_along(house, gil, grant):
    house.client(house.mo).post("/programme/part-2/", {})
    assert NOTICE not in house.client(gil).get(f"/let-in/{grant.pk}/").content.decode()
    house.client(house.mo).post("/programme/part-2/", {"holds": "1"})
    assert NOTICE in house.client(gil).get(f"/let-in/{grant.pk}/").content.decode()
    assert Part2.objects.get().holds


def test_she_reads_to_whom_it_went_when_and_what_for(house, gil, grant):
    browser = house.client(gil)
    browser.get(f"/let-in/{grant.pk}/")
    browser.get(f"/let-in/{grant.pk}/record.pdf")
    page = house.client(house.ada).get("/my-record/left/").content.decode()
    assert page.count("Gilberto") == 2 and "Kept as a file." in page and "So that they can stand by me" in page
    with clock.standing_at(clock.now() + timedelta(days=40)):
        assert "Gilberto" in house.client(house.ada).get("/my-record/left/").content.decode()
    for stranger in (house.cleo,):
        assert "Gilberto" not in house.client(stranger).get("/my-record/left/").content.decode()


def test_files_are_refused_like_the_page_once_it_is_taken_back(house, gil, grant):
    house.client(house.ada).post(f"/letting-in/{grant.pk}/stop/")
    for kind in ("pdf", "csv", "json"):
        assert house.client(gil).get(f"/let-in/{grant.pk}/record.{kind}").status_code == 404
        assert house.client(house.dov).get(f"/let-in/{grant.pk}/record.{kind}").status_code == 404


def test_taking_the_form_back_ends_what_was_let_seen_with_it(house, gil, grant):
    ada, form = house.client(house.ada), Signed.objects.get()
    page = ada.get(f"/my-record/forms/{form.pk}/").content.decode()
    assert "Gilberto" in page and "I can take it back" in page
    assert ada.get(f"/my-record/forms/{form.pk}/form.pdf").content.startswith(b"%PDF")
    ada.post(f"/my-record/forms/{form.pk}/take-back/")
    assert house.client(gil).get(f"/let-in/{grant.pk}/").status_code == 404
    assert "I take this consent back" in ada.get(f"/my-record/forms/{form.pk}/").content.decode()
    for stranger in (house.dov, house.cleo, house.ben, gil):
        assert house.client(stranger).get(f"/my-record/forms/{form.pk}/").status_code == 404
        assert house.client(stranger).post(f"/my-record/forms/{form.pk}/take-back/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "said", "wants"),
    [
        ("treatment", {"scopes": ["met", "goals"], "days": "0"}, "health plans"),
        ("counselling", {"to": "Dr. Lee", "days": "30"}, "keeps apart"),
        ("proceedings", {"to": "District Court", "named": "dates, docket 12", "days": "30"}, "docket 12"),
    ],
)
def test_three_forms_stand_by_themselves(house, kind, said, wants):
    ada = house.client(house.ada)
    assert "You do not have to sign it." in ada.get(f"/my-record/forms/new/{kind}/").content.decode()
    assert ada.post(f"/my-record/forms/new/{kind}/", said).status_code == 200
    assert not Signed.objects.exists()
    ada.post(f"/my-record/forms/new/{kind}/", {**said, "typed": "Ada"})
    row = Signed.objects.get()
    words = json.dumps(row.document.read_json(gate.mine(house.ada)), ensure_ascii=False)
    assert wants in words and row.edition and (row.until is None) == (said["days"] == "0")


def test_the_letter_says_dates_and_nothing_else(house):
    his = gate.of(house.ben, house.ada.person, "meeting")
    at = clock.now() - timedelta(days=3)
    told = Told(sentences={Voice.PARTICIPANT: "I was afraid."})
    meetings.goodbye(his, person=house.ada.person, met=Met(at=at, minutes=30), told=told)
    ada = house.client(house.ada)
    page = ada.get("/asked-to-sign/letter/").content.decode()
    assert "Ada met with Elm Street Peers" in page and "afraid" not in page and "part 2" not in page.lower()
    assert str(at.day) in page
    pdf = ada.get("/asked-to-sign/letter.pdf").content
    assert pdf.startswith(b"%PDF") and b"pdfuaid" in pdf
    asked = ada.get("/asked-to-sign/").content.decode()
    assert "What may happen if I say no" in asked and "Not now" in asked.split("<main")[1]


def test_the_notice_is_there_before_anything_is_signed(client, house):
    page = client.get("/notice/").content.decode()
    assert "There is nothing to sign before we begin." in page and "Office for Civil Rights" in page
