"""Offered, never pressed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trailside.measures.rules.offering import Asked, Offer, day_of_support, offer

TODAY = date(2026, 11, 20)


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=one) for one in days]


@pytest.mark.parametrize(
    ("meetings", "day", "said"),
    [
        (0, 3, Offer.NOT_NOW),
        (1, 3, Offer.NOT_NOW),
        (2, 3, Offer.FIRST_TIME),
        (5, 30, Offer.FIRST_TIME),
        (2, 31, Offer.NOT_NOW),
    ],
)
def test_the_first_time_lies_between_the_second_meeting_and_day_30(meetings: int, day: int, said: Offer) -> None:
    assert offer(meetings=meetings, day=day, today=TODAY, asked=Asked()) is said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(said_not_now_on=ago(0)), Offer.NOT_NOW),
        (Asked(said_not_now_on=ago(6)), Offer.NOT_NOW),
        (Asked(said_not_now_on=ago(7)), Offer.FIRST_TIME),
        (Asked(said_not_now_on=ago(20, 10)), Offer.NOT_NOW),
    ],
)
def test_one_not_now_rests_a_week_and_two_end_the_asking(asked: Asked, said: Offer) -> None:
    assert offer(meetings=3, day=25, today=TODAY, asked=asked) is said


@pytest.mark.parametrize(
    ("answered", "not_now", "said"),
    [
        ([10], [], Offer.NOT_NOW),
        ([89], [], Offer.NOT_NOW),
        ([90], [], Offer.AGAIN),
        ([120], [], Offer.AGAIN),
        ([121], [], Offer.NOT_NOW),
        ([200, 95], [], Offer.AGAIN),
        ([95], [110, 105], Offer.AGAIN),
        ([110], [18, 10], Offer.NOT_NOW),
    ],
)
def test_again_after_three_months_and_an_answer_forgets_older_not_nows(
    answered: list[int], not_now: list[int], said: Offer
) -> None:
    asked = Asked(answered_on=ago(*answered), said_not_now_on=ago(*not_now))
    assert offer(meetings=9, day=210, today=TODAY, asked=asked) is said


@given(st.integers(0, 1), st.integers(0, 4000))
def test_never_at_a_first_meeting(meetings: int, day: int) -> None:
    assert offer(meetings=meetings, day=day, today=TODAY, asked=Asked()) is Offer.NOT_NOW


def test_the_first_day_is_nought_and_time_before_it_does_not_exist() -> None:
    assert day_of_support(TODAY, TODAY) == 0
    with pytest.raises(ValueError, match="begun"):
        day_of_support(TODAY, TODAY - timedelta(days=1))
