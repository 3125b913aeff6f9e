"""A check-in is mine alone until I share it with a name."""

from uuid import uuid4

import pytest

from trailside.consent import gate
from trailside.consent.actions import shut_out
from trailside.kit.errors import AlreadyDone, NotPossible, NotThere
from trailside.ledger import acting
from trailside.ledger.models import Entry, Look
from trailside.ledger.once import Once
from trailside.measures.actions import check_ins
from trailside.measures.models import CheckIn, SharedCheckIn
from trailside.measures.reads import check_ins as reads
from trailside.measures.rules.checkin import CheckInSaid

SAID = CheckInSaid(day=6, handle=0, word="Rain, and I went anyway.")


@pytest.fixture
def hers(house) -> CheckIn:
    return check_ins.keep(gate.mine(house.ada), SAID)


def test_it_is_kept_sealed_and_nothing_of_it_stands_in_clear(house, hers):
    row = CheckIn.objects.get()
    assert (row.day, row.connected, row.handle) == (None, None, None)
    assert b"Rain" not in bytes(row.said.raw)
    seen = reads.mine(gate.mine(house.ada))[0]
    assert (seen.day, seen.connected, seen.handle, seen.word) == (6, None, 0, "Rain, and I went anyway.")
    assert seen.is_mine_alone


def test_it_leaves_an_entry_without_words_or_numbers(house, hers):
    entry = Entry.objects.get(verb="measures.checked_in")
    assert (entry.by, entry.about, bool(entry.coded)) == (house.ada.person, house.ada.person, False)


def test_nothing_said_is_nothing_kept(house):
    with pytest.raises(NotPossible, match="something to keep"):
        check_ins.keep(gate.mine(house.ada), CheckInSaid(word=" "))
    assert not CheckIn.objects.exists()


def test_a_second_tap_keeps_one(house):
    once = Once("tap", "body")
    first = check_ins.keep(gate.mine(house.ada), SAID, once=once)
    with pytest.raises(AlreadyDone, match=str(first.pk)):
        check_ins.keep(gate.mine(house.ada), SAID, once=once)
    assert CheckIn.objects.count() == 1


def test_nobody_reads_it_before_it_is_shared(house, hers):
    assert reads.shared_with_me(gate.of(house.ben, house.ada.person, "desk")) == []
    with pytest.raises(NotThere):
        CheckIn.objects.get().said.read_json(gate.of(house.ben, house.ada.person, "desk"))


def test_shared_with_ben_he_reads_it_and_she_sees_that_he_looked(house, hers):
    check_ins.share(gate.mine(house.ada), hers.pk, with_person=house.ben.person)
    seen = reads.shared_with_me(gate.my_people(house.ben))
    assert [(one.day, one.handle, one.word) for one in seen] == [(6, 0, "Rain, and I went anyway.")]
    assert reads.mine(gate.mine(house.ada))[0].shared_with == (house.ben.person,)
    assert str(house.ben.person) in Entry.objects.get(verb="measures.check_in_shared").coded
    assert not Look.objects.exists()  # written before the first byte of his page, not before


def test_it_is_never_shared_with_someone_who_does_not_walk_with_her(house, hers):
    for stranger in (house.ruth, house.mina, house.cleo, house.dov):
        with pytest.raises(NotThere):
            check_ins.share(gate.mine(house.ada), hers.pk, with_person=stranger.person)
    assert not SharedCheckIn.objects.exists()


def test_sharing_twice_is_sharing_once(house, hers):
    for _ in range(2):
        check_ins.share(gate.mine(house.ada), hers.pk, with_person=house.ben.person)
    assert SharedCheckIn.objects.count() == 1
    assert Entry.objects.filter(verb="measures.check_in_shared").count() == 1


def test_taken_back_it_is_hers_alone_again(house, hers):
    check_ins.share(gate.mine(house.ada), hers.pk, with_person=house.ben.person)
    check_ins.stop_sharing(gate.mine(house.ada), hers.pk, with_person=house.ben.person)
    row = CheckIn.objects.get()
    assert (row.day, row.handle) == (None, None)
    assert reads.shared_with_me(gate.my_people(house.ben)) == []


def test_shut_out_he_reads_nothing_more(house, hers):
    check_ins.share(gate.mine(house.ada), hers.pk, with_person=house.ben.person)
    shut_out(gate.mine(house.ada), house.ben.person)
    assert reads.shared_with_me(gate.my_people(house.ben)) == []


def test_thrown_away_nothing_of_it_is_left(house, hers):
    check_ins.share(gate.mine(house.ada), hers.pk, with_person=house.ben.person)
    check_ins.throw_away(gate.mine(house.ada), hers.pk)
    assert not CheckIn.objects.exists()
    assert not SharedCheckIn.objects.exists()


@pytest.mark.parametrize("stranger", ["cleo", "ben", "dov"])
def test_the_stranger_touches_nothing(house, hers, stranger):
    sight = gate.mine(getattr(house, stranger))
    for act in (
        lambda: reads.my_one(sight, hers.pk),
        lambda: check_ins.share(sight, hers.pk, with_person=house.ruth.person),
        lambda: check_ins.stop_sharing(sight, hers.pk, with_person=house.ben.person),
        lambda: check_ins.throw_away(sight, hers.pk),
        lambda: check_ins.throw_away(sight, uuid4()),
    ):
        with pytest.raises(NotThere):
            act()
    assert CheckIn.objects.count() == 1


def test_all_or_nothing(house, hers, monkeypatch):
    monkeypatch.setattr(acting.Entry.objects, "bulk_create", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        check_ins.share(gate.mine(house.ada), hers.pk, with_person=house.ben.person)
    with pytest.raises(ZeroDivisionError):
        check_ins.keep(gate.mine(house.ada), SAID)
    assert not SharedCheckIn.objects.exists()
    assert (CheckIn.objects.count(), CheckIn.objects.get().day) == (1, None)


def test_a_long_list_opens_one_key(house, django_assert_num_queries):
    sight = gate.mine(house.ada)
    for _ in range(12):
        check_ins.keep(sight, SAID)
    with django_assert_num_queries(2):
        assert len(reads.mine(gate.mine(house.ada))) == 12
