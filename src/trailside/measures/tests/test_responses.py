"""Ten sentences: kept on the way, kept for good, shown to me first."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from trailside.consent import gate
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger import acting
from trailside.ledger.models import Draft, Entry
from trailside.measures.actions import responses
from trailside.measures.models import NotNow, Response, SharedResponse
from trailside.measures.reads import responses as reads
from trailside.measures.rules.instruments import instrument
from trailside.measures.rules.offering import Offer
from trailside.measures.rules.wobble import Difference

GSE = instrument("gse-10")


def answered(step: int) -> dict[str, int | None]:
    return dict.fromkeys(GSE.codes, step)


def test_answers_are_put_by_one_at_a_time_without_an_entry(house):
    sight, before = gate.mine(house.ada), Entry.objects.count()
    responses.put_by(sight, GSE, "en", {"gse01": 3})
    responses.put_by(sight, GSE, "es", {"gse02": None})
    begun = reads.begun(gate.mine(house.ada), GSE)
    assert begun.answers == {"gse01": 3, "gse02": None}
    assert Entry.objects.count() == before
    assert b"gse" not in bytes(Draft.objects.get().words.raw)


def test_kept_the_answers_are_sealed_and_the_sum_is_coded(house):
    sight = gate.mine(house.ada)
    responses.put_by(sight, GSE, "es", {**answered(3), "gse10": None})
    row = responses.keep(sight, GSE, "en")
    assert (row.total, row.answered, row.chose_not_to, row.day, row.language) == (Decimal(30), 9, 1, 0, "es")
    assert row.answers.read_json(sight)["gse10"] is None
    assert not Draft.objects.exists()
    assert "gse-10" in Entry.objects.get(verb="measures.sentences_answered").coded


def test_four_left_out_give_no_sum_and_are_kept_all_the_same(house):
    given = {**answered(3), **dict.fromkeys(GSE.codes[:4])}
    row = responses.keep(gate.mine(house.ada), GSE, "en", given)
    assert (row.total, row.answered, row.chose_not_to) == (None, 6, 4)
    assert reads.times(gate.mine(house.ada), GSE)[0].said is Difference.NO_SUM


def test_nothing_answered_is_nothing_kept(house):
    with pytest.raises(NotPossible, match="nothing to keep"):
        responses.keep(gate.mine(house.ada), GSE, "en", dict.fromkeys(GSE.codes))


@pytest.mark.parametrize("answers", [{"gse01": 9}, {"nonsense": 1}])
def test_an_answer_that_does_not_exist_is_refused(house, answers):
    for act in (responses.put_by, responses.keep):
        with pytest.raises(NotPossible, match="not one of those"):
            act(gate.mine(house.ada), GSE, "en", answers)
    assert not Draft.objects.exists()


def test_each_time_is_compared_with_the_last_that_had_a_sum(house):
    for at, given in enumerate((answered(2), dict.fromkeys(GSE.codes, 2) | {"gse01": 4}, {"gse01": 1}, answered(3))):
        with time_machine.travel(clock.now() + timedelta(days=40 * at)):
            responses.keep(gate.mine(house.ada), GSE, "en", given)
    said = [one.said for one in reads.times(gate.mine(house.ada), GSE)]
    assert said == [Difference.FIRST, Difference.SAME, Difference.NO_SUM, Difference.SAME]
    with time_machine.travel(clock.now() + timedelta(days=300)):
        responses.keep(gate.mine(house.ada), GSE, "en", answered(4))
    assert reads.times(gate.mine(house.ada), GSE)[-1].said is Difference.AGREED_MORE


def test_offered_from_the_second_meeting_until_day_30_and_two_not_nows_end_it(house):
    def offered(meetings, days):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            return reads.offer(gate.mine(house.ada), GSE, meetings=meetings)

    assert [offered(1, 5), offered(2, 5), offered(2, 31)] == [Offer.NOT_NOW, Offer.FIRST_TIME, Offer.NOT_NOW]
    responses.say_not_now(gate.mine(house.ada), GSE)
    assert [offered(2, 5), offered(2, 8)] == [Offer.NOT_NOW, Offer.FIRST_TIME]
    with time_machine.travel(clock.now() + timedelta(days=8)):
        responses.say_not_now(gate.mine(house.ada), GSE)
    assert offered(2, 20) is Offer.NOT_NOW
    assert NotNow.objects.count() == 2


def test_somebody_whom_nobody_walks_with_is_offered_nothing(house):
    assert reads.offer(gate.mine(house.mo), GSE, meetings=9) is Offer.NOT_NOW


def test_shown_to_me_first_and_to_ben_when_i_tap_share(house):
    row = responses.keep(gate.mine(house.ada), GSE, "en", answered(3))
    bens = gate.of(house.ben, house.ada.person, "plan")
    assert reads.shared_by(bens, house.ada.person, GSE) == []
    responses.share(gate.mine(house.ada), row.pk, with_person=house.ben.person)
    assert [one.total for one in reads.shared_by(bens, house.ada.person, GSE)] == [Decimal(30)]
    with pytest.raises(NotThere):
        Response.objects.get().answers.read_json(bens)
    responses.stop_sharing(gate.mine(house.ada), row.pk, with_person=house.ben.person)
    assert reads.shared_by(bens, house.ada.person, GSE) == []


def test_the_stranger_sees_and_shares_nothing(house):
    row = responses.keep(gate.mine(house.ada), GSE, "en", answered(3))
    for stranger in (house.cleo, house.dov, house.ben):
        assert reads.times(gate.mine(stranger), GSE) == []
        with pytest.raises(NotThere):
            responses.share(gate.mine(stranger), row.pk, with_person=house.ben.person)
        with pytest.raises(NotThere):
            reads.shared_by(gate.mine(stranger), house.ada.person, GSE)
    for not_hers in (house.ruth, house.mina):
        with pytest.raises(NotThere):
            responses.share(gate.mine(house.ada), row.pk, with_person=not_hers.person)
    assert not SharedResponse.objects.exists()


def test_all_or_nothing(house, monkeypatch):
    responses.put_by(gate.mine(house.ada), GSE, "en", answered(3))
    monkeypatch.setattr(acting.Entry.objects, "bulk_create", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        responses.keep(gate.mine(house.ada), GSE, "en")
    assert not Response.objects.exists()
    assert Draft.objects.exists()


@pytest.mark.parametrize("code", ["phq-9", "mirc-28", "who-5", "../settings"])
def test_what_may_not_be_offered_does_not_exist(code):
    with pytest.raises(NotThere):
        reads.open_instrument(code)
