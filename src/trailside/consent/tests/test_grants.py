"""Ada lets someone see a part of her record; nobody else sees it, and nobody after she took it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from conftest import scene

from trailside.consent import gate, rules
from trailside.consent.actions import grants, shut_out, signing
from trailside.consent.actions.grants import Wish
from trailside.consent.models import Grant, Part2, Signed
from trailside.consent.rules import Kind, Reason
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.people.actions import staff
from trailside.people.models import PersonRole
from trailside.people.reads import viewers
from trailside.people.rules import Role

GOALS = Wish(Kind.FRIEND, frozenset({rules.GOALS}), Reason.BESIDE_ME, 30, "Gil")


@pytest.fixture
def gil(house: Any) -> Any:
    """Ada's friend, with a sign-in of his own and nothing to see yet."""
    sight = gate.house(house.mo, Role.MANAGER)
    return viewers.viewer_of(
        staff.add(sight, name="Gil", roles=[Role.LET_IN], sign_in="gil", password="a long password")
    )


def let(house: Any, who: Any, wish: Wish = GOALS) -> Grant:
    """Ada's grant, its link taken up by ``who``."""
    grant, raw = grants.make(gate.mine(house.ada), wish, typed="Ada")
    grants.take_up(gate.mine(who), raw, who.person)
    return grant


def test_the_friend_sees_what_she_chose_and_nothing_else(house, gil):
    grant = let(house, gil)
    sight = gate.granted(gil, grant.pk)
    assert sight.persons == {house.ada.person: {rules.NAME, rules.GOALS}}
    with pytest.raises(NotThere):
        gate.of(gil, house.ada.person, "plan")


def test_nobody_else_opens_it_not_even_with_the_link_used(house, gil):
    grant, raw = grants.make(gate.mine(house.ada), GOALS, typed="Ada")
    grants.take_up(gate.mine(gil), raw, gil.person)
    with pytest.raises(NotThere):
        grants.take_up(gate.mine(house.cleo), raw, house.cleo.person)
    for stranger in (house.dov, house.cleo, house.ben, house.mina, house.mo):
        with pytest.raises(NotThere):
            gate.granted(stranger, grant.pk)


def test_the_stranger_of_another_programme_cannot_take_the_link_up(house):
    _grant, raw = grants.make(gate.mine(house.ada), GOALS, typed="Ada")
    with pytest.raises(NotThere):
        grants.take_up(gate.mine(house.dov), raw, house.dov.person)


def test_taken_back_it_is_over_at_once_and_the_form_is_taken_back_in_writing(house, gil):
    grant = let(house, gil)
    grants.take_back(gate.mine(house.ada), grant.pk)
    grants.take_back(gate.mine(house.ada), grant.pk)
    with pytest.raises(NotThere):
        gate.granted(gil, grant.pk)
    form = Signed.objects.get(grant=grant)
    assert form.revoked_at and "back" in form.revoked.read(gate.mine(house.ada))


def test_a_link_that_nobody_took_up_dies_with_the_grant(house, gil):
    grant, raw = grants.make(gate.mine(house.ada), GOALS, typed="Ada")
    grants.take_back(gate.mine(house.ada), grant.pk)
    with pytest.raises(NotThere):
        grants.take_up(gate.mine(gil), raw, gil.person)


def test_a_new_link_stops_the_one_before(house, gil):
    grant, raw = grants.make(gate.mine(house.ada), GOALS, typed="Ada")
    again = grants.new_link(gate.mine(house.ada), grant.pk)
    with pytest.raises(NotThere):
        grants.take_up(gate.mine(gil), raw, gil.person)
    assert grants.take_up(gate.mine(gil), again, gil.person)


def test_its_day_ends_it_without_any_job(house, gil):
    grant = let(house, gil)
    with clock.standing_at(clock.now() + timedelta(days=29)):
        assert gate.granted(gil, grant.pk)
    with clock.standing_at(clock.now() + timedelta(days=30, seconds=1)), pytest.raises(NotThere):
        gate.granted(gil, grant.pk)


def test_whoever_must_never_open_her_record_is_refused(house, gil):
    grant = let(house, gil)
    shut_out(gate.mine(house.ada), gil.person)
    with pytest.raises(NotThere):
        gate.granted(gil, grant.pk)
    with pytest.raises(NotPossible):
        grants.make(gate.mine(house.ada), GOALS, to=gil.person, typed="Ada")
    _grant, raw = grants.make(gate.mine(house.ada), GOALS, typed="Ada")
    with pytest.raises(NotThere):
        grants.take_up(gate.mine(gil), raw, gil.person)


def test_nothing_can_be_written_through_what_one_was_let_see(house, gil):
    sight = gate.granted(gil, let(house, gil).pk)
    with pytest.raises(NotThere):
        sight.key_to_write(house.ada.person)
    with pytest.raises(NotThere), acting(sight):
        pass


def test_where_part_2_holds_nothing_leaves_unsigned_and_elsewhere_it_may(house, gil):
    with pytest.raises(NotPossible):
        grants.make(gate.mine(house.ada), GOALS)
    with scene():
        Part2.objects.create(organisation_id=house.here.id, holds=False, since=clock.now())
    grant, raw = grants.make(gate.mine(house.ada), GOALS)
    grants.take_up(gate.mine(gil), raw, gil.person)
    assert gate.granted(gil, grant.pk)
    with scene():
        Part2.objects.update(holds=True)
    with pytest.raises(NotThere):
        gate.granted(gil, grant.pk)


def test_the_signed_form_holds_every_element_the_law_asks_for(house, gil):
    grant = let(house, gil, Wish(Kind.CLINICIAN, frozenset({rules.MET}), Reason.TREATMENT, 90, "Dr. Lee"))
    said = Signed.objects.get(grant=grant).document.read_json(gate.mine(house.ada))
    heads = [head for head, _words in said["elements"]]
    assert len(heads) == 9 and said["signed"][1] == "Ada" and said["on"][1]
    words = " ".join(words for _head, words in said["elements"])
    for part in ("Ada", "Elm Street Peers", "dates when we met", "Dr. Lee", "treatment, payment", "take this back"):
        assert part in words
    assert "proceeding" in words and "If I say no, nothing changes" in words


def test_whoever_begins_to_work_here_keeps_their_record_closed_to_colleagues(house):
    with scene():
        PersonRole.objects.create(
            organisation_id=house.here.id, person_id=house.ada.person, role=Role.PEER_SPECIALIST, since=clock.now()
        )
    with pytest.raises(NotThere):
        gate.of(house.ben, house.ada.person, "plan")
    with pytest.raises(NotThere):
        gate.of(house.mina, house.ada.person, "supervision")
    assert house.ada.person not in gate.my_people(house.ben).persons
    assert house.ada.person not in gate.my_team(house.mina).persons
    grant, _raw = grants.make(gate.mine(house.ada), GOALS, to=house.ben.person, typed="Ada")
    assert gate.granted(house.ben, grant.pk).allows(house.ada.person, rules.GOALS)


def test_a_form_that_was_taken_back_never_opens_again_whatever_the_programme_switches(house, gil):
    grant = let(house, gil)
    signing.take_back(gate.mine(house.ada), Signed.objects.get(grant=grant).pk)
    with scene():
        Part2.objects.create(organisation_id=house.here.id, holds=False, since=clock.now())
    with pytest.raises(NotThere):
        gate.granted(gil, grant.pk)
    assert Grant.objects.get(pk=grant.pk).revoked_at
