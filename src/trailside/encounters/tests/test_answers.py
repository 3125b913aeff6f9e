"""What we wrote: answered now, later or never; left out; added to; put up for review."""

import pytest
from conftest import scene
from django.utils import translation

from trailside.consent import actions as consent
from trailside.consent import gate
from trailside.encounters.actions import answers, review
from trailside.encounters.actions.meetings import goodbye
from trailside.encounters.models import LeaveOut, Sentence
from trailside.encounters.reads import meetings, written
from trailside.encounters.rules.meeting import Answer, Met, Told, Voice
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.people.models import Organisation


def filed(house):
    sight = gate.of(house.ben, house.ada.person, "meeting")
    told = Told(sentences={Voice.PARTICIPANT: "I was not late", Voice.SPECIALIST: "She was late"})
    return goodbye(sight, person=house.ada.person, met=Met(at=clock.now()), told=told)


@pytest.fixture
def meeting(house):
    return filed(house)


@pytest.fixture
def own(house):
    return gate.mine(house.ada)


def specialists(encounter):
    return Sentence.objects.select_related("encounter").get(encounter=encounter, voice=Voice.SPECIALIST)


def test_her_words_stand_beside_and_nothing_waits(house, own, meeting):
    assert written.unanswered(own)[0].id == meeting.pk
    answers.answer(own, meeting, answer=Answer.DIFFERENTLY, words="The bus was late")
    shown = written.one(gate.of(house.ben, house.ada.person, "meeting"), meeting.pk)
    assert (shown.answer.code, shown.answer.words) == ("differently", "The bus was late")
    assert [one.words for one in shown.sentences] == ["I was not late", "She was late"]
    assert written.unanswered(own) == []


def test_differently_needs_words_and_ben_cannot_answer_for_her(house, own, meeting):
    with pytest.raises(NotPossible):
        answers.answer(own, meeting, answer=Answer.DIFFERENTLY)
    bens = gate.of(house.ben, house.ada.person, "meeting")
    with pytest.raises(NotThere):
        answers.answer(bens, meeting, answer=Answer.HOW_IT_WAS)
    answers.answer(bens, meeting, answer=Answer.HOW_IT_WAS, said_by=house.ada.person)


def test_a_sentence_left_out_is_destroyed_and_that_it_was_stays(house, own, meeting):
    answers.leave_out(own, specialists(meeting))
    row = specialists(meeting)
    assert (row.__dict__["words"], row.__dict__["for_review"]) == (None, None)
    translation.activate("en")
    page = house.client(house.ben).get(f"/meetings/{meeting.pk}/").content.decode()
    assert "Left out at Ada’s wish." in page
    assert "She was late" not in page


def test_in_a_payers_note_it_is_a_wish_that_must_be_answered(house, own):
    with scene():
        Organisation.objects.filter(pk=house.here.id).update(written="full_note")
    meeting = filed(house)
    wish = answers.leave_out(own, specialists(meeting), why="It was the bus")
    assert answers.leave_out(own, specialists(meeting)).pk == wish.pk
    bens = gate.of(house.ben, house.ada.person, "meeting")
    assert written.wishes_to_answer(bens) == [(meeting.pk, house.ada.person)]
    with pytest.raises(NotThere):
        answers.answer_wish(own, written.wish_row(own, meeting.pk, wish.pk), leave_it_out=True)
    with pytest.raises(NotPossible):
        answers.answer_wish(bens, written.wish_row(bens, meeting.pk, wish.pk), leave_it_out=False)
    answers.answer_wish(bens, written.wish_row(bens, meeting.pk, wish.pk), leave_it_out=True)
    assert specialists(meeting).left_out_at is not None
    assert written.wishes_to_answer(bens) == []


def test_what_was_filed_is_only_added_to(house, own, meeting):
    answers.add(own, meeting, words="Ben waited for me")
    shown = written.one(own, meeting.pk)
    assert [(one.name, one.words) for one in shown.additions] == [("Ada", "Ben waited for me")]


def test_mina_reads_only_what_is_put_up(house, own, meeting):
    team = gate.my_team(house.mina)
    assert written.up_for_review(team) == []
    with pytest.raises(NotThere):
        written.one(team, meeting.pk)
    answers.answer(own, meeting, answer=Answer.DIFFERENTLY, words="The bus was late")
    review.put_up(own, meeting)
    answers.add(own, meetings.row(own, meeting.pk), words="Later")
    (shown,) = written.up_for_review(team)
    assert [one.words for one in shown.sentences] == ["I was not late", "She was late"]
    assert (shown.answer.words, shown.additions[0].words) == ("The bus was late", "Later")
    review.take_back(own, meetings.row(own, meeting.pk))
    assert written.up_for_review(team) == []
    assert not Sentence.objects.exclude(for_review=None).exists()


PAGES = ["", "differently/", "add/", "leave-out/{sentence}/"]


@pytest.mark.parametrize("who", ["dov", "cleo", "ruth", "mina", "mo"])
def test_for_everyone_else_it_is_not_there(house, meeting, who):
    client = house.client(getattr(house, who))
    sentence = specialists(meeting).pk
    for page in [*PAGES, "wish/{sentence}/"]:
        address = f"/meetings/{meeting.pk}/{page.format(sentence=sentence)}"
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"words": "x"}).status_code == 404, address
    assert client.post(f"/meetings/{meeting.pk}/how-it-was/").status_code == 404
    assert client.get(f"/meetings/of/{house.ada.person}/").status_code == 404


@pytest.mark.parametrize("who", ["ada", "ben"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_two_open_every_page_in_both_languages(house, meeting, who, language):
    client = house.client(getattr(house, who))
    client.cookies["language"] = language
    for page in PAGES:
        answer = client.get(f"/meetings/{meeting.pk}/{page.format(sentence=specialists(meeting).pk)}")
        assert answer.status_code == 200
    assert client.get("/meetings/" if who == "ada" else f"/meetings/of/{house.ada.person}/").status_code == 200


def test_ada_answers_on_bens_phone(house, meeting):
    house.client(house.ben).post(f"/meetings/{meeting.pk}/how-it-was/", {"once": "k"})
    shown = written.one(gate.mine(house.ada), meeting.pk)
    assert shown.answer.code == "how_it_was"


def test_full_notes_wish_goes_through_the_pages(house):
    translation.activate("en")
    with scene():
        Organisation.objects.filter(pk=house.here.id).update(written="full_note")
    meeting = filed(house)
    house.client(house.ada).post(f"/meetings/{meeting.pk}/leave-out/{specialists(meeting).pk}/", {"words": "The bus"})
    ben, wish = house.client(house.ben), LeaveOut.objects.get()
    assert "asked to leave this out" in ben.get(f"/meetings/{meeting.pk}/").content.decode()
    ben.post(f"/meetings/{meeting.pk}/wish/{wish.pk}/", {"words": "The payer asks for it", "choice": "stays"})
    page = house.client(house.ada).get(f"/meetings/{meeting.pk}/").content.decode()
    assert "The payer asks for it" in page
    assert "She was late" in page


def test_the_list_asks_a_fixed_number_of_questions(house, meeting, django_assert_max_num_queries):
    for _again in range(5):
        filed(house)
    ada = house.client(house.ada)
    with django_assert_max_num_queries(11):
        ada.get("/meetings/")


def test_whoever_she_shut_out_finds_nothing_any_more(house, meeting):
    review.put_up(gate.mine(house.ada), meeting)
    for shut_out in (house.ben, house.mina):
        consent.shut_out(gate.mine(house.ada), shut_out.person)
    ben = house.client(house.ben)
    assert ben.get(f"/meetings/{meeting.pk}/").status_code == 404
    assert ben.get(f"/meetings/with/{house.ada.person}/").status_code == 404
    assert ben.post(f"/meetings/{meeting.pk}/add/", {"words": "x"}).status_code == 404
    assert written.up_for_review(gate.my_team(house.mina)) == []
