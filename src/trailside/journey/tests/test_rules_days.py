"""Coming back is asked for kindly, once, and never counted."""

from datetime import date

import pytest

from trailside.journey.rules.days import Day, comes_back

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], None),
        ([(Day.HARD, date(2026, 11, 19))], date(2026, 11, 19)),
        ([(Day.USED, date(2026, 11, 19))], date(2026, 11, 19)),
        ([(Day.HARD, date(2026, 11, 20))], None),
        ([(Day.USED, date(2026, 11, 18)), (Day.BACK, date(2026, 11, 19))], None),
        ([(Day.BACK, date(2026, 11, 17)), (Day.HARD, date(2026, 11, 18))], date(2026, 11, 18)),
        ([(Day.HARD, date(2026, 11, 5))], None),
    ],
)
def test_you_are_back_is_said_from_the_next_morning_for_two_weeks(days, said) -> None:
    assert comes_back(days, TODAY) == said
