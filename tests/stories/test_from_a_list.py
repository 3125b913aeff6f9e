"""From a programme's list to a welcome, or to a no: what the person on the list lives through."""

from django.core.files.uploadedfile import SimpleUploadedFile

from trailside.consent import gate
from trailside.consent.rules import NAME
from trailside.exchange.models import Arrival
from trailside.exchange.tests import samples
from trailside.people.models import Episode, Person
from trailside.people.rules import EpisodeState
from trailside.vault import keys

LIST = [("Name", "Cell", "Peer specialist", "Language"), ("Eva Ríos", "617 555 0111", "Ben", "Spanish")]


def brought_in(house):
    """Mo brings in a list of one; whom it brought."""
    browser = house.client(house.mo)
    file = SimpleUploadedFile("list.csv", samples.csv_bytes(LIST))
    place = browser.post("/programme/import/", {"file": file, "called": "spring 2026"}).headers["Location"]
    place = place.removesuffix("columns/")
    columns = {
        "heading": "1",
        "column-0": "name",
        "column-1": "phone",
        "column-2": "specialist",
        "column-3": "language",
    }
    browser.post(place + "columns/", columns)
    browser.post(place + "bring/")
    return Arrival.objects.get().person_id


def test_ben_sees_the_name_and_how_to_reach_them_and_nothing_else(house):
    eva = brought_in(house)
    assert gate.of(house.ben, eva, "plan").persons[eva] == {"name", "contact"}
    assert eva in gate.my_people(house.ben).seen(NAME)
    assert house.client(house.ben).get("/people/").content.decode().count("Eva Ríos")


def test_they_are_told_where_their_name_came_from_and_say_yes(house):
    eva = brought_in(house)
    phone = house.client(house.ben)
    page = phone.get(f"/welcome/{eva}/").content.decode()
    assert "la lista del programa «spring 2026»" in page
    assert phone.post(f"/welcome/{eva}/", {"name": "Eva", "once": "one"}).status_code == 302
    assert Episode.objects.get(person_id=eva).state == EpisodeState.WALKING


def test_whoever_was_welcomed_is_not_taken_back_with_the_list(house):
    eva = brought_in(house)
    house.client(house.ben).post(f"/welcome/{eva}/", {"name": "Eva", "once": "one"})
    done = f"/programme/import/done/{Arrival.objects.get().bringing_id}/"
    page = house.client(house.mo).get(done).content.decode()
    assert "Take this list back" not in page
    house.client(house.mo).post(done, {"once": "two"})
    assert Person.objects.filter(pk=eva).exists()


def test_they_say_no_and_their_name_goes(house):
    eva = brought_in(house)
    phone = house.client(house.ben)
    assert "la lista" in phone.get(f"/welcome/{eva}/").content.decode()
    assert phone.post(f"/welcome/{eva}/forget/", {"once": "one"}).status_code == 302
    assert keys.is_destroyed(eva)
    assert not Person.objects.filter(pk=eva).exists()
