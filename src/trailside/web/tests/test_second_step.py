"""The second step: set up before anything else, asked at each sign-in, each code good once; a demo asks for none."""

import re
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from conftest import scene
from django.test import Client

from trailside.consent import gate
from trailside.kit import clock
from trailside.ledger.models import Entry
from trailside.people.actions import second, signing_in
from trailside.people.models import Account, Organisation, PersonRole

BEN = {"name": "Ben@elm-street-peers", "password": "a long password"}
CODE = re.compile(r"<li>(\d{5}) (\d{5})</li>")


def code_of(secret, steps=0):
    return format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30 + steps))


def with_password(browser=None, **more):
    browser = browser or Client()
    browser.post("/sign-in/", BEN | more)
    return browser


def set_up_app(browser):
    """The secret that the page shows, and the recovery codes that come after its first code."""
    page = browser.get("/sign-in/app/").content.decode()
    secret = re.search(r'card__secret" translate="no">([A-Z2-7 ]+)<', page)[1]
    page = browser.post("/sign-in/app/", {"code": code_of(secret)}).content.decode()
    return secret, ["".join(halves) for halves in CODE.findall(page)]


@pytest.fixture
def app(house):
    """Ben has an app; a while ago, so that a new code is due."""
    with time_machine.travel(clock.now() - timedelta(minutes=10)):
        return set_up_app(with_password())


def is_in(browser):
    return browser.get("/people/").status_code == 200


def test_whoever_works_here_is_led_to_a_second_step_before_anything_else(house):
    ben = with_password()
    assert ben.get("/")["Location"] == "/sign-in/steps/"
    for page in ("/people/", "/desk/", "/sign-in/mine/", "/sign-in/devices/", f"/people/{house.ada.person}/"):
        assert ben.get(page)["Location"].startswith("/sign-in/steps/?next=/")
    assert ben.post("/welcome/", {"name": "Eve"}).status_code == 302
    page = ben.get("/sign-in/steps/?next=/people/").content.decode()
    assert page.index("A passkey") < page.index("An app that makes codes")


def test_the_app_is_set_up_with_a_picture_drawn_here_and_codes_shown_once(house):
    ben = with_password()
    page = ben.get("/sign-in/app/").content.decode()
    assert "<svg" in page and "http" not in re.search(r"<svg.*?</svg>", page, re.S)[0].replace("http://www.w3.org", "")
    assert "not the code of this moment" in ben.post("/sign-in/app/", {"code": "000000"}).content.decode()
    secret, codes = set_up_app(ben)
    assert len(set(codes)) == 10 and is_in(ben)
    for verb in ("people.app_added", "people.recovery_codes_made"):
        assert Entry.objects.filter(verb=verb, by=house.ben.person).exists()
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret.replace(" ", "") not in kept and not any(code in kept for code in codes)
    assert codes[0] not in ben.get("/sign-in/mine/").content.decode()


def test_the_code_is_asked_after_the_password_and_is_good_once(house, app):
    secret, _codes = app
    ben = Client()
    assert ben.post("/sign-in/?next=/people/", BEN)["Location"] == "/sign-in/second/"
    assert ben.get("/people/")["Location"].startswith("/sign-in/?")
    assert ben.post("/sign-in/second/", {"code": "123"}).status_code == 200
    assert ben.post("/sign-in/second/", {"code": code_of(secret)})["Location"] == "/people/"
    assert is_in(ben)
    twice = with_password()
    assert "used before" in twice.post("/sign-in/second/", {"code": code_of(secret)}).content.decode()
    with time_machine.travel(clock.now() + timedelta(minutes=3)):
        assert twice.post("/sign-in/second/", {"code": code_of(secret)}).status_code == 302


def test_a_recovery_code_opens_once(house, app):
    _secret, codes = app
    ben = with_password()
    assert ben.post("/sign-in/second/", {"code": f"{codes[3][:5]} {codes[3][5:]}"}).status_code == 302
    assert is_in(ben)
    assert with_password().post("/sign-in/second/", {"code": codes[3]}).status_code == 200
    assert "9 codes left" in ben.get("/sign-in/mine/").content.decode()


def test_the_second_step_alone_or_late_or_for_another_opens_nothing(house, app):
    secret, codes = app
    assert Client().post("/sign-in/second/", {"code": code_of(secret)})["Location"] == "/sign-in/"
    late = with_password()
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert late.post("/sign-in/second/", {"code": code_of(secret)})["Location"] == "/sign-in/"
    dov = Client()
    dov.post("/sign-in/", {"name": "Dov@harbor-recovery", "password": "a long password"})
    assert dov.get("/")["Location"] == "/sign-in/steps/"
    assert dov.post("/sign-in/second/", {"code": codes[0]})["Location"] == "/sign-in/"


def test_guessing_codes_grows_slow(house, app):
    ben = with_password()
    for number in range(6):
        ben.post("/sign-in/second/", {"code": f"00000{number}"})
    page = ben.post("/sign-in/second/", {"code": code_of(app[0])}).content.decode()
    assert "Too many tries" in page


def test_a_passkey_is_both_but_the_password_beside_it_is_not(house):
    ben = house.client(house.ben)
    with scene():
        Authenticator.objects.create(user_id=house.ben.account, type="webauthn", data={"name": "passkey"})
    assert is_in(ben)
    other = Client()
    assert other.post("/sign-in/", BEN)["Location"] == "/sign-in/second/"
    page = other.get("/sign-in/second/").content.decode()
    assert "/sign-in/passkey/" in page and "recovery codes" in page


def test_a_session_with_a_password_alone_is_no_door_to_a_second_second_step(house, app):
    ben = Client()
    ben.force_login(Account.objects.get(pk=house.ben.account))
    for page in ("/sign-in/app/", "/sign-in/steps/", "/sign-in/again/"):
        ben.force_login(Account.objects.get(pk=house.ben.account))
        assert ben.get(page)["Location"] == "/sign-in/"
        assert "_auth_user_id" not in ben.session


def test_the_only_second_step_stays(house, app):
    ben = with_password()
    ben.post("/sign-in/second/", {"code": code_of(app[0])})
    assert ben.post("/sign-in/app/remove/")["Location"] == "/sign-in/mine/?only=1"
    assert Authenticator.objects.filter(type="totp").exists()


def test_in_a_demo_name_and_password_are_enough(house):
    with scene():
        Organisation.objects.update(is_demo=True)
    assert is_in(with_password())


def test_a_participant_needs_a_card_and_a_pin_and_no_more(house):
    code = signing_in.give_card(gate.of(house.ben, house.ada.person, "welcome"), house.ada.person, pin="4826")
    ada = Client()
    ada.post("/card/", {"code": code, "pin": "4826"})
    assert ada.get("/")["Location"] == "/today/"
    assert ada.get("/sign-in/app/").status_code == 404


def test_whoever_is_given_work_while_signed_in_shows_a_second_thing_first(house):
    ada = Client()
    ada.force_login(Account.objects.get(pk=house.ada.account))
    assert ada.get("/today/").status_code == 200
    with scene():
        role = {"organisation_id": house.here.id, "person_id": house.ada.person, "since": clock.now()}
        PersonRole.objects.create(role="peer_specialist", **role)
    assert ada.get("/today/")["Location"].startswith("/sign-in/steps/")


def test_new_codes_stop_the_old_ones(house, app):
    ben = with_password()
    ben.post("/sign-in/second/", {"code": code_of(app[0])})
    page = ben.post("/sign-in/codes/").content.decode()
    new = ["".join(halves) for halves in CODE.findall(page)]
    assert len(new) == 10 and not set(new) & set(app[1])
    account = Account.objects.get(pk=house.ben.account)
    assert not second.opens(account, app[1][0]) and second.opens(account, new[0])
