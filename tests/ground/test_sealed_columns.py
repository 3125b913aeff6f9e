"""Sealed columns open only through a Sight, and nowhere else."""

import uuid

import pytest
from django.db import connections

from trailside.consent import gate
from trailside.kit.errors import NotThere
from trailside.people.models import Person
from trailside.vault import keys
from trailside.vault.sealing import NotOpened, seal, unseal


def test_a_sight_opens_the_words(house):
    person = Person.objects.get(pk=house.ada.person)
    assert person.name.read(gate.mine(house.ada)) == "Ada"


def test_words_do_not_show_themselves_in_a_log(house):
    person = Person.objects.get(pk=house.ada.person)
    words = person.name.read(gate.mine(house.ada))
    assert "Ada" not in repr(words) + repr(person.name) + repr([words])


def test_the_bytes_in_the_database_tell_nothing(house):
    with connections["default"].cursor() as cursor:
        cursor.execute("select name from people_person")
        assert not any(b"Ada" in bytes(row[0]) for row in cursor.fetchall() if row[0])


def test_a_value_moved_to_another_row_does_not_open(house):
    ada, cleo = (Person.objects.get(pk=viewer.person) for viewer in (house.ada, house.cleo))
    key = keys.opened([ada.pk])[ada.pk]
    sealed = seal(key, b"mine", tag="people.person.name", row=ada.pk)
    with pytest.raises(NotOpened):
        unseal(key, sealed, tag="people.person.name", row=cleo.pk)
    with pytest.raises(NotOpened):
        unseal(key, sealed, tag="people.person.pronouns", row=ada.pk)


def test_one_changed_byte_does_not_open(house):
    key = keys.opened([house.ada.person])[house.ada.person]
    row = uuid.uuid4()
    sealed = bytearray(seal(key, b"mine", tag="t", row=row))
    sealed[-1] ^= 1
    with pytest.raises(NotOpened):
        unseal(key, bytes(sealed), tag="t", row=row)


def test_forgotten_means_unreadable_at_once(house):
    keys.destroy(house.ada.person)
    person = Person.objects.get(pk=house.ada.person)
    assert person.name.read(gate.mine(house.ada)) == ""
    assert keys.is_destroyed(house.ada.person)


def test_the_stranger_has_no_sight_at_all(house):
    for stranger in (house.dov, house.cleo, house.ruth):
        with pytest.raises(NotThere):
            gate.of(stranger, house.ada.person, "curious")
