"""A second tap finds what the first one did, also where the first one took its own page away."""

import pytest
from conftest import scene
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from trailside.config import faults
from trailside.config.middleware import PlainAnswers
from trailside.consent import gate
from trailside.encounters.actions import review
from trailside.encounters.actions.meetings import goodbye
from trailside.encounters.rules.meeting import Met, Told, Voice
from trailside.kit import clock
from trailside.ledger import looks
from trailside.ledger.models import Look
from trailside.people.models import Person, PersonRole, SupportRelationship
from trailside.people.rules import Role
from trailside.reach.models import QuietAgreement
from trailside.team.models import Review

KEY = {"once": "one-form"}


def put_up(house):
    """A meeting of Ada and Ben that is up for review."""
    sight = gate.of(house.ben, house.ada.person, "meeting")
    told = Told(sentences={Voice.SPECIALIST: "I waited with her"})
    met = goodbye(sight, person=house.ada.person, met=Met(at=clock.now()), told=told)
    return review.put_up(gate.mine(house.ada), met)


def test_signing_twice_is_signing_once(house):
    up, mina = put_up(house), house.client(house.mina)
    first, second = (mina.post(f"/review/{up.pk}/", {"words": "Thank you", **KEY}) for _tap in range(2))
    assert first.url == second.url == "/review/"
    assert Review.objects.count() == 1
    assert mina.post(f"/review/{up.pk}/", {"words": "Something else", **KEY}).status_code == 404


def test_the_key_of_one_opens_nothing_for_another(house):
    up = put_up(house)
    house.client(house.mina).post(f"/review/{up.pk}/", {"words": "", **KEY})
    assert house.client(house.dov).post(f"/review/{up.pk}/", {"words": "", **KEY}).status_code == 404


def test_reading_one_is_a_look_at_that_one_only(house):
    up = put_up(house)
    with scene():
        SupportRelationship.objects.create(
            organisation_id=house.here.id,
            participant_id=house.cleo.person,
            specialist_id=house.ben.person,
            since=clock.now(),
        )
    other = gate.of(house.ben, house.cleo.person, "meeting")
    met = goodbye(other, person=house.cleo.person, met=Met(at=clock.now()), told=Told())
    review.put_up(gate.mine(house.cleo), met)
    with looks.kept():
        house.client(house.mina).get(f"/review/{up.pk}/")
    seen = Look.objects.filter(viewer=house.mina.person).values_list("about", flat=True)
    assert set(seen) == {house.ada.person}


def test_who_supports_a_specialist_cannot_open_or_end_a_welcome(house):
    with scene():
        PersonRole.objects.create(
            organisation_id=house.here.id, person_id=house.mina.person, role=Role.PEER_SPECIALIST, since=clock.now()
        )
    mina = house.client(house.mina)
    for page in ("", "forget/"):
        assert mina.get(f"/welcome/{house.ada.person}/{page}").status_code == 404
    assert mina.post(f"/welcome/{house.ada.person}/forget/").status_code == 404
    assert Person.objects.filter(pk=house.ada.person).exists()


def test_a_number_too_large_in_a_form_is_no_fault(house):
    answer = house.client(house.ada).post("/today/reach/quiet/", {"days": "7", "by": "call", "version": "9" * 400})
    assert answer.status_code == 302
    assert QuietAgreement.objects.get().version == 1


def test_two_phones_that_were_both_the_first_is_a_conflict_and_no_fault(house):
    def walk():
        SupportRelationship.objects.create(
            organisation_id=house.here.id,
            participant_id=house.ada.person,
            specialist_id=house.ben.person,
            since=clock.now(),
        )

    with scene(), pytest.raises(IntegrityError) as twice, transaction.atomic():
        walk()
    assert faults.is_twice(twice.value)
    answer = PlainAnswers(lambda _request: HttpResponse()).process_exception(RequestFactory().post("/"), twice.value)
    assert answer is not None and answer.status_code == 409
