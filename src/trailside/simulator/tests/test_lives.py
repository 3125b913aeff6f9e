"""Made-up lives, on the whole, look like published ones; and each comes again from its seed."""

from datetime import UTC, datetime
from statistics import mean, stdev

import pytest

from trailside.simulator.rules.calibration import CALIBRATION, TRUTH, negative_binomial
from trailside.simulator.rules.life import Kind, life

SINCE, UNTIL = datetime(2024, 1, 1, tzinfo=UTC), datetime(2029, 12, 31, tzinfo=UTC)


def lived(number, **kwargs):
    given = {"seed": 7, "since": SINCE, "until": UNTIL, "workers": 40, "how": CALIBRATION, "truth": TRUTH} | kwargs
    return life(number, **given)


@pytest.fixture(scope="module")
def lives():
    return [lived(number) for number in range(3000)]


def test_the_same_seed_gives_the_same_life():
    assert lived(5) == lived(5)
    assert lived(5) != lived(5, seed=8)


def test_length_of_engagement(lives):
    days = [(one.ends - one.began).total_seconds() / 86400 for one in lives]
    assert mean(days) == pytest.approx(130.68, rel=0.12)
    assert stdev(days) == pytest.approx(166.6, rel=0.25)


def test_about_a_quarter_ever_meet_and_about_half_check_in(lives):
    met = [count for one in lives if (count := sum(event.kind is Kind.MEETING for event in one.events))]
    checked = [count for one in lives if (count := sum(event.kind is Kind.CHECK_IN for event in one.events))]
    assert len(met) / len(lives) == pytest.approx(0.26, abs=0.03)
    assert mean(met) == pytest.approx(4.75, rel=0.12)
    assert stdev(met) == pytest.approx(4.74, rel=0.25)
    assert len(checked) / len(lives) == pytest.approx(0.515, abs=0.03)
    assert mean(checked) == pytest.approx(5.0, rel=0.12)
    assert stdev(checked) == pytest.approx(5.03, rel=0.25)


def test_effects_are_small(lives):
    changes = [one.levels[-1][1] - one.levels[0][1] for one in lives if len(one.levels) > 1]
    assert 0.05 < mean(changes) / 5.32 < 0.35


def test_answers_are_real_answers(lives):
    answers = [event.said["answers"] for one in lives for event in one.events if event.kind is Kind.SENTENCES]
    assert answers
    assert all(len(ten) == 10 and set(ten) <= {1, 2, 3, 4} for ten in answers)
    assert mean(map(sum, answers)) == pytest.approx(29, abs=1.2)


def test_events_come_in_order_and_within_the_time(lives):
    for one in lives[:500]:
        moments = [event.at for event in one.events]
        assert moments == sorted(moments)
        assert all(one.began <= at <= UNTIL for at in moments)


def test_intensity_makes_more_of_the_same():
    few = sum(len(lived(number).events) for number in range(300))
    many = sum(len(lived(number, intensity=10).events) for number in range(300))
    assert many > 6 * few


def test_counts_that_vary_too_little_are_refused():
    with pytest.raises(ValueError, match="vary less"):
        negative_binomial(5.0, 1.0)
