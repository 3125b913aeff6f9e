"""The way in: by name, by card, the same answer for everyone who guesses, nobody locked out by a stranger."""

import re
from datetime import timedelta

import pytest
import time_machine
from conftest import scene
from django.test import Client

from trailside.consent import gate
from trailside.kit import clock
from trailside.people.actions import signing_in
from trailside.people.authentication import name_token
from trailside.people.models import Account, Organisation, Person, Tries
from trailside.people.rules import wait_after


@pytest.fixture(autouse=True)
def demo(house):
    """As in a demo, where name and password are enough; test_second_step.py says what is asked elsewhere."""
    with scene():
        Organisation.objects.update(is_demo=True)


@pytest.fixture
def browser():
    return Client()


def sign_in(browser, name="Ben@elm-street-peers", password="a long password", **more):
    return browser.post("/sign-in/", {"name": name, "password": password, **more})


def is_in(browser):
    return "_auth_user_id" in browser.session


@pytest.fixture
def code(house):
    return signing_in.give_card(gate.of(house.ben, house.ada.person, "welcome"), house.ada.person, pin="4826")


def test_whoever_works_here_signs_in_by_name(house, browser):
    answer = sign_in(browser, name=" ben@ELM-street-peers ")
    assert answer["Location"] == "/" and browser.get("/")["Location"] == "/desk/"


def test_each_role_begins_at_its_own_page(house):
    for viewer, address in ((house.ada, "/today/"), (house.mina, "/review/"), (house.mo, "/programme/")):
        assert house.client(viewer).get("/")["Location"] == address


def test_the_front_page_says_what_this_is_without_signing_in(house, browser):
    page = browser.get("/").content.decode()
    for word in ("What peer support is", "/card/", "/sign-in/", "/now/"):
        assert word in page


def test_a_card_and_its_pin_sign_in_however_the_code_is_typed(house, browser, code):
    typed = f"{code[:4]} {code[4:8]}-{code[8:]}".lower()
    assert browser.post("/card/", {"code": typed, "pin": "4826"}).status_code == 302
    assert browser.get("/")["Location"] == "/today/"


def test_the_code_alone_opens_nothing(house, browser, code):
    for pin in ("", "4827"):
        assert browser.post("/card/", {"code": code, "pin": pin}).status_code == 200
    assert browser.get(f"/card/{code}/").status_code == 404
    assert not is_in(browser)


def test_a_new_card_stops_the_old_one_and_what_was_open_with_it(house, browser, code):
    browser.post("/card/", {"code": code, "pin": "4826"})
    new = signing_in.give_card(gate.of(house.ben, house.ada.person, "welcome"), house.ada.person)
    assert browser.get("/").status_code == 200  # the front page: nobody is signed in
    assert Client().post("/card/", {"code": code, "pin": "4826"}).status_code == 200
    assert Client().post("/card/", {"code": new, "pin": "4826"}).status_code == 302


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(house):
    def said(name):
        page = sign_in(Client(), name=name, password="wrong").content.decode()
        said = page[page.index("another look") :].replace(name, "").split("<footer")[0]
        return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", said)

    assert said("Ben@elm-street-peers") == said("nobody at all")


def test_guessing_grows_slow_and_the_same_for_names_that_do_not_exist(house):
    for name in ("Ben@elm-street-peers", "nobody"):
        for _ in range(6):
            sign_in(Client(), name=name, password="wrong")
        assert "Too many tries" in sign_in(Client(), name=name).content.decode()
        assert Tries.objects.count() >= 1


def test_after_waiting_the_right_password_opens_again(house):
    for _ in range(6):
        sign_in(Client(), password="wrong")
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert sign_in(Client()).status_code == 302
    assert Tries.objects.count() == 1, "only how crowded the address is"


def test_a_stranger_who_guesses_cannot_lock_the_owner_out_of_their_own_browser(house, browser):
    sign_in(browser)
    browser.post("/sign-out/")
    for _ in range(8):
        sign_in(Client(), password="wrong")
    assert "Too many tries" in sign_in(Client()).content.decode()
    assert sign_in(browser).status_code == 302


def test_a_card_that_met_fifty_wrong_pins_has_stopped(house, code, browser):
    browser.post("/card/", {"code": code, "pin": "0000"})
    with scene():
        Tries.objects.update(failed=50, wait_until=clock.now())
    assert "Ask for a new one" in Client().post("/card/", {"code": code, "pin": "4826"}).content.decode()


def test_one_address_cannot_guess_for_ever(house):
    for number in range(60):
        sign_in(Client(), name=f"n{number}", password="wrong")
    assert "Too many tries" in sign_in(Client()).content.decode()


def test_waiting_doubles_up_to_a_quarter_of_an_hour():
    assert [wait_after(failed) for failed in (0, 4, 5, 6, 9, 30, 5000)] == [0, 0, 1, 2, 16, 900, 900]


def test_the_sign_in_leads_back_to_the_page_but_never_elsewhere(house):
    data = {"name": "Ben@elm-street-peers", "password": "a long password"}
    assert Client().post("/sign-in/?next=/people/", data)["Location"] == "/people/"
    assert Client().post("/sign-in/?next=https://elsewhere.example/", data)["Location"] == "/"
    assert Client().post("/sign-in/?next=//elsewhere.example/", data)["Location"] == "/"


def test_but_on_ones_own_phone_the_session_ends_with_the_browser(house, browser, code):
    browser.post("/card/", {"code": code, "pin": "4826"})
    assert browser.session.get_expire_at_browser_close()
    own = Client()
    own.post("/card/", {"code": code, "pin": "4826", "stay": "on"})
    assert not own.session.get_expire_at_browser_close()


def test_signing_out_takes_a_button(house):
    browser = house.client(house.ben)
    browser.get("/sign-out/")
    assert is_in(browser)
    browser.post("/sign-out/")
    assert not is_in(browser)


def test_whoever_is_two_people_chooses_and_nobody_else_is_told(house):
    account = Account.objects.get(pk=house.ben.account)
    with scene():
        Person.objects.filter(pk=house.dov.person).update(account=account)
    browser = Client()
    assert sign_in(browser)["Location"] == "/sign-in/as/"
    assert "Harbor Recovery" in browser.get("/sign-in/as/").content.decode()
    assert browser.post("/sign-in/as/", {"person": str(house.ada.person)}).status_code == 404
    browser.post("/sign-in/as/", {"person": str(house.dov.person)})
    assert browser.get("/programme/").status_code == 200


def test_no_name_stands_in_the_database_in_clear(house):
    assert Account.objects.filter(name_token=name_token("Ben@elm-street-peers")).exists()
    assert not any(
        "ben" in token.lower()
        for token in Account.objects.values_list("name_token", flat=True)
        if "-" in token and not token.startswith("test-")
    )
