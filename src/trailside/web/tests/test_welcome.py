"""Moment A: the truth first, one required answer, who looked while you watch, forgetting that works there and then."""

import re
from html.parser import HTMLParser

import pytest
from conftest import scene
from django.apps import apps

from trailside.consent import gate
from trailside.ledger.models import Entry, Look
from trailside.people.models import Account, Episode, Person
from trailside.people.reads import episodes, names
from trailside.people.rules import EpisodeState
from trailside.reach.reads.quiet import agreement_of
from trailside.reach.reads.ways import ways_of
from trailside.vault import keys
from trailside.web.welcome.steps import STEPS


class Asks(HTMLParser):
    """The visible fields and headings of a page."""

    def __init__(self, page):
        super().__init__()
        self.required, self.fields = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag in ("input", "textarea", "select") and said.get("type") != "hidden":
            self.fields.append(said.get("name"))
            if "required" in said or said.get("aria-required") == "true":
                self.required.append(said["name"])


@pytest.fixture
def phone(house):
    return house.client(house.ben)


def welcomed(phone, name="Eve"):
    answer = phone.post("/welcome/", {"name": name})
    assert answer.status_code == 302
    return answer["Location"].split("/")[2]


def test_the_four_lines_come_before_any_question(phone):
    page = phone.get("/welcome/").content.decode()
    lines = ["What we write", "Who sees it", "What I may have to pass on", "You can say no"]
    places = [page.index(line) for line in lines]
    assert places == sorted(places) and places[-1] < page.index('name="name"')
    assert "You can have all this help without being in here." in page


def test_the_name_is_the_only_thing_that_must_be_said(phone, house):
    assert phone.post("/welcome/", {"name": " "}).status_code == 200
    person = welcomed(phone)
    for step in STEPS:
        answer = phone.post(f"/welcome/{person}/{step.word}/", {"once": step.word})
        assert answer.status_code == 302, step.word
    sight = gate.of(house.ben, Person.objects.get(pk=person).pk, "welcome")
    assert episodes.hope_of(sight, Person.objects.get(pk=person).pk) == ""


def test_there_are_at_most_five_asks_and_no_form_to_sign(phone):
    assert len(STEPS) + 1 <= 5
    person = welcomed(phone)
    pages = [phone.get("/welcome/").content.decode()]
    pages += [phone.get(f"/welcome/{person}/{step.word}/").content.decode() for step in STEPS]
    for page in pages:
        assert not re.search(r"diagnos|immigra|legal status|signature|i agree", page, re.I)
        assert "required" not in Asks(page).required


def test_saying_no_leaves_nothing_behind(phone):
    people, entries = Person.objects.count(), Entry.objects.count()
    assert phone.get("/welcome/without/").status_code == 200
    assert (Person.objects.count(), Entry.objects.count()) == (people, entries)


def test_the_first_line_of_who_looked_appears_while_they_watch(phone):
    person = welcomed(phone)
    page = phone.get(f"/welcome/{person}/").content.decode()
    assert "Ben <b>wrote your name here</b>" in page
    assert "Good to meet you, Eve" in page
    assert Look.objects.filter(about=person).exists()
    assert "<b>your name</b>" in phone.get(f"/welcome/{person}/hope/").content.decode()


def test_what_they_say_is_kept_in_their_words(phone, house):
    person = welcomed(phone)
    phone.post(f"/welcome/{person}/hope/", {"hope": "My own key"})
    phone.post(f"/welcome/{person}/talk/", {"language": "es", "pronouns": "they"})
    phone.post(f"/welcome/{person}/ways/", {"value": "508 555 0134", "may_text": "on", "not_to_say": "the programme"})
    answer = phone.post(f"/welcome/{person}/quiet/", {"days": "7", "by": "text", "say": "There is coffee"})
    assert answer["Location"] == f"/welcome/{person}/card/"
    person = Person.objects.get(pk=person).pk
    sight = gate.of(house.ben, person, "welcome")
    assert episodes.hope_of(sight, person) == "My own key"
    assert episodes.talk_with(sight, person).language == "es"
    (way,) = ways_of(sight, person)
    assert (way.shown, way.may_text, way.not_to_say) == ("(508) 555-0134", True, "the programme")
    assert (agreement_of(sight, person).days, agreement_of(sight, person).say) == (7, "There is coffee")
    assert Entry.objects.get(verb="people.hope_said").said_by == person


def test_half_a_number_is_refused_and_the_words_stay(phone):
    person = welcomed(phone)
    page = phone.post(f"/welcome/{person}/ways/", {"value": "508 55", "not_to_say": "nothing loud"}).content.decode()
    assert "not a whole number" in page and "508 55" in page and "nothing loud" in page


def test_a_second_tap_writes_one_person(phone):
    before = Person.objects.count()
    first = phone.post("/welcome/", {"name": "Eve", "once": "k"})
    second = phone.post("/welcome/", {"name": "Eve", "once": "k"})
    assert first["Location"] == second["Location"]
    assert Person.objects.count() == before + 1


def test_forgetting_works_there_and_then(phone, house):
    person = welcomed(phone)
    phone.post(f"/welcome/{person}/hope/", {"hope": "My own key"})
    phone.post(f"/welcome/{person}/ways/", {"value": "508 555 0134"})
    phone.post(f"/welcome/{person}/card/", {"pin": "4826", "again": "4826"})
    accounts = Account.objects.count()
    assert phone.get(f"/welcome/{person}/forget/").status_code == 200
    assert phone.post(f"/welcome/{person}/forget/", follow=True).status_code == 200
    assert keys.is_destroyed(Entry.objects.get(verb="people.forgotten").about)
    assert Account.objects.count() == accounts - 1
    assert phone.get(f"/welcome/{person}/").status_code == 404
    for model in apps.get_models():
        for field in model._meta.fields:
            if field.related_model is Person:
                assert not model._base_manager.filter(**{field.attname: person}).exists(), model


def test_the_card_is_shown_once_and_its_code_is_kept_nowhere(phone):
    person = welcomed(phone)
    page = phone.post(f"/welcome/{person}/card/", {"pin": "4826", "again": "4826"}).content.decode()
    code = re.search(r'card__code"[^>]*>([A-Z0-9-]+)<', page)[1]
    assert "<svg" in page and len(code.replace("-", "")) == 13
    assert code not in phone.get(f"/welcome/{person}/card/").content.decode()


@pytest.mark.parametrize(
    ("pin", "again"), [("", ""), ("123", "123"), ("1234", "1234"), ("7777", "7777"), ("4826", "4827"), ("48a6", "48a6")]
)
def test_a_pin_that_is_no_pin_is_refused(phone, pin, again):
    person = welcomed(phone)
    page = phone.post(f"/welcome/{person}/card/", {"pin": pin, "again": again}).content.decode()
    assert "card__code" not in page and "another look" in page


def test_someone_imported_is_told_where_the_name_came_from_and_may_say_no(phone, house):
    ada = house.ada.person
    with scene():
        Episode.objects.filter(person_id=ada).update(state=EpisodeState.NOT_YET_WELCOMED)
    page = phone.get(f"/welcome/{ada}/").content.decode()
    assert "We had your name from" in page and "No, take my name out" in page and 'value="Ada"' in page
    assert phone.get(f"/welcome/{ada}/hope/").status_code == 404
    assert phone.post(f"/welcome/{ada}/", {"name": "Ada M."}).status_code == 302
    assert names.name(gate.of(house.ben, ada, "welcome", "goals"), ada) == "Ada M."


def test_the_stranger_cannot_open_or_forget_anyone(house):
    for stranger in (house.dov, house.ruth, house.mina, house.mo, house.cleo):
        browser = house.client(stranger)
        for address in ("", "hope/", "card/", "forget/"):
            assert browser.get(f"/welcome/{house.ada.person}/{address}").status_code == 404
        assert browser.post(f"/welcome/{house.ada.person}/forget/").status_code == 404
    assert Person.objects.filter(pk=house.ada.person).exists()


def test_the_switch_of_language_keeps_the_words(phone):
    page = phone.post("/welcome/", {"name": "Eve", "read_in": "es"}).content.decode()
    assert 'value="Eve"' in page and '<html lang="es"' in page


def test_a_welcome_page_asks_the_database_little(phone, django_assert_max_num_queries):
    person = welcomed(phone)
    with django_assert_max_num_queries(16):
        phone.get(f"/welcome/{person}/hope/")
