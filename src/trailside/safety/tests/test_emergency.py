"""Emergency openings: said ahead, on call only, an hour, told at once, looked into by someone else, counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from trailside.consent import gate, reads, rules
from trailside.consent.actions import let_in, shut_out
from trailside.consent.models import Opening, OpeningYear
from trailside.consent.rules import Ahead
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import looks
from trailside.ledger.models import Look
from trailside.people.actions import welcome
from trailside.people.rules import Role
from trailside.safety import public
from trailside.safety.actions import emergency, mine
from trailside.safety.reads import emergency as openings


@pytest.fixture
def night(house):
    """Ada has written down a friend, a tool and her own words; Mina is on call."""
    hers = gate.mine(house.ada)
    mine.add_person(hers, "Rosa", "508-555-0177")
    mine.add_words(hers, "tools", "I walk to the river")
    mine.add_words(hers, "words", "You always came back")
    emergency.set_on_call(gate.house(house.mo, Role.MANAGER), [house.mina.person])
    return house


def find(house, who, name="ada ", reason="She said goodbye and does not answer", **more):
    return house.client(who).post("/emergency/", {"name": name, "reason": reason, **more})


def opened(house):
    return find(house, house.mina)["Location"]


def test_her_plan_people_and_safe_ways_open_for_an_hour_and_nothing_else(night):
    address = opened(night)
    page = night.client(night.mina).get(address).content.decode()
    assert "Rosa" in page and "508-555-0177" in page and "I walk to the river" in page
    assert "You always came back" not in page
    opening = Opening.objects.get()
    assert gate.opened(night.mina, opening.pk).persons == {night.ada.person: rules.SEES[rules.Who.ON_CALL]}
    with time_machine.travel(clock.now() + timedelta(minutes=61)), pytest.raises(NotThere):
        gate.opened(night.mina, opening.pk)


def test_only_whoever_is_on_call_opens_and_only_their_own_opening(night):
    for who in (night.ben, night.ruth, night.dov):
        assert "Location" not in find(night, who).headers
        with pytest.raises(NotThere):
            gate.to_open(who, night.ada.person)
    address = opened(night)
    for who in (night.ben, night.mo, night.dov, night.ada, night.cleo):
        assert night.client(who).get(address).status_code == 404


def test_what_she_said_ahead_comes_first(night):
    browser = night.client(night.ada)
    browser.post("/my-people/ahead/", {"choice": "people"})
    page = night.client(night.mina).get(opened(night)).content.decode()
    assert "Rosa" in page and "I walk to the river" not in page
    browser.post("/my-people/ahead/", {"choice": "nothing"})
    assert night.client(night.mina).get(f"/emergency/{Opening.objects.get().pk}/").status_code == 404
    refused = find(night, night.mina).content.decode()
    nobody = find(night, night.mina, name="Nobody at all").content.decode()
    assert "Nothing opens by this name" in refused and "Nothing opens by this name" in nobody
    assert "Location" not in find(night, night.mina, name="Dov").headers


def test_never_wins_before_and_after(night):
    hers = gate.mine(night.ada)
    address = opened(night)
    shut_out(hers, night.mina.person)
    assert night.client(night.mina).get(address).status_code == 404
    assert "Location" not in find(night, night.mina).headers
    let_in(hers, night.mina.person)
    sight = gate.to_open(night.mina, night.ada.person)
    shut_out(hers, night.mina.person)
    with pytest.raises(NotThere):
        emergency.open_plan(sight, night.ada.person, reason="Too late")
    assert Opening.objects.count() == 1


def test_she_is_told_at_once_and_asked(night):
    opened(night)
    browser = night.client(night.ada)
    today = browser.get("/today/").content.decode()
    assert "Mina opened your plan in an emergency" in today and "She said goodbye and does not answer" in today
    looked = browser.get("/my-record/who-looked/")
    line = looked.context["groups"][0]
    assert line.purpose == "emergency" and line.unusual and line.asks
    said = {"right": "no", "purpose": "emergency", "listed": "", "month": looked.context["month"].code}
    browser.post(f"/my-record/right/{night.mina.person}/", said)
    assert "opened your plan in an emergency" not in browser.get("/today/").content.decode()
    assert openings.one_to_review(gate.reviews(night.mo), Opening.objects.get().pk).right is False


def test_telling_her_is_noted(night):
    address = opened(night)
    night.client(night.mina).post(f"{address}told/", {"how": "call"})
    assert Opening.objects.get().told_how == "call"
    assert night.client(night.ben).post(f"{address}told/", {"how": "call"}).status_code == 404


def test_someone_not_part_of_it_looks_into_it_within_two_work_days(night):
    opened(night)
    row = Opening.objects.get()
    assert row.due == rules.work_days_after(clock.today(night.mina.zone), 2)
    with pytest.raises(NotThere):
        openings.one_to_review(gate.reviews(night.mina), row.pk)
    with pytest.raises(NotThere):
        openings.one_to_review(gate.reviews(night.dov), row.pk)
    sight = gate.reviews(night.mo)
    assert sight.persons == {night.ada.person: rules.SEES[rules.Who.REVIEWER]}
    page = night.client(night.mo).get(f"/emergency/reviews/{row.pk}/").content.decode()
    assert "She said goodbye" in page and "Ada" not in page and "Rosa" not in page
    with pytest.raises(NotPossible):
        emergency.review(sight, row.pk, right=True, words=" ")
    night.client(night.mo).post(f"/emergency/reviews/{row.pk}/", {"right": "yes", "words": "It was needed"})
    assert "It was needed" in night.client(night.ada).get("/my-people/ahead/").content.decode()
    year = OpeningYear.objects.get()
    assert (year.opened, year.right, year.not_right) == (1, 1, 0)


def test_the_year_stands_on_the_public_page_and_outlives_who_it_was_about(night, settings, tmp_path):
    settings.TRAILSIDE_DATA = tmp_path
    opened(night)
    public.write()
    page = tmp_path / "public" / "now" / night.here.slug / "index.html"
    assert "1 time." in page.read_text()
    there = (tmp_path / "public" / "now" / night.there.slug / "index.es.html").read_text()
    assert "ninguna" in there


def test_two_of_one_name_are_told_apart_by_who_walks_with_them(night):
    welcome.welcome(gate.house(night.ruth), name="Ada", specialist=night.ruth.person)
    assert "More than one" in find(night, night.mina).content.decode()
    found = find(night, night.mina, walks_with=str(night.ben.person))
    assert Opening.objects.get().person_id == night.ada.person and found["Location"]


def test_the_machine_that_compares_names_leaves_no_look_and_the_opening_does(night):
    with looks.kept():
        assert openings.called(night.mina, "Cleo", None) == [night.cleo.person]
    assert not Look.objects.exists()
    opened(night)
    assert Look.objects.get().about == night.ada.person


def test_what_she_said_goes_along_with_her(night):
    emergency.say_ahead(gate.mine(night.ada), Ahead.PEOPLE)
    opened(night)
    along = night.client(night.ada).get("/my-record/").content.decode()
    assert "My people, and how to reach me" in along and "She said goodbye" in along
    month = clock.now()
    assert reads.who_looked(gate.mine(night.ada), month - timedelta(days=1), month + timedelta(days=1))
