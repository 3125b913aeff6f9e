"""The cast, for every test.

Ada (participant), Ben (her peer specialist), Mina (his supervisor), Cleo (another participant of the same
organisation, with Ruth as her specialist), Mo (manager), and Dov, who holds every role in another organisation.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from time import time
from typing import Any

import hypothesis
import pytest
from django.db import connection
from django.test import Client

from trailside.consent import gate
from trailside.consent.actions import shut_out
from trailside.kit import clock
from trailside.ledger import looks, policies, wall
from trailside.ledger.acting import is_acting
from trailside.ledger.viewer import Viewer
from trailside.people.actions import founding, staff, welcome
from trailside.people.models import Account, Organisation, Person, SupportRelationship
from trailside.people.reads import viewers
from trailside.people.rules import WORKERS, Role

pytest_plugins = ["tests.browser"]

# How fast a busy machine makes up examples says nothing about the house.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that uses the house works on both databases."""
    for item in items:
        if "house" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(databases=["default", "vault"]))
    if os.environ.get("TRAILSIDE_TEST_DATABASE") == "postgres":  # the second run: only what touches the database
        items[:] = [item for item in items if item.get_closest_marker("django_db")]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The tests' database is made by Django alone: what ``trailside migrate`` adds to it follows here."""
    with django_db_blocker.unblock():
        policies.make()


@pytest.fixture
def django_assert_max_num_queries(django_assert_max_num_queries: Any) -> Any:
    """Counts are those of SQLite. On PostgreSQL the gate also holds the rows of whoever is looked at, once a page."""
    held = 1 if connection.vendor == "postgresql" else 0
    return lambda most, **named: django_assert_max_num_queries(most + held, **named)


@pytest.fixture(autouse=True)
def before_the_wall() -> Iterator[None]:
    """A test sees everything; each request and each action inside it stands behind its own organisation's wall."""
    with wall.every("test scene"):
        yield


class Cast:
    """Signed-in people by name, as Viewers; ``client(viewer)`` is their browser."""

    def __init__(self) -> None:
        self.here = founding.found("Elm Street Peers", place="Worcester, Massachusetts")
        self.there = founding.found("Harbor Recovery", place="New Bedford, Massachusetts")
        self.mo = self._worker(self.here, "Mo", Role.MANAGER)
        self.ben = self._worker(self.here, "Ben", Role.PEER_SPECIALIST)
        self.ruth = self._worker(self.here, "Ruth", Role.PEER_SPECIALIST)
        self.mina = self._worker(self.here, "Mina", Role.SUPERVISOR)
        self.dov = self._worker(self.there, "Dov", Role.PEER_SPECIALIST, Role.SUPERVISOR, Role.MANAGER)
        house = gate.house(self.mo)
        staff.supervise(house, supervisor=self.mina.person, specialist=self.ben.person)
        self.ada = self._participant("Ada", self.ben)
        self.cleo = self._participant("Cleo", self.ruth)

    def _worker(self, organisation: Organisation, name: str, *roles: Role) -> Viewer:
        machine = founding.machine("tests", organisation.id)
        sight = gate.machine(machine, {}, "tests")
        person = staff.add(
            sight, name=name, roles=roles, sign_in=f"{name}@{organisation.slug}", password="a long password"
        )
        return viewers.viewer_of(person)

    def _participant(self, name: str, specialist: Viewer) -> Viewer:
        person = welcome.welcome(gate.house(specialist), name=name, specialist=specialist.person)
        with scene():
            account = Account.objects.create(name_token=f"test-{name}", password="!", made_at=self.here.founded_at)
            Person.objects.filter(pk=person.pk).update(account=account)
        return viewers.viewer_by_id(person.pk)

    def with_every_role(self) -> Cast:
        """The roles that open no record, and two whose right ended.

        Pia (privacy officer), Vera (volunteer caller), Eli (evaluator), Oma (administrator); Rita walked with Ada once,
        Noah walks with her and she has shut him out. Dov holds all of it elsewhere.
        """
        self.pia = self._worker(self.here, "Pia", Role.PRIVACY_OFFICER)
        self.vera = self._worker(self.here, "Vera", Role.VOLUNTEER_CALLER)
        self.eli = self._worker(self.here, "Eli", Role.EVALUATOR)
        self.oma = self._worker(self.here, "Oma", Role.ADMINISTRATOR)
        self.rita = self._worker(self.here, "Rita", Role.PEER_SPECIALIST)
        self.noah = self._worker(self.here, "Noah", Role.PEER_SPECIALIST)
        machine = gate.machine(founding.machine("tests", self.there.id), {}, "tests")
        staff.set_roles(machine, self.dov.person, WORKERS)
        self.dov = viewers.viewer_by_id(self.dov.person)
        now, here = clock.now(), self.here.id
        with scene():
            for who, until in ((self.rita, now), (self.noah, None)):
                SupportRelationship.objects.create(
                    organisation_id=here,
                    participant_id=self.ada.person,
                    specialist_id=who.person,
                    since=now - timedelta(days=9),
                    until=until,
                )
        shut_out(gate.mine(self.ada), self.noah.person)
        return self

    def client(self, viewer: Viewer) -> Client:
        """A browser in which ``viewer`` is signed in."""
        client = Client(raise_request_exception=True)
        client.force_login(Account.objects.get(pk=viewer.account))
        shown_two_things(client, str(viewer.account))
        return client


def shown_two_things(client: Client, account: str) -> None:
    """This browser has shown everything that a sign-in asks for, just now (people.proofs)."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time(), "two": True}]
    session["account_authentication_methods_user"] = account
    session.save()


# Tables that are written outside actions, each with its reason: the ledger's own, and third parties' behind adapters.
# A session is written by the middleware that holds it, in the write turn (config.sessions).
WRITTEN_ELSEWHERE = ("people_session", "ledger_", "vault_", "django_", "account_", "mfa_", "auth_", "sqlite_", "pg_")
WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?')


def no_second_door(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Every change of a room's table happens while an action is in progress. Tests that set a scene say so."""
    found = WRITES.match(sql)
    if found and not found[1].startswith(WRITTEN_ELSEWHERE) and not is_acting() and not _scene.get():
        raise AssertionError(f"{found[1]} was written outside of an action")
    return execute(sql, params, many, context)


_scene: ContextVar[bool] = ContextVar("scene", default=False)


@contextmanager
def scene() -> Iterator[None]:
    """A test sets a scene by hand: the only writing outside of actions."""
    token = _scene.set(True)
    try:
        yield
    finally:
        _scene.reset(token)


@pytest.fixture
def house(db: None) -> Iterator[Cast]:
    """The whole cast; looks noted outside a request are written when the test ends well."""
    with connection.execute_wrapper(no_second_door), looks.kept():
        yield Cast()


@pytest.fixture
def ada(house: Cast) -> Viewer:
    return house.ada


@pytest.fixture
def ben(house: Cast) -> Viewer:
    return house.ben


@pytest.fixture
def mina(house: Cast) -> Viewer:
    return house.mina


@pytest.fixture
def cleo(house: Cast) -> Viewer:
    return house.cleo


@pytest.fixture
def dov(house: Cast) -> Viewer:
    return house.dov


@pytest.fixture
def mo(house: Cast) -> Viewer:
    return house.mo
