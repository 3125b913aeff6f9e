"""Three in the morning: nobody is told unless I tap; what is mine is mine."""

import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings

from trailside.consent import gate
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger import looks
from trailside.ledger.models import Entry, Look
from trailside.safety import panels, public, reads
from trailside.safety.actions import lines, mine
from trailside.safety.models import OwnTool, Told
from trailside.safety.rules import Hours, answering

TZ = UTC


@pytest.fixture
def kept(house):
    """Ada has written down Rosa, a tool and words on a good day."""
    sight = gate.mine(house.ada)
    mine.add_person(sight, "Rosa", "508-555-0147")
    mine.add_words(sight, "tools", "I walk to the river.")
    mine.add_words(sight, "words", "You have been here before, and you got out.")
    return house


def test_her_words_people_and_tools_stand_above_the_lines(kept):
    page = kept.client(kept.ada).get("/now/mine/").content.decode()
    order = [page.index(text) for text in ("you got out", "Rosa", "the river", "Call 988")]
    assert order == sorted(order)
    assert "You are not in trouble" in page


def test_nobody_is_told_that_she_was_there(kept):
    before = Entry.objects.count()
    kept.client(kept.ada).get("/now/mine/")
    assert Entry.objects.count() == before
    assert not Told.objects.exists()


def test_one_tap_tells_ben_once_a_night(kept):
    browser = kept.client(kept.ada)
    for tap in ("one", "two"):
        browser.post(f"/now/tell/{kept.ben.person}/", {"once": tap})
    assert Told.objects.count() == 1
    assert [told.person for told in reads.told_me(gate.my_people(kept.ben))] == [kept.ada.person]
    assert "Nobody reads it at night" in browser.get("/now/mine/").content.decode()


def test_ben_says_that_he_has_seen_it_and_nobody_else_can(kept):
    mine.tell(gate.mine(kept.ada), kept.ben.person)
    told = Told.objects.get()
    assert kept.client(kept.ruth).post(f"/now/answered/{told.pk}/").status_code == 404
    assert kept.client(kept.dov).post(f"/now/answered/{told.pk}/").status_code == 404
    assert kept.client(kept.ben).post(f"/now/answered/{told.pk}/").status_code == 302
    assert reads.told_me(gate.my_people(kept.ben)) == []


def test_she_can_only_tell_who_walks_with_her(kept):
    for stranger in (kept.ruth, kept.dov, kept.cleo):
        with pytest.raises(NotThere):
            mine.tell(gate.mine(kept.ada), stranger.person)


def test_what_is_hers_is_not_there_for_anyone_else(kept):
    tool = OwnTool.objects.get()
    for stranger in (kept.cleo, kept.ben, kept.dov):
        assert "Rosa" not in kept.client(stranger).get("/my-people/").content.decode()
        assert kept.client(stranger).post(f"/my-people/tools/{tool.pk}/").status_code == 404
    assert kept.client(kept.ada).post(f"/my-people/tools/{tool.pk}/").status_code == 302
    assert not OwnTool.objects.exists()


def test_a_name_alone_is_enough_and_nothing_is_lost_when_it_is_missing(kept):
    browser = kept.client(kept.ada)
    page = browser.post("/my-people/", {"kind": "people", "people-name": "", "people-phone": "508-555-0199"})
    assert "508-555-0199" in page.content.decode()
    assert browser.post("/my-people/", {"kind": "people", "people-name": "Dee"}).status_code == 302


def test_the_next_day_says_you_are_back():
    begin = datetime(2026, 11, 20, 3, tzinfo=UTC)
    with time_machine.travel(begin + timedelta(hours=8), tick=False):
        assert panels.back("2026-11-20T03")
        assert not panels.back("2026-11-20T10")
        assert not panels.back("2026-11-10T03")
        assert not panels.back("nonsense")


def test_nobody_from_here_until_nine():
    hours = [Hours(day, time(9), time(17)) for day in range(5)]
    friday_night = datetime(2026, 11, 20, 23, tzinfo=TZ)
    closed = answering(hours, friday_night)
    assert not closed.now
    assert closed.again == datetime(2026, 11, 23, 9, tzinfo=TZ)
    assert answering(hours, datetime(2026, 11, 20, 10, tzinfo=TZ)).until == datetime(2026, 11, 20, 17, tzinfo=TZ)
    assert answering([], friday_night).again is None


def test_the_manager_changes_a_line_and_the_public_page_follows(house):
    public.write()
    browser = house.client(house.mo)
    browser.post("/programme/lines/start/")
    line = reads.own_lines(gate.house(house.mo))[1]
    values = {name: getattr(line, name) for name in lines.FIELDS} | {"name": "Elm Street warm line"}
    assert browser.post(f"/programme/lines/{line.pk}/", values).status_code == 302
    public.write_for(house.here, alone=False)
    page = Path(settings.TRAILSIDE_DATA, "public", "now", house.here.slug, "index.html").read_text()
    assert "Elm Street warm line" in page


def test_the_foot_says_who_may_be_sent_to_each_reader_in_their_language(house):
    ada = house.client(house.ada)
    assert "Llama al 988" in ada.get("/gallery/", headers={"accept-language": "es"}).content.decode()
    english = ada.get("/gallery/", headers={"accept-language": "en"}).content.decode()
    assert "Call 988" in english
    assert "they may send someone without your yes" in english


def test_a_line_needs_a_number_and_one_line_stays(house):
    browser = house.client(house.mo)
    page = browser.post("/programme/lines/new/", {"name": "X", "who_en": "y", "when_en": "z", "may_send": "no"})
    assert "number to call or to text" in page.content.decode()
    browser.post("/programme/lines/start/")
    rows = reads.own_lines(gate.house(house.mo))
    for row in rows[1:]:
        assert browser.post(f"/programme/lines/{row.pk}/", {"take_away": "1"}).status_code == 302
    assert "One line must stay" in browser.post(f"/programme/lines/{rows[0].pk}/", {"take_away": "1"}).content.decode()


def test_hours_need_both_ends_in_order(house):
    browser = house.client(house.mo)
    assert "Write both times" in browser.post("/programme/lines/", {"opens_0": "09:00"}).content.decode()
    page = browser.post("/programme/lines/", {"opens_0": "17:00", "closes_0": "09:00"}).content.decode()
    assert "Write a time after" in page
    assert browser.post("/programme/lines/", {"opens_0": "09:00", "closes_0": "17:00"}).status_code == 302
    assert len(reads.hours_of(house.here.id)) == 1


@pytest.mark.parametrize("who", ["ada", "ben", "mina", "dov"])
def test_only_the_manager_changes_lines(house, who):
    line = "/programme/lines/"
    status = house.client(getattr(house, who)).get(line).status_code
    assert status == (200 if who == "dov" else 404)  # Dov manages his own organisation
    lines.start(gate.house(house.mo))
    row = reads.own_lines(gate.house(house.mo))[0]
    assert house.client(house.dov).get(f"/programme/lines/{row.pk}/").status_code == 404


@pytest.mark.parametrize(
    "name", ["now/index.html", "now/index.es.html", "now/used/index.html", "now/used/index.es.html"]
)
def test_the_public_pages_stand_alone_and_weigh_little(house, name):
    public.write()
    page = Path(settings.TRAILSIDE_DATA, "public", name).read_text()
    assert len(page.encode()) < 30_000
    assert not re.search(r'(src|href)="https?://(?!www\.weather\.gov)', page)
    assert "<script" not in page
    assert 'style="' not in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Trained counselors. Day and night. English and Spanish. If they think a life is in danger"),
        ("es", "Personas preparadas para escuchar. De día y de noche. Inglés y español. Si creen que"),
    ],
)
def test_without_signing_in_each_line_says_who_when_languages_and_whom_it_may_send(house, client, language, said):
    assert said in client.get("/sign-in/", headers={"accept-language": language}).content.decode()


def test_the_visit_leaves_no_trace_but_on_her_own_device(kept):
    with time_machine.travel(clock.now()):
        answer = kept.client(kept.ada).get("/now/mine/")
    assert answer.cookies["night"]["httponly"]


def test_whoever_reads_that_she_told_them_has_looked(house):
    mine.tell(gate.mine(house.ada), house.ben.person)
    with looks.kept():
        assert [one.person for one in reads.told_me(gate.my_people(house.ben))] == [house.ada.person]
    assert Look.objects.get(viewer=house.ben.person, about=house.ada.person).scopes == "shared"
