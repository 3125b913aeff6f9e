"""The frame that every page stands in."""

import pytest
from django.db import DatabaseError
from django.template import engines
from django.test import RequestFactory

from trailside.design import slots
from trailside.design.slots import Place

BARE = '{% extends "design/page.html" %}{% block title %}A page{% endblock %}{% block main %}<p>Words</p>{% endblock %}'


@pytest.fixture
def wired():
    before = slots.filled()
    yield slots.fill
    slots.fill(**{name: getattr(before, name) for name in before.__slots__})


def page(path="/", template=BARE):
    return engines["django"].from_string(template).render({}, RequestFactory().get(path))


def test_a_page_has_a_way_to_skip_to_leave_and_to_a_person(wired):
    wired(someone_now=lambda request: "/now/", leave="https://example.org/")
    shown = page()
    assert 'href="#main"' in shown
    assert '<a class="leave" href="https://example.org/" rel="noreferrer" data-leave>' in shown
    assert shown.count('href="/now/"') == 2, "at the foot of a phone, and in its head"


def test_the_nearest_place_is_the_current_one(wired):
    wired(nav=lambda request: (Place("Today", "/"), Place("My trail", "/trail/", ("/goals/",))))
    assert '<a href="/trail/" aria-current="true">' in page("/goals/7/")
    assert '<a href="/trail/" aria-current="page">' in page("/trail/")
    assert '<a href="/" aria-current="page">' in page("/")


def test_crisis_lines_stand_on_every_page_also_when_the_database_is_gone(wired):
    def gone(request):
        raise DatabaseError

    wired(lines=gone)
    assert 'href="tel:988"' in page()


def test_on_the_way_to_someone_the_way_is_not_shown_again(wired):
    wired(someone_now=lambda request: "/now/")
    assert "waynav__now" not in page("/now/")


def test_a_slot_that_does_not_exist_is_an_error():
    with pytest.raises(TypeError, match="no slot named panels"):
        slots.fill(panels=())


@pytest.mark.parametrize("code", [400, 403, 404, 409, 500, 503])
def test_a_page_for_what_went_wrong_is_plain_and_has_the_lines(wired, code):
    def gone(request):
        raise DatabaseError

    wired(nav=gone, someone_now=gone)
    shown = engines["django"].get_template(f"design/{code}.html").render({}, RequestFactory().get("/somewhere/"))
    assert "<h1>" in shown
    assert 'href="tel:988"' in shown
    assert str(code) not in shown.split("<main")[1].split("</main")[0]
