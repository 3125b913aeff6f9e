"""Was this all right? Ada says no to a look of Ben's; Pia answers by a day; Ada reads it. And who tried in vain."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from trailside.consent import gate, reads, refusals
from trailside.consent.actions import answers as actions
from trailside.consent.actions import let_in, shut_out
from trailside.consent.actions import refused as refused_actions
from trailside.consent.models import Answer, Refused
from trailside.consent.reads import answers, refused
from trailside.consent.rules import Finding, Refusal, work_days_after
from trailside.kit.errors import NotPossible, NotThere

LOOKED = "/my-record/who-looked/"


@pytest.fixture
def house(house):
    refusals.taken()
    return house.with_every_role()


def looked_and_said(house, right="no", purpose="plan"):
    house.client(house.ben).get(f"/people/{house.ada.person}/")
    browser = house.client(house.ada)
    page = browser.get(LOOKED)
    month = page.context["month"].code
    said = {"right": right, "purpose": purpose, "listed": "", "month": month}
    return browser.post(f"/my-record/right/{house.ben.person}/", said)


def test_a_no_has_a_day_and_reaches_the_privacy_officer_and_the_answer_comes_back(house):
    sent = looked_and_said(house)
    row = Answer.objects.get()
    assert sent["Location"] == f"/my-record/answers/{row.pk}/" and row.due is not None
    ada, pia = house.client(house.ada), house.client(house.pia)
    ada.post(sent["Location"], {"words": "I never met him on Tuesday"})
    listed = pia.get("/privacy/").content.decode()
    assert "Ada" in listed and "Ben" in listed
    page = pia.get(f"/privacy/{row.pk}/").content.decode()
    assert "I never met him on Tuesday" in page
    pia.post(f"/privacy/{row.pk}/", {"finding": "not_right", "words": "He opened the wrong page. We spoke with him."})
    assert "He opened the wrong page" in ada.get(sent["Location"]).content.decode()
    assert "has answered you" in ada.get("/today/").content.decode()
    assert "Nothing waits" in pia.get("/privacy/").content.decode()
    looked = ada.get(LOOKED).content.decode()
    assert "<strong>Pia</strong>" in looked, "the officer's own look stands there too"


def test_a_yes_is_kept_and_asked_again_only_after_a_new_look(house):
    assert looked_and_said(house, "yes")["Location"].startswith(LOOKED)
    month = house.client(house.ada).get(LOOKED).context["month"]
    (line,) = [one for one in reads.who_looked(gate.mine(house.ada), month.since, month.until) if one.purpose == "plan"]
    assert not line.asks and line.answer.right and line.answer.due is None
    assert gate.officer(house.pia).persons == {}


def test_nobody_else_reads_it(house):
    looked_and_said(house)
    row = Answer.objects.get()
    for who in (house.ben, house.mina, house.mo, house.cleo, house.vera, house.eli, house.oma):
        with pytest.raises(NotThere):
            gate.officer(who)
    with pytest.raises(NotThere):
        answers.waiting_one(gate.officer(house.dov), row.pk)
    with pytest.raises(NotThere):
        answers.one_of_mine(gate.mine(house.cleo), row.pk)
    with pytest.raises(NotPossible):
        actions.settle(gate.officer(house.pia), row.pk, finding=Finding.NOT_RIGHT, words=" ")


def test_a_line_that_is_not_there_cannot_be_answered(house):
    browser = house.client(house.ada)
    said = {"right": "no", "purpose": "plan", "listed": "", "month": "2026-01"}
    assert browser.post(f"/my-record/right/{house.dov.person}/", said).status_code == 404
    assert browser.post(f"/my-record/right/{house.ben.person}/", {}).status_code == 404


def test_the_officer_never_answers_about_a_look_of_their_own_nor_for_someone_who_shut_them_out(house):
    looked_and_said(house)
    house.client(house.pia).get("/privacy/")
    month = house.client(house.ada).get(LOOKED).context["month"].code
    own = {"right": "no", "purpose": "privacy", "listed": "", "month": month}
    house.client(house.ada).post(f"/my-record/right/{house.pia.person}/", own)
    assert [one.who for one in answers.waiting(gate.officer(house.pia))] == [house.ben.person]
    shut_out(gate.mine(house.ada), house.pia.person)
    assert gate.officer(house.pia).persons == {}
    let_in(gate.mine(house.ada), house.pia.person)


def test_a_manager_stands_in_while_nobody_is_privacy_officer(house):
    with pytest.raises(NotThere):
        gate.officer(house.mo)
    assert gate.officer(house.dov)


@pytest.mark.parametrize(("day", "count", "due"), [(20, 2, 24), (18, 2, 20), (20, 5, 27), (21, 1, 23)])
def test_work_days(day, count, due):
    assert work_days_after(date(2026, 11, day), count) == date(2026, 11, due)


def kinds():
    refused_actions.keep()
    return {(row.kind, row.organisation_id): row.times for row in Refused.objects.all()}


def test_refused_tries_are_written_by_kind_without_a_word_and_not_for_whoever_tried(house):
    ada, here, there = house.ada.person, house.here.id, house.there.id
    assert house.client(house.noah).get(f"/people/{ada}/").status_code == 404
    assert house.client(house.ruth).get(f"/people/{ada}/").status_code == 404
    assert house.client(house.cleo).get(f"/people/{ada}/").status_code == 404
    assert house.client(house.dov).get(f"/people/{ada}/").status_code == 404
    for _ in range(5):
        assert house.client(house.rita).get(f"/people/{uuid4()}/").status_code == 404
    assert kinds() == {
        (Refusal.NEVER, here): 1,
        (Refusal.NOT_THEIRS, here): 1,
        (Refusal.OTHER_HOUSE, there): 1,
        (Refusal.FROM_OUTSIDE, here): 1,
        (Refusal.GUESS, here): 5,
    }
    seen = {(one.name, one.kind) for one in refused.lately(gate.officer(house.pia))}
    assert seen == {
        ("Noah", "never"),
        ("Ruth", "not_theirs"),
        (None, "not_theirs"),
        (None, "from_outside"),
        ("Rita", "guess"),
    }
    page = house.client(house.pia).get("/privacy/").content.decode()
    assert "Noah" in page and "Someone who takes part" in page
    assert "Ada" not in page and "Cleo" not in page
    house.client(house.pia).get(f"/people/{ada}/")
    refused_actions.keep()
    assert "Pia" not in house.client(house.pia).get("/privacy/").content.decode()


def test_not_there_asks_the_same_of_the_database_for_someone_and_for_nobody(house, django_assert_max_num_queries):
    counted = []
    for who in (house.ada.person, uuid4()):
        with django_assert_max_num_queries(20) as asked, pytest.raises(NotThere):
            gate.of(house.noah, who, "plan")
        counted.append([query["sql"].split("WHERE")[0] for query in asked.captured_queries])
    assert counted[0] == counted[1]
