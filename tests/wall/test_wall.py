"""The second wall: PostgreSQL itself gives out only the organisation's own rows, with our own filters taken away.

The tests' role owns its tables and is no superuser, so FORCE is what holds it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from conftest import scene
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from trailside.consent import gate
from trailside.kit.ids import new_id
from trailside.ledger import policies, proof, wall
from trailside.ledger.acting import acting
from trailside.ledger.models import Entry
from trailside.people.models import Organisation, Person, PersonRole
from trailside.people.reads import viewers

pytestmark = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no such wall")
REFUSED = "row-level security"


@pytest.fixture(autouse=True)
def nobody(house) -> Iterator[None]:
    """Unlike every other test, these begin where nobody said whose rows they want."""
    with scene(), wall.standing(wall.Place()):
        yield


def belonging() -> list[type[models.Model]]:
    return [table for table in apps.get_models() if table._meta.db_table in policies.walled()]


def seen(query: str = "SELECT DISTINCT organisation_id FROM people_person") -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        yield


def test_the_role_owns_its_tables_and_passes_no_policy(house):
    policies.check_role()
    assert seen("SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'people_person'") == {True}


def test_every_table_that_belongs_to_an_organisation_has_its_wall(house):
    assert policies.missing() == []
    assert len(policies.walled()) > 20


def test_whoever_says_nothing_sees_nothing(house):
    for table in belonging():
        assert not table._default_manager.exists(), table
    assert seen() == set()


def test_with_the_filter_taken_away_only_the_own_organisations_rows_are_there(house):
    with wall.of(house.here.id):
        assert seen() == {house.here.id}
        assert {person.pk for person in Person.objects.all()} >= {house.ada.person, house.ben.person}
        assert not Person.objects.filter(pk=house.dov.person).exists()
        assert seen("SELECT organisation_id FROM ledger_entry") == {house.here.id}
        assert seen("SELECT p.organisation_id FROM people_personrole r JOIN people_person p ON true") == {house.here.id}
    with wall.of(house.there.id):
        assert seen() == {house.there.id}
    with wall.of(new_id()):
        assert seen() == set()


def test_no_table_shows_a_row_of_another_organisation(house):
    with wall.every("test scene"):
        other = {table: set(table._default_manager.values_list("pk", flat=True)) for table in belonging()}
    with wall.of(house.here.id):
        for table, all_of_it in other.items():
            ids = table._default_manager.values_list("pk", "organisation_id")
            assert {organisation for _pk, organisation in ids} <= {house.here.id}
            assert {pk for pk, _organisation in ids} <= all_of_it


def test_another_organisations_rows_cannot_be_made_changed_or_dropped(house):
    with wall.of(house.here.id):
        with refused():
            Person(organisation_id=house.there.id).save(force_insert=True)
        with refused():
            Person.objects.filter(pk=house.ada.person).update(organisation_id=house.there.id)
        assert Person.objects.filter(pk=house.dov.person).update(language="es") == 0
        assert PersonRole.objects.filter(person_id=house.dov.person).delete()[0] == 0
        with connection.cursor() as cursor:
            cursor.execute("UPDATE people_person SET language = 'xx'")
            cursor.execute("DELETE FROM people_supervision WHERE organisation_id = %s", [house.there.id])
            assert cursor.rowcount == 0
    with wall.of(house.there.id):
        assert set(Person.objects.values_list("language", flat=True)) == {"en"}
        assert PersonRole.objects.filter(person_id=house.dov.person).count() == 3


def test_inside_an_action_only_the_sights_organisation_is_there(house):
    with acting(gate.house(house.mo)) as act:
        assert seen() == {house.here.id}
        assert not Person.objects.filter(pk=house.dov.person).exists()
        act.tell("people.role_given", about=house.ben.person)
    assert seen() == set()


def test_an_entry_of_another_organisation_is_refused(house):
    with refused(), acting(gate.house(house.mo), by=house.dov) as act:
        act.tell("people.role_given", about=house.dov.person)


def test_a_savepoint_that_was_taken_back_takes_the_wall_with_it_and_it_stands_again(house):
    with wall.of(house.here.id):
        assert seen() == {house.here.id}
        with pytest.raises(DatabaseError), wall.of(house.there.id), transaction.atomic():
            assert seen() == {house.there.id}
            Person(organisation_id=house.here.id).save(force_insert=True)
        assert seen() == {house.here.id}
        with transaction.atomic():
            with wall.of(house.there.id):
                assert seen() == {house.there.id}
            transaction.set_rollback(True)
        assert seen() == {house.here.id}


def test_a_page_sees_its_own_programme_only_and_leaves_nothing_behind(house):
    asked: dict[str, set[UUID]] = {}

    def listening(execute, sql, params, many, context):
        if 'FROM "people_person"' in sql and "outer" not in asked:
            asked["place"] = asked.get("place", set()) | {wall.here()}
        return execute(sql, params, many, context)

    ben, dov = house.client(house.ben), house.client(house.dov)
    with connection.execute_wrapper(listening):
        assert ben.get("/people/").status_code == 200
    assert asked["place"] == {str(house.here.id)}
    assert seen() == set()
    assert b"Ada" in ben.get(f"/people/{house.ada.person}/").content
    assert dov.get(f"/people/{house.ada.person}/").status_code == 404
    assert seen() == set()


def test_a_record_is_taken_along_piece_by_piece_behind_the_same_wall(house):
    answer = house.client(house.ada).get("/take-along/my-record.json")
    assert b"Ada" in b"".join(answer.streaming_content)
    assert seen() == set()


def test_one_account_with_persons_in_two_programmes_chooses_between_them(house):
    with wall.every("test scene"):
        account = viewers.viewer_of(Person.objects.get(pk=house.mo.person)).account
        Person.objects.filter(pk=house.dov.person).update(account=account)
    browser = house.client(house.mo)
    page = browser.get("/sign-in/as/").content.decode()
    assert "Dov" in page and "Mo" in page
    browser.post("/sign-in/as/", {"person": str(house.dov.person)})
    assert browser.get("/programme/").status_code == 200


def test_the_ledger_is_one_tree_for_all_and_is_checked_whole(house):
    assert proof.bind_all() > 0
    with wall.every("binder"):
        assert {entry.organisation_id for entry in Entry.objects.all()} == {house.here.id, house.there.id}
        assert proof.verify().problems == []
    assert proof.verify().problems, "without the errand the rows are not there: that must be seen, not passed over"


def test_a_wall_that_fell_is_seen_and_built_again(house):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the scene itself is one transaction
        cursor.execute("ALTER TABLE plans_goal NO FORCE ROW LEVEL SECURITY")
        cursor.execute("CREATE POLICY hole ON people_person USING (true)")
    assert policies.missing() == ["people_person", "plans_goal"]
    policies.make()
    assert policies.missing() == []
    assert seen() == set()


@pytest.mark.django_db(transaction=True, databases=["default", "vault"])
def test_a_connection_used_again_remembers_nobody(house):
    """Outside of any transaction, as a page thread lives: one connection for Ben, nobody, Dov, and a fault."""
    same = "SELECT pg_backend_pid()"
    before = seen(same)
    ben, dov = house.client(house.ben), house.client(house.dov)
    for browser, ours in ((ben, b"Ada"), (dov, b""), (ben, b"Ada")):
        assert ours in browser.get("/people/").content
        assert seen() == set()
        assert seen("SELECT COALESCE(current_setting('trailside.organisation', true), '')") == {""}
    with wall.of(house.there.id), pytest.raises(DatabaseError), transaction.atomic():
        Person(organisation_id=house.here.id).save(force_insert=True)
    assert seen() == set()
    with wall.of(house.here.id):
        assert seen() == {house.here.id}
        with transaction.atomic():
            assert seen() == {house.here.id}
    assert seen() == set()
    assert seen(same) == before


def test_organisations_themselves_are_open(house):
    assert Organisation.objects.count() == 2
