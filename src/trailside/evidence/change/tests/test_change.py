"""Change of the same people: published sizes, exact merging, honest limits, and no for tables that cannot say."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import nct

from trailside.evidence.change import ReliableChange, change_between, change_between_times, changed
from trailside.evidence.change.reliable import GSE_CONSISTENCY, GSE_RETEST
from trailside.evidence.change.sizes import hedges, noncentral_limits, sizes
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.moments import Moments, read_moments
from trailside.evidence.source import open_source

# Lakens (2013), table 1: ten people rate two films. Published: t(9) = 4.74, d_z = 1.50, d_av = 1.13.
FILM_1, FILM_2 = [9, 7, 8, 9, 8, 9, 9, 10, 9, 9], [9, 6, 7, 8, 7, 9, 8, 8, 8, 7]
# Student (1908), hours of sleep gained; R: t = 4.0621, df = 9, mean 1.58, limits 0.7001142 to 2.4598858.
SLEEP_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def moments(x, y):
    return read_moments(open_source({"x": np.array(x, float), "y": np.array(y, float)}), ["x", "y"])


def scores(seed=0, n=300, shift=1.3):
    rng = np.random.default_rng(seed)
    before = rng.normal(29, 5, n)
    return pd.DataFrame({"before": before, "after": before * 0.7 + 29 * 0.3 + rng.normal(shift, 3.5, n),
                         "site": rng.choice(["n", "s"], n)})  # fmt: skip


def test_sizes_of_two_films():
    by_name = {each.name: each.value / hedges(9) for each in sizes(moments(FILM_2, FILM_1))}
    assert by_name["g_z"] == pytest.approx(1.50, abs=0.005)
    assert by_name["g_av"] == pytest.approx(1.13, abs=0.005)


def test_hedges_correction_is_near_its_usual_approximation():
    assert hedges(9) == pytest.approx(1 - 3 / (4 * 9 - 1), abs=2e-3)
    assert hedges(1e6) == pytest.approx(1, abs=1e-6)


def test_limits_of_a_noncentral_t():
    # By definition (Cumming & Finch 2001): under the limits, the t seen is the 97.5th and the 2.5th percentile.
    low, high = noncentral_limits(4.74, 9)
    assert (nct.cdf(4.74, 9, low), nct.cdf(4.74, 9, high)) == pytest.approx((0.975, 0.025), abs=1e-8)
    near, far = noncentral_limits(4.74, 9_999), noncentral_limits(4.74, 10_001)
    assert near == pytest.approx(far, abs=1e-3)


def test_students_sleep_by_its_moments_alone():
    pairs = moments(SLEEP_1 + SLEEP_1, SLEEP_2 + SLEEP_2)
    half = Moments(pairs.names, 10, pairs.mean, pairs.scatter / 2)
    error = np.sqrt((half.covariance[0, 0] + half.covariance[1, 1] - 2 * half.covariance[0, 1]) / 10)
    assert 1.58 / error == pytest.approx(4.0621, abs=5e-5)


def test_two_organisations_merge_to_the_whole_and_shift_does_not_matter():
    table = scores()
    parts = [read_moments(open_source(table[table.site == s]), ["before", "after"]) for s in "ns"]
    merged, whole = changed(parts[0].merge(parts[1])), change_between("before", "after", data=table)
    for one, other in zip(merged.estimates, whole.estimates, strict=True):
        assert (one.value, one.interval.low) == pytest.approx((other.value, other.interval.low), abs=1e-9)
    far = change_between("before", "after", data=table.assign(before=table.before + 1e7, after=table.after + 1e7))
    assert far.estimates[1].value == pytest.approx(whole.estimates[1].value, abs=1e-6)
    again = Moments.from_dict(parts[0].to_dict())
    assert np.array_equal(again.scatter, parts[0].scatter)


def test_file_and_memory_say_the_same(tmp_path):
    scores().to_csv(tmp_path / "s.csv", index=False)
    assert change_between("before", "after", data=str(tmp_path / "s.csv")).estimates[0].value == pytest.approx(
        change_between("before", "after", data=scores()).estimates[0].value, abs=1e-12
    )


def test_one_row_per_person_and_time():
    wide = scores(n=60)
    wide.loc[:9, "after"] = np.nan
    waves = {0: wide.before, 3: 99.0, 6: wide.after}
    long = pd.concat([pd.DataFrame({"person": wide.index, "month": m, "score": s}) for m, s in waves.items()])
    asked = {"person": "person", "time": "month", "first": 0, "last": 6}
    answer = change_between_times("score", data=long.sample(frac=1, random_state=1), **asked)
    assert (answer.n, answer.missing.people) == (50, 10)
    direct = change_between("before", "after", data=wide)
    for one, other in zip(answer.estimates, direct.estimates, strict=True):
        assert (one.value, one.interval.high) == pytest.approx((other.value, other.interval.high), abs=1e-12)
    with pytest.raises(BadTable, match="two rows at one 'month'"):
        change_between_times("score", data=pd.concat([long, long[:1]]), **asked)


def test_the_sentence_is_careful_in_both_languages():
    clear = change_between("before", "after", data=scores())
    assert "300 people answered both times" in clear.sentence("en")
    assert "more than chance would explain" in clear.sentence("en")
    assert "does not say what made the change" in clear.sentence("en")
    assert "más de lo que explicaría el azar" in clear.sentence("es")
    assert "we cannot tell" in change_between("before", "after", data=scores(shift=0.0, n=30)).sentence("en")
    assert "t.test(y, x, paired = TRUE" in clear.r_code()


def test_missing_scores_are_counted_and_bad_tables_refused():
    table = scores(n=40)
    table.loc[:4, "after"] = np.nan
    assert change_between("before", "after", data=table).missing.people == 5
    with pytest.raises(TooLittle, match=r"10 people answered both times. At least 11"):
        change_between("before", "after", data=scores(n=10))
    with pytest.raises(BadTable, match="same score"):
        change_between("before", "after", data=scores().assign(after=3.0))
    with pytest.raises(BadTable, match="move together exactly"):
        change_between("before", "after", data=scores().assign(after=lambda t: t.before + 2))
    table.loc[7, "after"] = np.inf
    with pytest.raises(BadTable, match="infinite"):
        change_between("before", "after", data=table)


def test_the_thresholds_of_the_self_efficacy_scale():
    assert GSE_RETEST.error_of_measurement == pytest.approx(3.0, abs=0.05)
    assert GSE_RETEST.threshold == pytest.approx(8.4, abs=0.05)
    assert GSE_CONSISTENCY.error_of_measurement == pytest.approx(1.99, abs=0.005)
    assert GSE_CONSISTENCY.threshold == pytest.approx(5.52, abs=0.005)
    assert GSE_RETEST.index(20, 20 + GSE_RETEST.threshold) == pytest.approx(1.959964, abs=1e-6)
    with pytest.raises(ValueError, match="between 0 and 1"):
        ReliableChange(5, 1.0)


def test_limits_hold_the_truth_nineteen_times_in_twenty():
    rng, hits = np.random.default_rng(7), np.zeros(2)
    for _ in range(400):
        before = rng.normal(0, 1, 40)
        after = 0.6 * before + 0.8 * rng.normal(0, 1, 40) + 0.3
        c = np.cov(before, after)
        pairs = Moments(("b", "a"), 40, np.array([before.mean(), after.mean()]), c * 39)
        answer = changed(pairs)
        hits += [answer.estimates[0].interval.holds(0.3), answer.estimates[3].interval.holds(0.3 / np.sqrt(0.8))]
    # 400 draws: Monte Carlo error 1.1 points.
    assert (np.abs(hits / 400 - 0.95) < 0.033).all()
