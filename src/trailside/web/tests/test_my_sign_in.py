"""How I sign in: a new password or PIN, passkeys, and a way back in for whoever lost theirs."""

import json
import re

import pytest
from conftest import scene
from django.test import Client

from trailside.consent import gate
from trailside.ledger.models import Entry
from trailside.people.actions import signing_in
from trailside.people.models import Account, Organisation, Person

NEW = "four other words in a row"


@pytest.fixture(autouse=True)
def demo(house):
    """As in a demo, where name and password are enough; test_second_step.py says what is asked elsewhere."""
    with scene():
        Organisation.objects.update(is_demo=True)


def sign_in(password, name="Ben@elm-street-peers"):
    browser = Client()
    browser.post("/sign-in/", {"name": name, "password": password})
    return browser if "_auth_user_id" in browser.session else None


def test_a_new_password_needs_the_old_one_and_ends_other_browsers(house):
    here, elsewhere = sign_in("a long password"), sign_in("a long password")
    assert here.post("/sign-in/mine/", {"old": "wrong", "new": NEW}).status_code == 200
    assert here.post("/sign-in/mine/", {"old": "a long password", "new": "short"}).status_code == 200
    assert here.post("/sign-in/mine/", {"old": "a long password", "new": NEW}).status_code == 302
    assert here.get("/sign-in/mine/").status_code == 200
    assert elsewhere.get("/sign-in/mine/").status_code == 302
    assert sign_in("a long password") is None and sign_in(NEW) is not None
    assert Entry.objects.filter(verb="people.secret_changed", by=house.ben.person).exists()


def test_guessing_the_old_one_grows_slow(house):
    browser = sign_in("a long password")
    for _ in range(6):
        browser.post("/sign-in/mine/", {"old": "wrong", "new": NEW})
    page = browser.post("/sign-in/mine/", {"old": "a long password", "new": NEW}).content.decode()
    assert "Too many tries" in page


def test_a_participant_chooses_another_pin(house):
    code = signing_in.give_card(gate.of(house.ben, house.ada.person, "welcome"), house.ada.person, pin="4826")
    browser = Client()
    browser.post("/card/", {"code": code, "pin": "4826"})
    assert "A new PIN" in browser.get("/sign-in/mine/").content.decode()
    assert browser.post("/sign-in/mine/", {"old": "4826", "new": "1234"}).status_code == 200
    assert browser.post("/sign-in/mine/", {"old": "4826", "new": "739105"}).status_code == 302
    assert Client().post("/card/", {"code": code, "pin": "739105"}).status_code == 302


def link_for(browser, person):
    page = browser.post(f"/programme/team/{person}/way-in/").content.decode()
    return re.search(r"/join/[\w-]+/", page)[0]


def test_whoever_lost_their_way_in_gets_a_new_one_and_the_old_one_ends(house):
    link = link_for(house.client(house.mo), house.ben.person)
    browser = Client()
    assert "What shall we call you" not in browser.get(link).content.decode()
    assert browser.post(link, {"sign_in": "benny", "password": NEW}).status_code == 302
    assert browser.get("/people/").status_code == 200
    assert sign_in("a long password") is None and sign_in(NEW, "benny") is not None
    assert not Account.objects.filter(pk=house.ben.account).exists()
    assert Client().get(link).status_code == 404


def test_a_new_way_in_opens_nothing_that_the_old_one_opened_elsewhere(house):
    with scene():
        Person.objects.filter(pk=house.dov.person).update(account_id=house.ben.account)
    link = link_for(house.client(house.mo), house.ben.person)
    browser = Client()
    browser.post(link, {"sign_in": "benny", "password": NEW})
    assert browser.get("/programme/").status_code == 404
    assert Person.objects.get(pk=house.dov.person).account_id == house.ben.account


def test_only_a_manager_of_the_house_makes_such_a_link(house):
    for viewer in (house.ben, house.mina, house.ada, house.dov):
        assert house.client(viewer).post(f"/programme/team/{house.ben.person}/way-in/").status_code == 404
    assert house.client(house.mo).post(f"/programme/team/{house.ada.person}/way-in/").status_code == 404


def test_the_passkey_of_a_phone_is_told_no_name(house):
    browser = house.client(house.ben)
    options = browser.post("/sign-in/mine/passkeys/begin/").json()["publicKey"]
    assert options["user"]["name"] == options["user"]["displayName"] == options["rp"]["name"] == "Trailside"
    assert "ben" not in json.dumps(options).lower()
    assert options["authenticatorSelection"]["userVerification"] == "required"


@pytest.mark.parametrize(
    "credential",
    ["", "{}", "[]", "null", "x", '{"id": 1}', '{"response": {"userHandle": "AAAA"}}', "[" * 30_000, '"\ud800"'],
)
def test_a_passkey_that_does_not_hold_opens_nothing_and_breaks_nothing(house, credential):
    browser = Client()
    browser.post("/sign-in/passkey/challenge/")
    sent = {"credential": credential.encode("utf-8", "surrogatepass").decode("utf-8", "replace")}
    page = browser.post("/sign-in/passkey/", sent)
    assert page.status_code == 200 and "did not work" in page.content.decode()
    signed = house.client(house.ben)
    signed.post("/sign-in/mine/passkeys/begin/")
    assert "did not work" in signed.post("/sign-in/mine/passkeys/", sent, follow=True).content.decode()


def test_joining_with_a_passkey_leads_to_making_it(house):
    page = house.client(house.mo).post("/programme/invite/", {"name": "Nia", "roles": ["supervisor"]}).content.decode()
    link = re.search(r"/join/[\w-]+/", page)[0]
    browser = Client()
    answer = browser.post(link, {"called": "Nia", "sign_in": "nia", "way": "passkey"})
    assert answer["Location"] == "/sign-in/steps/"
    page = browser.get("/sign-in/mine/").content.decode()
    assert "Without one of them you cannot come in again" in page and 'name="old"' not in page


def test_another_ones_passkey_is_not_there(house):
    assert house.client(house.ben).post("/sign-in/mine/passkeys/1/remove/").status_code == 404


def test_whoever_signs_in_elsewhere_may_join_with_the_same_and_chooses_who_they_are(house):
    page = house.client(house.mo).post("/programme/invite/", {"name": "Dov", "roles": ["supervisor"]}).content.decode()
    link = re.search(r"/join/[\w-]+/", page)[0]
    browser = house.client(house.dov)
    assert browser.post(link, {"called": "Dov", "way": "mine"})["Location"] == "/"
    assert browser.get("/")["Location"] == "/review/"
    assert "/sign-in/as/" in browser.get("/sign-in/mine/").content.decode()
    browser.post("/sign-in/as/", {"person": str(house.dov.person)})
    assert browser.get("/programme/").status_code == 200


def test_a_card_is_never_a_sign_in_for_whoever_works_here(house):
    with scene():
        Account.objects.filter(pk=house.ada.account).update(is_card=True)
    page = house.client(house.mo).post("/programme/invite/", {"name": "Ada", "roles": ["supervisor"]}).content.decode()
    link = re.search(r"/join/[\w-]+/", page)[0]
    browser = house.client(house.ada)
    assert "sign-in I have open" not in browser.get(link).content.decode()
    assert browser.post(link, {"called": "Ada", "way": "mine"}).status_code == 200
