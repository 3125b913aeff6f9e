"""Grant, use, take back, end by its day, another specialist, never, part 2: in any order no look without a right.

A plain model of who may see what of Ada runs beside the house; after each step every one of the cast is asked. Each
check is run once against a planted fault, to show that it can fail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from trailside.consent import gate, rules
from trailside.consent.actions import grants, let_in, shut_out, signing
from trailside.consent.actions.grants import Wish
from trailside.consent.models import Grant, Never, Signed
from trailside.consent.rules import Kind, Reason
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger import looks
from trailside.ledger.models import Look
from trailside.people.actions import staff, walking
from trailside.people.reads import viewers
from trailside.people.rules import Role

CAST = ("gil", "ben", "ruth", "mina", "cleo", "dov", "mo")
SHUTTABLE = ("gil", "ben", "ruth", "mina")
SCOPES = st.frozensets(st.sampled_from(rules.OFFERED), min_size=1, max_size=4)


@dataclass
class Given:
    """A grant as the model knows it."""

    id: UUID
    raw: str
    scopes: frozenset[str]
    until: datetime
    to: str = ""
    revoked: bool = False
    form: bool = True


class Consent(RuleBasedStateMachine):
    """The house and its model."""

    house: Any

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now, self.given, self.never = clock.now(), list[Given](), set[str]()
        self.walks, self.part2 = "ben", True

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def viewer(self, who: str) -> Any:
        return getattr(self.house, who)

    @property
    def hers(self) -> Any:
        return gate.mine(self.house.ada)

    @rule(scopes=SCOPES, days=st.sampled_from(rules.LASTS), who=st.sampled_from(("", "gil", "gil", "ben")))
    def grant(self, scopes: frozenset[str], days: int, who: str) -> None:
        with clock.standing_at(self.now):
            made, raw = grants.make(self.hers, Wish(Kind.FRIEND, scopes, Reason.BESIDE_ME, days), typed="Ada")
        self.given.append(Given(made.pk, raw, scopes, made.until))
        if who:
            self.taken_up(self.given[-1], who)

    @precondition(lambda self: not self.part2)
    @rule()
    def grant_unsigned(self) -> None:
        with clock.standing_at(self.now):
            wish = Wish(Kind.FRIEND, frozenset({rules.GOALS}), Reason.BESIDE_ME, 30)
            made, raw = grants.make(self.hers, wish, typed="")
        self.given.append(Given(made.pk, raw, frozenset({rules.GOALS}), made.until, form=False))
        self.taken_up(self.given[-1], "gil")

    @precondition(lambda self: self.given)
    @rule(data=st.data(), who=st.sampled_from(("gil", "cleo", "ben", "dov")))
    def take_up(self, data: st.DataObject, who: str) -> None:
        self.taken_up(data.draw(st.sampled_from(self.given)), who)

    def taken_up(self, one: Given, who: str) -> None:
        lasts = not one.to and not one.revoked and self.now < min(one.until, self.made(one) + timedelta(days=7))
        allowed = lasts and who not in self.never and who != "dov"
        with clock.standing_at(self.now):
            try:
                grants.take_up(gate.mine(self.viewer(who)), one.raw, self.viewer(who).person)
                assert allowed, f"{who} took up what was not theirs to take up"
                one.to = who
            except NotThere:
                assert not allowed

    def made(self, one: Given) -> datetime:
        return Grant.objects.get(pk=one.id).since

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        self.taken_back(data.draw(st.sampled_from(self.given)))

    def taken_back(self, one: Given) -> None:
        with clock.standing_at(self.now):
            grants.take_back(self.hers, one.id)
        one.revoked, one.form = True, False

    @precondition(lambda self: any(one.form for one in self.given))
    @rule(data=st.data())
    def take_the_form_back(self, data: st.DataObject) -> None:
        self.form_taken_back(data.draw(st.sampled_from([one for one in self.given if one.form])))

    def form_taken_back(self, one: Given) -> None:
        signing.take_back(self.hers, Signed.objects.get(grant_id=one.id).pk)
        one.revoked, one.form = True, False

    @rule(days=st.sampled_from((1, 6, 8, 30, 91)))
    def days_go_by(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(who=st.sampled_from(SHUTTABLE))
    def never_again(self, who: str) -> None:
        shut_out(self.hers, self.viewer(who).person)
        self.never.add(who)

    @rule(who=st.sampled_from(SHUTTABLE))
    def let_in_again(self, who: str) -> None:
        let_in(self.hers, self.viewer(who).person)
        self.never.discard(who)

    @rule()
    def another_specialist(self) -> None:
        after = "ruth" if self.walks == "ben" else "ben"
        before, after_id = self.viewer(self.walks).person, self.viewer(after).person
        walking.hand_on(self.hers, person=self.house.ada.person, before=before, after=after_id)
        self.walks = after

    @rule()
    def switch(self) -> None:
        self.part2 = not self.part2
        signing.hold_to_part2(gate.house(self.house.mo, Role.MANAGER), holds=self.part2)

    def by_walking(self, who: str) -> frozenset[str]:
        if who in self.never:
            return frozenset()
        if who == self.walks:
            return rules.OF_SPECIALIST
        return rules.OF_SUPERVISOR if who == "mina" and self.walks == "ben" else frozenset()

    def by_grant(self, who: str, one: Given) -> frozenset[str]:
        holds = one.to == who and not one.revoked and self.now < one.until and (one.form or not self.part2)
        return rules.let_see(one.scopes) if holds and who not in self.never else frozenset()

    def looked(self, ask: Callable[[], Any]) -> frozenset[str]:
        """What this way opens; the look at it is written, and only then."""
        ada = self.house.ada.person
        before = Look.objects.count()
        try:
            with looks.kept():
                sight = ask()
                for scope in sight.persons[ada]:
                    sight.require(ada, scope)
        except NotThere:
            assert Look.objects.count() == before, "a look without a right"
            return frozenset()
        return frozenset(sight.persons[ada])

    @invariant()
    def nobody_looks_without_a_right(self) -> None:
        ada = self.house.ada.person
        with clock.standing_at(self.now):
            for who in CAST:
                viewer = self.viewer(who)
                assert self.looked(lambda v=viewer: gate.of(v, ada, "plan")) == self.by_walking(who), who
                together = frozenset[str]()
                for one in self.given:
                    found = self.looked(lambda v=viewer, g=one.id: gate.granted(v, g))
                    assert found == self.by_grant(who, one), (who, one)
                    together |= found
                assert self.looked(lambda v=viewer: gate.of(v, ada, rules.LET_IN)) == together, who


@pytest.fixture
def machine(house: Any) -> type[Consent]:
    """The machine on this house, with Gil in it."""
    sight = gate.house(house.mo, Role.MANAGER)
    friend = staff.add(sight, name="Gil", roles=[Role.LET_IN], sign_in="gil", password="a long password")
    house.gil = viewers.viewer_of(friend)
    return type("Machine", (Consent,), {"house": house})


def test_no_look_without_a_right(machine):
    said = settings(max_examples=40, stateful_step_count=20, suppress_health_check=list(HealthCheck), deadline=None)
    run_state_machine_as_test(machine, settings=said)


class _NoNever:
    """The list of whoever is shut out, always empty."""

    class objects:  # stands where Django's manager stands
        @staticmethod
        def filter(*which: Any, **what: Any) -> Any:
            return Never.objects.none()


Steps = tuple[Callable[[Consent], Any], ...]
# What is broken, and a short way through the machine on which it shows.
FAULTS: dict[str, tuple[str, Any, Steps]] = {
    "a day does not end it": (
        "standing",
        lambda now: Q(revoked_at=None),
        (lambda one: one.days_go_by(31),),
    ),
    "taking back does not end it": (
        "standing",
        lambda now: Q(since__lte=now, until__gt=now),
        (lambda one: one.switch(), lambda one: one.taken_back(one.given[0])),
    ),
    "unsigned it goes": (
        "keeps_to_part2",
        lambda organisation: False,
        (lambda one: one.switch(), lambda one: one.grant_unsigned(), lambda one: one.switch()),
    ),
    "never is forgotten": ("Never", _NoNever, (lambda one: one.never_again("gil"),)),
    "who walked before still sees": (
        "_scopes",
        lambda viewer, person: rules.OF_SPECIALIST if viewer.has(Role.PEER_SPECIALIST) else frozenset(),
        (lambda one: one.another_specialist(),),
    ),
    "too much is seen": ("_let_see", lambda found: rules.EVERYTHING if list(found) else frozenset(), ()),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_planted_fault_is_found(machine, monkeypatch, fault):
    name, instead, steps = FAULTS[fault]
    for broken in (False, True):
        one = machine()
        if broken:
            monkeypatch.setattr(gate, name, instead)
        found = False
        try:
            one.grant(frozenset({rules.GOALS}), 30, "gil")
            for step in steps:
                step(one)
            one.nobody_looks_without_a_right()
        except AssertionError:
            found = True
        one.teardown()
        assert found == broken
