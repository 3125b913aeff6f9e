"""Check-in, as pages: half a minute, mine alone, shared with a name."""

from datetime import UTC, datetime, time
from uuid import uuid4

import pytest
import time_machine
from conftest import scene

from trailside.consent import gate
from trailside.ledger.models import Look
from trailside.measures import panels
from trailside.measures.actions import check_ins
from trailside.measures.models import CheckIn, SharedCheckIn
from trailside.measures.rules.checkin import CheckInSaid
from trailside.safety.models import OpenHours


@pytest.fixture
def hers(house) -> CheckIn:
    return check_ins.keep(gate.mine(house.ada), CheckInSaid(day=6, word="Rain, and I went anyway."))


def test_it_is_kept_and_says_that_it_is_mine_alone(house):
    ada = house.client(house.ada)
    page = ada.post("/check-in/", {"day": "0", "word": "Still here.", "once": "k1"}, follow=True)
    row = CheckIn.objects.get()
    assert page.redirect_chain == [(f"/check-in/{row.pk}/", 302)]
    said = page.content.decode()
    assert "Mine alone. Nobody else can open it." in said
    assert "Still here." in said
    assert "0 of 10" in said
    assert "Nobody reads it at night" in said


def test_a_double_tap_is_sent_to_the_first(house):
    ada = house.client(house.ada)
    answers = [ada.post("/check-in/", {"day": "5", "once": "k1"}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert CheckIn.objects.count() == 1


def test_nothing_put_in_is_said_kindly_and_too_long_a_word_is_kept_on_the_page(house):
    ada = house.client(house.ada)
    page = ada.post("/check-in/", {"word": ""})
    assert page.status_code == 422
    assert "something to keep" in page.content.decode()
    page = ada.post("/check-in/", {"day": "11", "word": "x" * 2001})
    assert page.status_code == 422
    assert "x" * 2001 in page.content.decode()
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("word", ["a\x00b", "\u202eback", "<script>alert(1)</script>", "x" * 200_000])
def test_hostile_words_are_refused_or_shown_as_words(house, word):
    page = house.client(house.ada).post("/check-in/", {"day": "5", "word": word}, follow=True)
    assert page.status_code in ((400,) if "\0" in word else (200, 422))
    assert b"<script>alert" not in page.content


def test_ruler_and_words_survive_reading_in_spanish(house):
    page = house.client(house.ada).post("/check-in/", {"day": "4", "word": "Still here.", "read_in": "es"})
    said = page.content.decode()
    assert page.status_code == 200
    assert "Still here." in said
    assert not CheckIn.objects.exists()


def test_shared_with_ben_and_taken_back(house, hers):
    ada = house.client(house.ada)
    page = ada.post(f"/check-in/{hers.pk}/share/", {"share_with": str(house.ben.person)}, follow=True)
    assert "Ben can read it." in page.content.decode()
    page = ada.post(f"/check-in/{hers.pk}/share/", {"stop_with": str(house.ben.person)}, follow=True)
    assert "Mine alone" in page.content.decode()
    assert not SharedCheckIn.objects.exists()


def test_it_says_when_he_reads_it(house, hers):
    with scene():
        OpenHours.objects.bulk_create(
            OpenHours(organisation_id=house.here.id, weekday=day, opens=time(9), closes=time(17)) for day in range(7)
        )
    for hour, said in ((18, "today until 5 p.m., or the next working day"), (3, "reads it from Wednesday, 9 a.m. on")):
        with time_machine.travel(datetime(2026, 11, 25, hour, tzinfo=UTC)):  # 1 p.m., and 10 p.m. the day before
            page = house.client(house.ada).get(f"/check-in/{hers.pk}/").content.decode()
        assert said in page
        assert "Nobody reads it at night." in page


def test_thrown_away_after_being_asked_once(house, hers):
    ada = house.client(house.ada)
    assert "It cannot come back" in ada.get(f"/check-in/{hers.pk}/throw-away/").content.decode()
    ada.post(f"/check-in/{hers.pk}/throw-away/")
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("stranger", ["cleo", "ben", "dov", "mina"])
def test_the_stranger_gets_the_same_404_as_for_what_does_not_exist(house, hers, stranger):
    theirs = house.client(getattr(house, stranger))
    for path in ("", "throw-away/"):
        there, nowhere = str(hers.pk), str(uuid4())
        real, invented = (theirs.get(f"/check-in/{one}/{path}") for one in (there, nowhere))
        assert (real.status_code, invented.status_code) == (404, 404)
        assert real.content.decode().replace(there, nowhere) == invented.content.decode()
    assert theirs.post(f"/check-in/{hers.pk}/share/", {"share_with": str(house.ben.person)}).status_code == 404
    assert theirs.post(f"/check-in/{hers.pk}/throw-away/").status_code == 404
    assert not Look.objects.exists()


def test_sharing_with_what_is_no_person_is_a_404(house, hers):
    ada = house.client(house.ada)
    for reader in ("nobody", str(uuid4()), str(house.ruth.person)):
        assert ada.post(f"/check-in/{hers.pk}/share/", {"share_with": reader}).status_code == 404


def test_nobody_signed_in_is_asked_to_sign_in(client, house):
    assert client.get("/check-in/")["Location"] == "/sign-in/?next=/check-in/"


def test_the_list_asks_the_database_few_questions_however_long(house, django_assert_max_num_queries):
    for _ in range(9):
        check_ins.keep(gate.mine(house.ada), CheckInSaid(day=3, word="w"))
    ada = house.client(house.ada)
    with django_assert_max_num_queries(11):
        assert ada.get("/check-in/before/").status_code == 200


def test_the_panel_for_today_opens_todays_check_in(house):
    assert panels.check_in(gate.mine(house.ada))["kept"] is None
    check_ins.keep(gate.mine(house.ada), CheckInSaid(day=3))
    assert panels.check_in(gate.mine(house.ada))["kept"].day == 3


def test_the_panel_for_ben_shows_what_was_shared_with_him_and_nothing_else(house, hers):
    bens = gate.of(house.ben, house.ada.person, "plan")
    assert panels.shared_by(bens, house.ada.person) is None
    check_ins.share(gate.mine(house.ada), hers.pk, with_person=house.ben.person)
    check_ins.keep(gate.mine(house.ada), CheckInSaid(word="mine"))
    assert [one.word for one in panels.shared_by(bens, house.ada.person)["check_ins"]] == ["Rain, and I went anyway."]
