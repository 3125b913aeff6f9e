"""Rows are made fast and are Django's all the same."""

from uuid import uuid4

import pytest

from trailside.ledger.models import Draft, Entry
from trailside.people.models import Person


def test_a_new_row_has_its_defaults_and_its_own_id():
    one, other = Draft(form="a"), Draft(form="a")
    assert one.pk != other.pk
    assert (one.version, one.about, one.form) == (1, "", "a")
    assert one._state.adding


def test_a_name_that_is_no_column_is_refused():
    with pytest.raises(TypeError, match="unexpected"):
        Draft(forms="a")


def test_a_related_row_may_be_given_instead_of_its_id(house):
    person = Person(organisation_id=house.here.id)
    assert Person(pk=person.pk).pk == person.pk


@pytest.mark.django_db
def test_a_row_is_read_whole_or_in_part():
    made = Entry(at="2026-01-01T00:00:00Z", organisation_id=uuid4(), verb="test.told")
    made.save()
    whole, part = Entry.objects.get(pk=made.pk), Entry.objects.only("verb").get(pk=made.pk)
    assert whole.verb == part.verb == "test.told"
    assert not whole._state.adding
    assert "organisation_id" in part.get_deferred_fields()
    assert part.organisation_id == made.organisation_id
