"""My record: everything about me, who looked, whom I shut out."""

import pytest

from trailside.consent import gate
from trailside.ledger import looks
from trailside.people.actions import staff
from trailside.people.reads import names
from trailside.people.rules import Role


@pytest.fixture
def ben_looked(house):
    with looks.kept():
        names.name(gate.of(house.ben, house.ada.person, "plan"), house.ada.person)
    return house


def test_ada_sees_that_ben_looked_and_why(ben_looked):
    page = ben_looked.client(ben_looked.ada).get("/my-record/who-looked/").content.decode()
    assert "Ben" in page
    assert "your name" in page
    assert "planning with you" in page
    assert "Unusual" not in page


def test_someone_who_no_longer_walks_with_her_stands_first_as_unusual(ben_looked):
    with looks.kept():
        machine = gate.house(ben_looked.mo)
        staff.supervise(machine, supervisor=ben_looked.mina.person, specialist=ben_looked.ruth.person)
        names.name(gate.of(ben_looked.ruth, ben_looked.cleo.person, "plan"), ben_looked.cleo.person)
    page = ben_looked.client(ben_looked.cleo).get("/my-record/who-looked/").content.decode()
    assert "Unusual" not in page


def test_bens_list_is_told_as_a_list(house):
    with looks.kept():
        sight = gate.my_people(house.ben)
        names.names(sight, sight.seen("name"))
    page = house.client(house.ada).get("/my-record/who-looked/").content.decode()
    assert "has you on the list" in page
    assert "has you on the list" not in house.client(house.cleo).get("/my-record/who-looked/").content.decode()


def test_one_tap_shuts_someone_out_and_another_lets_them_in(ben_looked):
    browser = ben_looked.client(ben_looked.ada)
    address = f"/my-record/never/{ben_looked.ben.person}/"
    assert "must never open my record" in browser.get(address).content.decode()
    assert browser.post(address, {"once": "tap-1"}).status_code == 302
    browser.post(address, {"once": "tap-1"})
    assert gate.my_people(ben_looked.ben).persons == {}
    assert "You shut out" in browser.get("/my-record/who-looked/").content.decode()
    browser.post(address, {"once": "tap-2", "let_in": "1"})
    assert gate.my_people(ben_looked.ben).persons != {}


def test_looking_at_my_own_record_is_no_look_and_writes_nothing(house, django_assert_num_queries):
    browser = house.client(house.ada)
    browser.get("/my-record/who-looked/")
    with django_assert_num_queries(12) as asked:
        browser.get("/my-record/who-looked/")
    assert not [query for query in asked.captured_queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_what_was_done_is_told_in_plain_words(house):
    page = house.client(house.ada).get("/my-record/done/").content.decode()
    assert "You were welcomed" in page
    assert "Ben" in page


def test_others_see_their_own_record_and_nobody_elses(ben_looked):
    for stranger in (ben_looked.dov, ben_looked.cleo):
        page = ben_looked.client(stranger).get("/my-record/who-looked/").content.decode()
        assert "Ben" not in page


@pytest.mark.parametrize("month", ["2026-13", "abc", "99999-01", "0000-00", "2026-11-01"])
def test_a_month_that_is_none_is_not_there(house, month):
    assert house.client(house.ada).get(f"/my-record/done/?month={month}").status_code == 404


def test_nobody_signed_in_is_sent_to_sign_in(client, house):
    answer = client.get("/my-record/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=")


def test_it_speaks_spanish(ben_looked):
    browser = ben_looked.client(ben_looked.ada)
    browser.cookies["language"] = "es"
    page = browser.get("/my-record/who-looked/").content.decode()
    assert 'lang="es"' in page


def test_every_role_has_a_record_of_its_own(house):
    for viewer in (house.ben, house.mina, house.mo):
        for place in ("", "who-looked/", "done/"):
            assert house.client(viewer).get(f"/my-record/{place}").status_code == 200
    assert Role.MANAGER in house.mo.roles
