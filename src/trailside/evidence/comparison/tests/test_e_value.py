"""E-values: the published examples of VanderWeele & Ding (2017)."""

import pytest

from trailside.evidence.comparison import EValue, of_difference, of_ratio


def test_breast_feeding_and_respiratory_death():
    # RR 3.9 (1.8 to 8.7): E-value 7.26 for the estimate, 3.0 for the limit.
    found = of_ratio(3.9, 1.8, 8.7)
    assert (found.point, found.limit) == pytest.approx((7.26, 3.0), abs=0.005)


def test_a_protective_ratio_is_turned_round():
    # Their second example: RR 0.80 (0.71 to 0.91), E-value 1.81 and 1.43.
    found = of_ratio(0.80, 0.71, 0.91)
    assert (found.point, found.limit) == pytest.approx((1.81, 1.43), abs=0.01)
    assert of_ratio(1.25, 1 / 0.91, 1 / 0.71) == EValue(pytest.approx(found.point), pytest.approx(found.limit))


def test_no_effect_needs_no_hidden_cause():
    assert of_ratio(1.2, 0.9, 1.6).limit == 1
    assert "no effect" in of_ratio(1.2, 0.9, 1.6).says().en
    assert "3.00 times would bring" in of_ratio(3.9, 1.8, 8.7).says().en


def test_odds_hazards_and_differences_go_through_risk_ratios():
    assert of_ratio(4.0, 2.25, 9.0, "odds ratio").point == pytest.approx(of_ratio(2.0, 1.5, 3.0).point)
    assert of_ratio(1.0, 1.0, 1.0, "hazard ratio").point == pytest.approx(1.0)
    assert of_ratio(2.0, 1.5, 3.0, "hazard ratio").point < of_ratio(2.0, 1.5, 3.0).point
    assert of_difference(0.0, 0.1).limit == 1
    assert of_difference(0.5, 0.1).point == pytest.approx(of_ratio(1.5762, 1.3, 1.9).point, abs=1e-3)
    with pytest.raises(ValueError, match="between its limits"):
        of_ratio(2.0, 3.0, 4.0)
