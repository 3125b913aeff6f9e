"""Who may give which roles: nobody above what they hold, and someone always manages."""

import pytest

from trailside.consent import gate
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.models import Entry
from trailside.people.actions import founding, invitations, staff
from trailside.people.models import Person
from trailside.people.reads import relations, viewers
from trailside.people.rules import WORKERS, Role, may_give


def mos(house):
    return gate.house(house.mo, Role.MANAGER)


def add(house, *roles):
    machine = gate.machine(founding.machine("tests", house.here.id), {}, "tests")
    name = "-".join(roles)
    return viewers.viewer_of(staff.add(machine, name=name, roles=roles, sign_in=name, password=None))


def test_a_manager_gives_a_role_and_it_is_in_the_ledger(house):
    staff.set_roles(mos(house), house.ruth.person, [Role.PEER_SPECIALIST, Role.PRIVACY_OFFICER])
    assert Role.PRIVACY_OFFICER in relations.roles_of(house.ruth.person)
    assert Entry.objects.filter(verb="people.role_given", by=house.mo.person, about=house.ruth.person).exists()


def test_nobody_else_gives_any():
    for role in set(Role) - {Role.MANAGER, Role.ADMINISTRATOR}:
        assert may_give({role}) == frozenset()
    assert may_give({Role.ADMINISTRATOR}) == WORKERS


def test_a_manager_does_not_lift_himself_to_administrator_nor_take_one_out(house):
    with pytest.raises(NotPossible):
        staff.set_roles(mos(house), house.mo.person, [Role.MANAGER, Role.ADMINISTRATOR])
    admin = add(house, Role.ADMINISTRATOR)
    with pytest.raises(NotPossible):
        staff.set_roles(mos(house), admin.person, [])
    with pytest.raises(NotPossible):
        staff.set_roles(mos(house), house.ruth.person, [Role.ADMINISTRATOR])
    with pytest.raises(NotPossible):
        invitations.invite(mos(house), name="Nia", roles=[Role.ADMINISTRATOR])


def test_while_nobody_administers_a_manager_may_name_someone_else(house):
    staff.set_roles(mos(house), house.ruth.person, [Role.PEER_SPECIALIST, Role.ADMINISTRATOR])
    assert Role.ADMINISTRATOR in relations.roles_of(house.ruth.person)


def test_a_manager_makes_no_way_in_as_the_administrator(house):
    admin = add(house, Role.ADMINISTRATOR)
    with pytest.raises(NotThere):
        invitations.invite_again(mos(house), admin.person)


def test_the_last_manager_stays(house):
    admin = add(house, Role.ADMINISTRATOR)
    theirs = gate.house(admin, Role.ADMINISTRATOR)
    with pytest.raises(NotPossible):
        staff.set_roles(theirs, house.mo.person, [])
    staff.set_roles(theirs, house.ruth.person, [Role.PEER_SPECIALIST, Role.MANAGER])
    staff.set_roles(theirs, house.mo.person, [])
    assert relations.holds(house.here.id, Role.MANAGER) == [house.ruth.person]


def test_the_page_shows_only_what_may_be_given_and_keeps_the_rest(house):
    admin = add(house, Role.ADMINISTRATOR, Role.EVALUATOR)
    page = f"/programme/team/{admin.person}/"
    shown = house.client(house.mo).get(page).content.decode()
    assert 'value="administrator"' not in shown and 'value="evaluator"' in shown
    house.client(house.mo).post(page, {"roles": ["supervisor"]})
    assert relations.roles_of(admin.person) == {Role.ADMINISTRATOR, Role.SUPERVISOR}
    house.client(house.mo).post(page, {"roles": ["administrator", "supervisor", "let_in"]})
    assert relations.roles_of(admin.person) == {Role.ADMINISTRATOR, Role.SUPERVISOR}


def test_the_stranger_gives_nothing_here(house):
    with pytest.raises(NotThere):
        staff.set_roles(gate.house(house.dov, Role.MANAGER), house.ruth.person, [Role.MANAGER])
    assert house.client(house.dov).get(f"/programme/team/{house.ruth.person}/").status_code == 404
    assert Person.objects.filter(organisation_id=house.there.id).count() == 1
