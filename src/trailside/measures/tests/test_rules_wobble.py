"""Only what is more than the measure's own wobble is called a change."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trailside.measures.rules.instruments import instrument
from trailside.measures.rules.wobble import Difference, band, difference, wobble_of

GSE = instrument("gse-10")
RETEST = wobble_of(GSE)
ALPHA = wobble_of(GSE, "alpha")
SUMS = st.decimals(min_value=10, max_value=40, places=3)


def test_the_two_forms_are_the_published_ones() -> None:
    assert RETEST and ALPHA
    assert (RETEST.printed_sem, RETEST.either_way, round(RETEST.counts, 1)) == (3.0, 5.9, 8.4)
    assert (round(ALPHA.sem, 2), round(ALPHA.counts, 2)) == (1.99, 5.52)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (None, "22", Difference.FIRST),
        ("22", None, Difference.NO_SUM),
        (None, None, Difference.NO_SUM),
        ("22", "22", Difference.SAME),
        ("22", "30", Difference.SAME),
        ("22", "30.399", Difference.SAME),
        ("22", "30.4", Difference.AGREED_MORE),
        ("22", "31", Difference.AGREED_MORE),
        ("31", "22", Difference.AGREED_LESS),
        ("31", "23", Difference.SAME),
    ],
)
def test_eight_points_are_about_the_same_and_nine_are_not(
    before: str | None, now: str | None, said: Difference
) -> None:
    earlier, later = (Decimal(one) if one else None for one in (before, now))
    assert difference(later, earlier, RETEST) is said


def test_a_measure_without_a_known_wobble_claims_neither_change_nor_sameness() -> None:
    assert wobble_of(instrument("ucla-3")) is None
    assert difference(Decimal(9), Decimal(3), None) is Difference.NOT_KNOWN


@given(SUMS, SUMS)
def test_swapping_the_two_times_swaps_the_words(one: Decimal, other: Decimal) -> None:
    mirror = {Difference.AGREED_MORE: Difference.AGREED_LESS, Difference.AGREED_LESS: Difference.AGREED_MORE}
    there = difference(one, other, RETEST)
    assert difference(other, one, RETEST) is mirror.get(there, there)


@given(SUMS)
def test_the_band_holds_the_sum_and_stays_on_the_scale(total: Decimal) -> None:
    assert RETEST
    low, high = band(total, RETEST, GSE)
    assert 10 <= low <= float(total) <= high <= 40
