"""The picture of the sums: everything in it, nothing joined, nothing hidden."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from trailside.measures.rules.climb import APART, Time, climb
from trailside.measures.rules.instruments import instrument
from trailside.measures.rules.wobble import wobble_of

GSE = instrument("gse-10")
RETEST = wobble_of(GSE)
APRIL = date(2026, 4, 14)
TIMES = st.lists(
    st.builds(
        Time,
        on=st.dates(APRIL, APRIL + timedelta(days=900)),
        total=st.one_of(st.none(), st.decimals(10, 40, places=3)),
    ),
    max_size=30,
).map(lambda times: sorted(times, key=lambda time: time.on))


def test_four_times_as_the_design_draws_them() -> None:
    assert RETEST
    times = [Time(APRIL, Decimal(22)), Time(date(2026, 9, 1), None), Time(date(2026, 11, 16), Decimal(29))]
    shown = climb(times, GSE, RETEST, 640)
    assert [point for _, point in shown.rules] == [10, 20, 30, 40]
    assert [one.dot is None for one in shown.capsules] == [False, True, False]
    assert shown.capsules[0].x == 64
    assert shown.capsules[-1].x == 600
    assert round(shown.capsules[0].tall) == round(11.8 * (286 - 40) / 30)


@given(TIMES, st.sampled_from([350, 640]))
def test_capsules_lie_in_the_picture_in_order_with_room_between(times: list[Time], width: int) -> None:
    assert RETEST
    shown = climb(times, GSE, RETEST, width)
    assert [one.on for one in shown.capsules] == [time.on for time in times[-len(shown.capsules) :]][: len(times)]
    assert all(later.x - earlier.x >= APART - 0.2 for earlier, later in pairwise(shown.capsules))
    assert all(one.left > 40 and one.left + 34 < width for one in shown.capsules)
    assert all(40 <= one.top <= one.top + one.tall <= 286.1 for one in shown.capsules)
