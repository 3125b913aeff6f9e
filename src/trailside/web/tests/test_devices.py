"""Sessions: seen as devices, ended at the next request, over when idle; nothing stays on a shared computer."""

from datetime import timedelta

import pytest
import time_machine
from conftest import scene
from django.test import Client
from django.utils.module_loading import import_string

from trailside.consent import gate
from trailside.kit import clock
from trailside.ledger.models import Draft, Entry
from trailside.people.actions import signing_in
from trailside.people.models import Account, Organisation, Session
from trailside.people.rules import device

BEN = {"name": "Ben@elm-street-peers", "password": "a long password"}
PHONE = "Mozilla/5.0 (Linux; Android 9; SM-J260) AppleWebKit/537.36 Chrome/119.0 Mobile Safari/537.36"


@pytest.fixture(autouse=True)
def demo(house):
    with scene():
        Organisation.objects.update(is_demo=True)


def ben(**more):
    browser = Client(headers={"user-agent": PHONE})
    browser.post("/sign-in/", BEN | more)
    return browser


@pytest.fixture
def card(house):
    return signing_in.give_card(gate.of(house.ben, house.ada.person, "welcome"), house.ada.person, pin="4826")


def ada(card, **more):
    browser = Client()
    browser.post("/card/", {"code": card, "pin": "4826", **more})
    return browser


def is_in(browser):
    return browser.get("/sign-in/mine/").status_code == 200


def after(**span):
    return time_machine.travel(clock.now() + timedelta(**span))


def test_my_devices_are_named_by_kind_and_day_and_never_by_place(house):
    here, _there = ben(), ben()
    page = here.get("/sign-in/devices/", headers={"x-forwarded-for": "203.0.113.7"}).content.decode()
    assert page.count("Phone, Chrome, Android") >= 2 and "this one" in page
    assert "Last used on" in page and "203.0.113.7" not in page and "127.0.0.1" not in page
    columns = {field.name for field in Session._meta.concrete_fields}
    assert columns == {"session_key", "session_data", "expire_date", "account", "device", "used_on"}


def test_in_the_evening_no_device_was_last_used_tomorrow(house):
    with time_machine.travel("2026-11-21T00:07:00+00:00"):
        assert "Last used on Nov. 20, 2026" in ben().get("/sign-in/devices/").content.decode()


def test_one_is_ended_and_is_out_at_its_next_request(house):
    here, there = ben(), ben()
    page = here.get("/sign-in/devices/").content.decode()
    other = Session.objects.exclude(session_key=kept(here)).exclude(device="").get()
    assert f'value="{other.session_key}"' in page
    assert is_in(there)
    here.post("/sign-in/devices/", {"end": other.session_key})
    assert not is_in(there) and is_in(here)
    assert Entry.objects.filter(verb="people.signed_out_elsewhere", by=house.ben.person).exists()


def kept(browser):
    return import_string("trailside.people.models.session.kept_key")(browser.session.session_key)


def test_all_others_are_ended_at_once(house):
    here, others = ben(), [ben(), ben()]
    here.post("/sign-in/devices/", {"end": "all"})
    assert is_in(here) and not any(is_in(one) for one in others)


def test_nobody_ends_or_sees_the_sessions_of_another(house):
    bens, stranger = ben(), house.client(house.dov)
    assert stranger.post("/sign-in/devices/", {"end": kept(bens)}).status_code == 404
    assert kept(bens) not in stranger.get("/sign-in/devices/").content.decode()
    assert is_in(bens)


def test_a_stolen_database_opens_no_session(house):
    key = ben().session.session_key
    rows = str(list(Session.objects.values_list()))
    assert key not in rows
    thief = Client()
    for row in Session.objects.all():
        thief.cookies["here"] = row.session_key
        assert not is_in(thief)


def test_a_new_password_ends_the_others_and_they_are_not_listed(house):
    here, there = ben(), ben()
    here.post("/sign-in/mine/", {"old": "a long password", "new": "four other words in a row"})
    assert is_in(here) and not is_in(there)
    assert 'name="end"' not in here.get("/sign-in/devices/").content.decode()


def test_whoever_works_here_is_out_after_a_quarter_of_an_hour_without_a_tap(house):
    browser = ben()
    for minutes in (14, 28, 42):
        with after(minutes=minutes):
            assert is_in(browser), "every tap gives another quarter"
    with after(minutes=58):
        assert not is_in(browser)


def test_and_after_twelve_hours_in_any_case(house):
    browser = ben()
    for minutes in range(10, 12 * 60, 10):
        with after(minutes=minutes):
            assert is_in(browser)
    with after(hours=12, minutes=1):
        assert not is_in(browser)


def test_a_phone_of_ones_own_stays_and_another_does_not(house, card):
    own, elsewhere = ada(card, stay="on"), ada(card)
    with after(days=20):
        assert is_in(own) and not is_in(elsewhere)
        assert int(own.cookies["here"]["max-age"]) > 29 * 86400, "the cookie is given more days"
    with after(days=45):
        assert is_in(own), "used on the way"
    with after(days=76):
        assert not is_in(own)


def test_being_here_costs_one_small_write_a_minute(house, django_assert_num_queries):
    browser = ben()
    browser.get("/sign-in/devices/")
    with django_assert_num_queries(0, using="vault"):
        ends = Session.objects.get(session_key=kept(browser)).expire_date
        browser.get("/sign-in/devices/")
        assert Session.objects.get(session_key=kept(browser)).expire_date == ends
        with after(seconds=61):
            browser.get("/sign-in/devices/")
    assert Session.objects.get(session_key=kept(browser)).expire_date > ends


def test_on_a_shared_computer_little_time_and_nothing_kept(house, card):
    browser = ada(card, shared="on", stay="on")
    assert browser.session.get_expire_at_browser_close()
    assert "known" not in browser.cookies
    assert browser.get("/today/")["Cache-Control"] == "no-store"
    with after(minutes=6):
        assert not is_in(browser)
    browser = ada(card, shared="on")
    answer = browser.post("/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not [one for one in answer.cookies.values() if one.value and one.key != "csrftoken"]


def test_signing_out_clears_what_the_browser_keeps(house):
    assert ben().post("/sign-out/")["Clear-Site-Data"] == '"cache"'


WORDS = {"words": "A place with my own door", "why": "I miss it."}


def test_a_form_half_typed_when_the_session_ended_is_there_again(house):
    browser, page = ben(), f"/goals/with/{house.ada.person}/new/"
    assert browser.get(page).status_code == 200
    with after(minutes=20):
        answer = browser.post(page, WORDS | {"password": "not this"})
        assert answer.status_code == 403 and "is kept, for you alone" in answer.content.decode()
        assert b"my own door" not in answer.content, "nothing is shown to whoever stands there now"
        browser.post(f"/sign-in/?next={page}", BEN)
        shown = browser.get(page).content.decode()
        assert "A place with my own door" in shown and "here again" in shown and "not this" not in shown
        assert browser.post(page, WORDS).status_code == 302
        assert not Draft.objects.exists()
        assert "my own door" not in browser.get(page).content.decode()


def test_the_words_wait_for_their_writer_and_for_nobody_else(house):
    browser, page = ben(), f"/goals/with/{house.ada.person}/new/"
    with after(minutes=20):
        browser.post(page, WORDS)
        stranger = {"name": "Dov@harbor-recovery", "password": "a long password"}
        browser.post("/sign-in/", stranger)
        assert "my own door" not in browser.get("/goals/").content.decode()
        assert browser.get(page).status_code == 404
        row = Draft.objects.get()
        assert row.person_id == house.ben.person and b"my own door" not in bytes(row.__dict__["words"] or b"")


def test_a_session_that_was_ended_on_purpose_keeps_no_words(house):
    browser, page = ben(), f"/goals/with/{house.ada.person}/new/"
    ben().post("/sign-in/devices/", {"end": "all"})
    ours = {"origin": "http://testserver", "referer": f"http://testserver{page}"}
    answer = browser.post(page, WORDS, headers=ours)
    assert not Draft.objects.exists()
    assert b"my own door" in answer.content, "they stand there to copy"


def test_ended_sessions_are_thrown_away_after_a_day(house):
    ben()
    drop = import_string("trailside.config.sessions.drop_ended")
    with after(hours=1):
        assert drop() == 0
    with after(days=2):
        assert drop() >= 1


@pytest.mark.parametrize(
    ("path", "how"),
    [
        ("/sign-in/app/", "get"),
        ("/sign-in/codes/", "post"),
        ("/sign-in/mine/passkeys/begin/", "post"),
        ("/take-along/my-record.json", "get"),
        ("/take-along/my-record.pdf", "get"),
    ],
)
def test_what_opens_doors_or_takes_words_out_asks_once_more(house, path, how):
    browser = ben()
    assert not getattr(browser, how)(path).headers.get("Location", "").startswith("/sign-in/again/")
    with after(minutes=11):
        assert getattr(browser, how)(path)["Location"].startswith("/sign-in/again/?next=/")
        before = browser.session.session_key
        assert browser.post(f"/sign-in/again/?next={path}", {"password": "wrong"}).status_code == 200
        assert browser.post(f"/sign-in/again/?next={path}", {"password": BEN["password"]})["Location"] == path
        assert browser.session.session_key != before, "a new secret"
        assert not getattr(browser, how)(path).headers.get("Location", "").startswith("/sign-in/again/")


def test_a_participant_is_asked_for_the_pin(house, card):
    browser = ada(card, stay="on")
    with after(days=3):
        assert browser.get("/take-along/my-record.json")["Location"].startswith("/sign-in/again/")
        page = browser.get("/sign-in/again/").content.decode()
        assert "Your PIN" in page
        browser.post("/sign-in/again/", {"password": "4826"})
        assert browser.get("/take-along/my-record.json").status_code == 200


def test_a_manager_starts_a_reset_and_the_colleague_is_told_and_may_stop_it(house):
    manager, browser = house.client(house.mo), ben()
    link = manager.post(f"/programme/team/{house.ben.person}/way-in/").content.decode()
    assert Entry.objects.filter(verb="people.way_in_offered", about=house.ben.person, by=house.mo.person).exists()
    assert browser.get("/")["Location"] == "/sign-in/mine/"
    page = browser.get("/sign-in/mine/").content.decode()
    assert "Mo made a link" in page
    stop = page.split('action="/sign-in/mine/offered/')[1].split('"')[0]
    assert house.client(house.dov).post(f"/sign-in/mine/offered/{stop}").status_code == 404
    assert browser.post(f"/sign-in/mine/offered/{stop}").status_code == 302
    join = "/join/" + link.split("/join/")[1].split("/")[0] + "/"
    assert Client().get(join).status_code == 404
    assert is_in(browser)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "chrome android phone"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1", "safari ios phone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Firefox/128.0", "firefox windows computer"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/120.0 Safari/537.36 Edg/120", "edge chromeos computer"),
        ("<script>" * 100, "other other computer"),
        ("", "other other computer"),
    ],
)
def test_a_device_is_three_codes_and_no_more(agent, words):
    assert device(agent) == words


def test_a_forgotten_account_leaves_no_session(house):
    browser = ben()
    assert is_in(browser)
    with scene():
        Account.objects.get(pk=house.ben.account).delete()
    assert not Session.objects.filter(account=house.ben.account).exists() and not is_in(browser)
