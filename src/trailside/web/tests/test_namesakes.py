"""Two people with one name are told apart in every list, by nothing but when and how they are called."""

from datetime import timedelta

import pytest
from conftest import scene

from trailside.consent import gate
from trailside.kit import clock
from trailside.ledger import looks
from trailside.ledger.models import Look
from trailside.people.actions import welcome
from trailside.people.models import SupportRelationship
from trailside.team.actions import promises


@pytest.fixture
def other(house):
    """Another Ada, who walks with Ben since today; the first one does since March."""
    with scene():
        since = clock.now() - timedelta(days=90)
        SupportRelationship.objects.filter(participant_id=house.ada.person).update(since=since)
    return welcome.welcome(gate.house(house.ben), name="adá", specialist=house.ben.person, pronouns="they").pk


def pages(house):
    return {
        path: house.client(who).get(path).content.decode()
        for path, who in {"/people/": house.ben, "/desk/": house.ben, "/review/": house.mina}.items()
    }


def test_since_when_tells_them_apart_on_every_list(house, other):
    with looks.kept():
        promises.promise(gate.of(house.ben, other, "desk"), person=other, words="Bring the form")
    shown = pages(house)
    assert shown["/people/"].count("(since ") == 2 and shown["/review/"].count("(since ") == 2
    assert "adá (since " in shown["/desk/"], "also when the other one is not on the page"


def test_a_name_of_its_own_stands_alone(house):
    assert all("(since" not in page for page in pages(house).values())


def test_on_the_same_day_pronouns_do_and_else_a_number(house, other):
    with scene():
        SupportRelationship.objects.filter(participant_id=house.ada.person).update(since=clock.now())
    assert "(1 of 2)" in pages(house)["/people/"]
    sight = gate.of(house.ben, house.ada.person, "welcome")
    with looks.kept():
        welcome.say_how_we_talk(sight, person=house.ada.person, language="en", pronouns="she")
    shown = pages(house)["/people/"]
    assert "Ada (she)" in shown and "adá (they)" in shown


def test_the_list_is_still_one_look(house, other):
    before = Look.objects.count()
    house.client(house.ben).get("/people/")
    assert Look.objects.count() == before + 1
