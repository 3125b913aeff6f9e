"""The line goes on: never back, never broken, never lowered by a hard day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trailside.journey.rules.marks import Kind, Mark, Sign, Turn, signs
from trailside.journey.rules.way import HAIRPIN, ROOM, SHORTEST, SWAY, Way, curve, months_between, trace, way

TODAY = date(2026, 11, 20)
BEGAN = TODAY - timedelta(days=300)
DAYS = st.dates(BEGAN, TODAY)
CALM = st.lists(st.builds(Mark, kind=st.sampled_from([Kind.STEP, Kind.WIN, Kind.GOAL]), on=DAYS), max_size=40)
HARD = st.lists(st.builds(Mark, kind=st.just(Kind.HARD), on=DAYS), max_size=20)


def lay(*marks: Mark, phase: float = 0.3) -> Way:
    return way(signs(marks, TODAY), BEGAN, TODAY, phase)


@given(CALM, HARD, st.floats(0, 1))
def test_the_drawn_line_never_goes_back_and_never_leaves_its_bed(
    calm: list[Mark], hard: list[Mark], phase: float
) -> None:
    laid = lay(*calm, *hard, phase=phase)
    points = trace(laid.stops)
    assert all(later[0] >= earlier[0] for earlier, later in pairwise(points))
    assert all(abs(across) <= max(HAIRPIN, SWAY) + 1e-6 for _, across in points)
    assert all(end[0] == stop.along for (_, _, end), stop in zip(curve(laid.stops), laid.stops[1:], strict=True))


@given(CALM, HARD)
def test_a_hard_day_never_lowers_the_trail(calm: list[Mark], hard: list[Mark]) -> None:
    assert lay(*calm, *hard).length >= lay(*calm).length - 1e-6


@given(CALM, HARD)
def test_every_sign_lies_on_the_line_in_order_with_room_between(calm: list[Mark], hard: list[Mark]) -> None:
    drawn = signs([*calm, *hard], TODAY)
    stops = [stop for stop in lay(*calm, *hard).stops if stop.sign is not None]
    assert tuple(stop.sign for stop in stops) == drawn
    assert all(later.along - earlier.along >= ROOM - 1e-6 for earlier, later in pairwise(stops))


@given(HARD)
def test_each_turn_is_a_hairpin_to_the_other_side(hard: list[Mark]) -> None:
    turns = [stop.across for stop in lay(*hard).stops if isinstance(stop.sign, Turn)]
    assert all(abs(across) == HAIRPIN for across in turns)
    assert all(later == -earlier for earlier, later in pairwise(turns))


@given(CALM, HARD, DAYS, DAYS)
def test_days_lie_on_the_line_in_their_order(calm: list[Mark], hard: list[Mark], one: date, other: date) -> None:
    laid = lay(*calm, *hard)
    early, late = sorted((one, other))
    assert 0 <= laid.along_on(early) <= laid.along_on(late) <= laid.length


def test_the_first_day_is_a_trail_too() -> None:
    laid = way((), TODAY, TODAY)
    assert laid.length == SHORTEST
    assert laid.along_on(TODAY) == 0


def test_a_month_is_about_135_units() -> None:
    assert lay().along_on(date(2026, 10, 1)) - lay().along_on(date(2026, 9, 1)) == pytest.approx(133, abs=3)


@pytest.mark.parametrize(
    "drawn", [(Mark(Kind.STEP, BEGAN - timedelta(days=1)),), (Mark(Kind.STEP, TODAY + timedelta(days=1)),)]
)
def test_a_sign_outside_of_the_days_is_refused(drawn: tuple[Sign, ...]) -> None:
    with pytest.raises(ValueError, match="in order"):
        way(drawn, BEGAN, TODAY)


def test_months_begin_with_the_first_day() -> None:
    assert months_between(date(2026, 9, 14), TODAY) == (date(2026, 9, 14), date(2026, 10, 1), date(2026, 11, 1))
