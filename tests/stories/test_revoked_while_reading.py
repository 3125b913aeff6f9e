"""Ada takes her grant back while eight browsers read: from then on no look is written and no page is given.

On SQLite nobody else writes while looks are written; on PostgreSQL revoking waits for who holds the record's row. Each
check is run once against a house whose gates are not asked again, to show that it can fail.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from trailside.consent import gate, rules
from trailside.consent.actions import grants, shut_out
from trailside.consent.actions.grants import Wish
from trailside.consent.models import Grant
from trailside.consent.rules import Kind, Reason
from trailside.ledger import looks, middleware
from trailside.ledger.models import Look
from trailside.people.actions import staff
from trailside.people.reads import viewers
from trailside.people.rules import Role
from trailside.plans.actions import goals

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "vault"])
READERS = 8


@pytest.fixture
def gil(house: Any) -> Any:
    sight = gate.house(house.mo, Role.MANAGER)
    friend = staff.add(sight, name="Gil", roles=[Role.LET_IN], sign_in="gil", password="a long password")
    return viewers.viewer_of(friend)


@pytest.fixture
def grant(house: Any, gil: Any) -> Grant:
    goals.agree(gate.mine(house.ada), person=house.ada.person, words="A place with my own door")
    wish = Wish(Kind.FRIEND, frozenset({rules.GOALS}), Reason.BESIDE_ME, 30)
    made, raw = grants.make(gate.mine(house.ada), wish, typed="Ada")
    grants.take_up(gate.mine(gil), raw, gil.person)
    return made


def in_threads(*works: Callable[[], None]) -> list[threading.Thread]:
    """Each in a thread of its own, with connections that end with it."""

    def ending(work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ending, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    return threads


@pytest.fixture
def each_page_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the looks of ten minutes are one."""
    monkeypatch.setattr(looks, "AGAIN_AFTER", -timedelta(hours=1))


def read_until(stop: threading.Event, browser: Client, path: str, given: list[int]) -> None:
    """Read the page again and again; ``given`` collects the statuses. Three times more after ``stop``."""
    more = 3
    while more:
        given.append(browser.get(path).status_code)
        more -= stop.is_set()


@pytest.mark.parametrize("way", ["taken back", "shut out"])
def test_eight_readers_and_one_revocation(house, gil, grant, each_page_a_look, way):
    stop, given = threading.Event(), [list[int]() for _ in range(READERS)]
    browsers = [house.client(gil) for _ in range(READERS)]
    path = f"/let-in/{grant.pk}/"
    threads = in_threads(*(lambda n=n: read_until(stop, browsers[n], path, given[n]) for n in range(READERS)))
    while sum(map(len, given)) < 3 * READERS:
        time.sleep(0.01)
    if way == "taken back":
        grants.take_back(gate.mine(house.ada), grant.pk)
    else:
        shut_out(gate.mine(house.ada), gil.person)
    when_committed = Look.objects.filter(purpose=rules.LET_IN).count()
    stop.set()
    for thread in threads:
        thread.join(60)
    statuses = [status for one in given for status in one]
    assert set(statuses) == {200, 404}
    assert Look.objects.filter(purpose=rules.LET_IN).count() == when_committed
    assert statuses.count(200) == when_committed, "a page was given of which the ledger knows nothing"
    assert all(one[-1] == 404 for one in given)


def held_until(committed: threading.Event, made: threading.Event, *, asked_again: bool) -> Callable[..., None]:
    """Writing looks, but only once the revocation is committed: the page has been made by then."""

    def write(book: Any, *ask: Callable[[], None]) -> None:
        made.set()
        assert committed.wait(30)
        looks.write(book, *(ask if asked_again else ()))

    return write


@pytest.mark.parametrize("asked_again", [True, False], ids=["the house", "a planted fault"])
def test_a_page_made_before_and_given_after(house, gil, grant, monkeypatch, asked_again):
    committed, made, given = threading.Event(), threading.Event(), list[int]()
    fake = type("Looks", (), {"write": staticmethod(held_until(committed, made, asked_again=asked_again))})
    monkeypatch.setattr(middleware, "looks", fake)
    browser = house.client(gil)
    threads = in_threads(lambda: given.append(browser.get(f"/let-in/{grant.pk}/").status_code))
    assert made.wait(30)
    grants.take_back(gate.mine(house.ada), grant.pk)
    committed.set()
    threads[0].join(60)
    kept_shut = given == [404] and not Look.objects.filter(purpose=rules.LET_IN).exists()
    assert kept_shut == asked_again


def test_his_list_is_made_anew_without_whoever_shut_him_out(house, monkeypatch):
    """Ben's list was made with Ada on it; she shuts him out before it is given: he gets the list without her."""
    committed, made, pages = threading.Event(), threading.Event(), list[str]()
    fake = type("Looks", (), {"write": staticmethod(held_until(committed, made, asked_again=True))})
    monkeypatch.setattr(middleware, "looks", fake)
    browser = house.client(house.ben)
    threads = in_threads(lambda: pages.append(browser.get("/people/").content.decode()))
    assert made.wait(30)
    shut_out(gate.mine(house.ada), house.ben.person)
    committed.set()
    threads[0].join(60)
    assert pages and str(house.ada.person) not in pages[0]
