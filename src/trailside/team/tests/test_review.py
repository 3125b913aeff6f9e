"""Review: a supervisor reads what one of the two put up, signs it, and never their own."""

import pytest
from conftest import scene
from django.utils import translation

from trailside.consent import gate
from trailside.encounters.actions import answers, review
from trailside.encounters.actions.meetings import goodbye
from trailside.encounters.reads import written
from trailside.encounters.rules.meeting import Met, Told, Voice
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger.models import Look
from trailside.people.models import PersonRole, Supervision, SupportRelationship
from trailside.people.reads import viewers
from trailside.team.actions import reviews
from trailside.team.models import Review
from trailside.team.reads import reviews as reads


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def meeting(house):
    sight = gate.of(house.ben, house.ada.person, "meeting")
    told = Told(sentences={Voice.PARTICIPANT: "I was not late", Voice.SPECIALIST: "I waited with her"})
    return goodbye(sight, person=house.ada.person, met=Met(at=clock.now()), told=told)


@pytest.fixture
def up(house, meeting):
    return review.put_up(gate.mine(house.ada), meeting)


def test_she_sees_that_they_met_and_no_words_until_put_up(house, meeting):
    page = house.client(house.mina).get("/review/").content.decode()
    assert "Ben" in page and "Ada" in page
    assert "Nothing is put up for review" in page
    assert "Cleo" not in page
    assert house.client(house.mina).get(f"/review/{meeting.pk}/").status_code == 404


def test_she_reads_signs_and_it_leaves_her_list(house, up):
    mina = house.client(house.mina)
    page = mina.get(f"/review/{up.pk}/").content.decode()
    assert "I was not late" in page and "I waited with her" in page
    assert mina.post(f"/review/{up.pk}/", {"words": "Thank you both"}).url == "/review/"
    assert reads.up(gate.my_team(house.mina)) == []
    (signed,) = reads.signed_for(gate.mine(house.ada), house.ada.person)
    assert (signed.reviewer, signed.words) == ("Mina", "Thank you both")


def test_what_was_left_out_is_gone_for_her_too(house, up):
    sentence = next(one for one in written.one(gate.mine(house.ada), up.pk).sentences if one.voice == "specialist")
    answers.leave_out(gate.mine(house.ada), written.sentence_row(gate.mine(house.ada), up.pk, sentence.id))
    page = house.client(house.mina).get(f"/review/{up.pk}/").content.decode()
    assert "I waited with her" not in page
    assert "Left out at Ada’s wish." in page


def test_nobody_reviews_themselves(house):
    here, now, mina = house.here.id, clock.now(), house.mina.person
    with scene():
        PersonRole.objects.create(organisation_id=here, person_id=mina, role="peer_specialist", since=now)
        SupportRelationship.objects.create(
            organisation_id=here, participant_id=house.cleo.person, specialist_id=mina, since=now
        )
        Supervision.objects.create(organisation_id=here, supervisor_id=mina, specialist_id=house.ruth.person, since=now)
    mina = viewers.viewer_by_id(house.mina.person)
    sight = gate.of(mina, house.cleo.person, "meeting")
    met = goodbye(
        sight, person=house.cleo.person, met=Met(at=clock.now()), told=Told(sentences={Voice.SPECIALIST: "I"})
    )
    review.put_up(sight, met)
    assert reads.up(gate.my_team(mina)) == []
    with pytest.raises(NotThere):
        reviews.sign(gate.my_team(mina), met.pk)
    assert not Review.objects.exists()


@pytest.mark.parametrize("who", ["dov", "cleo", "ruth", "mo", "ben", "ada"])
def test_for_everyone_else_it_is_not_there(house, up, who):
    client = house.client(getattr(house, who))
    assert client.get(f"/review/{up.pk}/").status_code == 404
    assert client.post(f"/review/{up.pk}/", {"words": "x"}).status_code == 404


def test_a_long_list_is_paged_and_only_the_page_is_looked_at(house, meeting, monkeypatch):
    monkeypatch.setattr(reads, "PAGE", 1)
    with scene():
        SupportRelationship.objects.create(
            organisation_id=house.here.id,
            participant_id=house.cleo.person,
            specialist_id=house.ben.person,
            since=clock.now(),
        )
    mina = house.client(house.mina)
    first = mina.get("/review/").content.decode()
    assert "Cleo" in first and "Ada" not in first and "?page=2" in first and "not met yet" in first
    looked = Look.objects.filter(viewer=house.mina.person)
    assert {look.about for look in looked} == {house.cleo.person}
    second = mina.get("/review/?page=2").content.decode()
    assert "Ada" in second and "Cleo" not in second and "?page=1" in second
    assert mina.get("/review/?page=99").content.decode().count("Ada") == second.count("Ada")


def test_the_list_asks_a_fixed_number_of_questions(house, up, django_assert_max_num_queries):
    mina = house.client(house.mina)
    with django_assert_max_num_queries(26):
        mina.get("/review/")
