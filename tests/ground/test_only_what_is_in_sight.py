"""Nothing is told about, and nothing sealed for, somebody whom the Sight does not hold."""

from __future__ import annotations

import pytest

from trailside.consent import gate, rules
from trailside.kit.errors import NotThere
from trailside.ledger.acting import acting
from trailside.ledger.models import Entry
from trailside.people.actions import staff
from trailside.people.models import Supervision


def test_an_entry_about_someone_outside_the_sight_is_refused_and_nothing_stays(house):
    before = Entry.objects.count()
    for about in (house.cleo.person, house.dov.person):
        with pytest.raises(NotThere), acting(gate.of(house.ben, house.ada.person, "plan")) as act:
            act.tell("plans.goal_agreed", about=house.ada.person)
            act.tell("plans.goal_agreed", about=about)
    assert Entry.objects.count() == before


def test_a_part_of_a_record_that_is_not_in_sight_is_not_written_either(house):
    sight = gate.of(house.ben, house.ada.person, "plan")
    assert sight.key_to_write(house.ada.person, rules.GOALS)
    for scope in (rules.SAFETY, rules.CHECK_INS, rules.OWN):
        with pytest.raises(NotThere):
            sight.key_to_write(house.ada.person, scope)
    with pytest.raises(NotThere):
        sight.key_to_write(house.cleo.person, rules.GOALS)
    assert gate.mine(house.ada).key_to_write(house.ada.person, rules.SAFETY)


def test_only_who_works_here_supports_and_is_supported_and_twice_is_once(house):
    sight = gate.house(house.mo)
    for supervisor, specialist in ((house.dov, house.ben), (house.mina, house.dov), (house.mina, house.ada)):
        with pytest.raises(NotThere):
            staff.supervise(sight, supervisor=supervisor.person, specialist=specialist.person)
    first = staff.supervise(sight, supervisor=house.mina.person, specialist=house.ruth.person)
    again = staff.supervise(sight, supervisor=house.mina.person, specialist=house.ruth.person)
    assert first.pk == again.pk
    assert Supervision.objects.filter(specialist_id=house.ruth.person).count() == 1
