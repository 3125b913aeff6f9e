"""What is drawn, what shares a turn, what is said in words only."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trailside.journey.rules.marks import MOST_SIGNS_A_MONTH, Kind, Mark, Turn, by_month, kind_of, signs

TODAY = date(2026, 11, 20)
MARKS = st.lists(
    st.builds(
        Mark, kind=st.sampled_from(Kind), on=st.dates(TODAY - timedelta(days=400), TODAY), words=st.text(max_size=9)
    ),
    max_size=60,
)


def hard(day: int, month: int = 8) -> Mark:
    return Mark(Kind.HARD, date(2026, month, day))


def test_two_hard_days_in_one_week_share_one_turn() -> None:
    drawn = signs([hard(9), hard(12), hard(21)], TODAY)
    assert drawn == (Turn((hard(9), hard(12))), Turn((hard(21),)))


def test_a_turn_never_grows_longer_than_a_week() -> None:
    assert len(signs([hard(1), hard(5), hard(9), hard(13)], TODAY)) == 2


def test_what_is_noted_is_never_a_sign_and_the_day_after_today_is_not_drawn() -> None:
    assert signs([Mark(Kind.NOTED, TODAY), Mark(Kind.STEP, TODAY + timedelta(days=1))], TODAY) == ()


def test_a_full_month_keeps_wins_before_steps_and_a_hard_day_hides_neither() -> None:
    month = [Mark(Kind.STEP, date(2026, 9, day)) for day in range(1, 9)]
    drawn = signs([*month, Mark(Kind.WIN, date(2026, 9, 25)), hard(28, 9)], TODAY)
    assert [kind_of(one) for one in drawn] == [Kind.STEP] * 5 + [Kind.WIN, Kind.HARD]


def test_the_words_begin_with_the_newest_month() -> None:
    said = by_month([hard(9), Mark(Kind.WIN, date(2026, 11, 2)), hard(21)])
    assert [(first, len(marks)) for first, marks in said] == [(date(2026, 11, 1), 1), (date(2026, 8, 1), 2)]
    assert said[1][1][0] == hard(21)


@given(MARKS)
def test_everything_is_in_words_and_signs_are_few_and_in_order(marks: list[Mark]) -> None:
    assert sum(len(month) for _, month in by_month(marks)) == len(marks)
    drawn = signs(marks, TODAY)
    assert list(drawn) == sorted(drawn, key=lambda one: one.on)
    months = [(one.on.year, one.on.month) for one in drawn if not isinstance(one, Turn)]
    assert all(months.count(month) <= MOST_SIGNS_A_MONTH for month in months)


@given(MARKS)
def test_every_hard_day_is_on_some_turn(marks: list[Mark]) -> None:
    turned = [day for one in signs(marks, TODAY) if isinstance(one, Turn) for day in one.marks]
    assert sorted(day.on for day in turned) == sorted(mark.on for mark in marks if mark.kind is Kind.HARD)
