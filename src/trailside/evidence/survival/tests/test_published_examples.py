"""The published examples of R's `survival` (3.5, R 4.2), to all the digits it prints."""

import numpy as np
import pytest

from trailside.evidence.survival import competing_risks, cox, fine_gray, kaplan_meier, log_rank

HERE = __file__.rsplit("/", 1)[0] + "/reference/"
LUNG, AML, MGUS = HERE + "lung.csv", HERE + "aml.csv", HERE + "mgus2_first_200.csv"


def values(answer):
    return [each.value for each in answer.estimates]


def test_kaplan_meier_and_nelson_aalen_of_lung():
    answer = kaplan_meier("time", "status", data=LUNG, interval="log", until=500)
    (curve,), (hazard,) = answer.survival, answer.hazard
    at = np.searchsorted(curve.times, [100, 250, 500], side="right") - 1
    assert curve.estimate[at] == pytest.approx([0.8639689676, 0.5966691803, 0.2932691937], abs=1e-10)
    assert curve.error[at] == pytest.approx([0.02271023043, 0.03328058446, 0.03507781850], abs=1e-10)
    assert hazard.estimate[at] == pytest.approx([0.1456542286, 0.5141763661, 1.2179995473], abs=1e-9)
    assert hazard.error[at] == pytest.approx([0.02618446437, 0.05553410059, 0.11860032498], abs=1e-9)
    median, _, mean = answer.estimates
    assert (median.value, median.interval.low, median.interval.high) == (310, 285, 363)
    assert (mean.value, mean.error) == pytest.approx((310.334, 11.246), abs=5e-4)


def test_median_of_lung_with_log_log_limits():
    median = kaplan_meier("time", "status", data=LUNG).estimates[0]
    assert (median.value, median.interval.low, median.interval.high) == (310, 284, 361)


def test_maintained_leukaemia():
    answer = kaplan_meier("time", "status", by="x", data=AML, interval="log")
    kept, not_kept = answer.survival
    kept_steps = [0.90909090909, 0.81818181818, 0.71590909091]
    kept_steps += [0.61363636364, 0.49090909091, 0.36818181818, 0.18409090909]
    assert np.unique(kept.estimate)[::-1] == pytest.approx(kept_steps, abs=1e-10)
    assert np.unique(not_kept.estimate)[0] == 0
    assert [e.value for e in answer.estimates if e.name.startswith("median")] == [31, 23]
    assert answer.estimates[0].interval.high == np.inf
    test = log_rank("time", "status", by="x", data=AML).test
    assert test.observed.tolist() == [7, 11]
    assert test.expected == pytest.approx([10.68934, 7.31066], abs=5e-6)
    assert (test.statistic, test.p) == pytest.approx((3.39639, 0.06534), abs=5e-6)


def test_log_rank_of_lung_alone_and_within_strata():
    assert log_rank("time", "status", by="sex", data=LUNG).test.statistic == pytest.approx(10.32674195, abs=1e-8)
    strata = log_rank("time", "status", by="sex", strata=["ecog"], data=LUNG)
    assert strata.test.statistic == pytest.approx(10.79505963, abs=1e-8)
    assert strata.missing.rows == 1


def test_cox_of_lung_with_efron_ties():
    answer = cox("time", "status", ["age", "sex", "ecog"], data=LUNG)
    assert answer.coefficients == pytest.approx([0.01106676456, -0.55261239570, 0.46372847537], abs=1e-9)
    assert answer.errors == pytest.approx([0.009267411014, 0.167739053787, 0.113577266162], abs=1e-9)
    assert (answer.loglik_null, answer.loglik) == pytest.approx((-744.4804558, -729.2301214), abs=1e-7)
    assert answer.steady.statistic == pytest.approx([0.187988, 2.305437, 2.054249], abs=1e-6)
    assert (answer.steady.together, answer.steady.together_p) == pytest.approx((4.463658, 0.21555), abs=1e-5)
    assert (answer.n, answer.missing.rows) == (227, 1)


def test_cox_of_lung_with_strata():
    answer = cox("time", "status", ["age", "sex"], strata=["ecog"], data=LUNG)
    assert answer.coefficients == pytest.approx([0.01077216112, -0.55351692580], abs=1e-9)
    assert answer.loglik == pytest.approx(-560.6740086, abs=1e-7)
    assert answer.steady.statistic == pytest.approx([0.01616363242, 2.29994859259], abs=1e-6)


def test_competing_endings_of_mgus():
    (found,) = competing_risks("months", "ending", still_here="alive", data=MGUS, until=120).incidence
    assert found.endings == ("death", "pcm")
    at = np.searchsorted(found.curves[0].times, [60, 120, 240], side="right") - 1
    assert found.curves[0].estimate[at] == pytest.approx([0.3855616798, 0.6757928126, 0.8301903873], abs=1e-9)
    assert found.curves[0].error[at] == pytest.approx([0.03445544686, 0.03388864417, 0.03103850233], abs=1e-9)
    assert found.curves[1].estimate[at] == pytest.approx([0.025, 0.05135298225, 0.08792881877], abs=1e-9)
    assert found.curves[1].error[at] == pytest.approx([0.01103970108, 0.01583451786, 0.02373480914], abs=1e-9)


def test_fine_gray_of_mgus():
    answer = fine_gray("months", "ending", ["age", "sex"], of="death", still_here="alive", data=MGUS)
    assert answer.terms == ("age", "sex: M")
    assert answer.coefficients == pytest.approx([0.07157673518, 0.76356187078], abs=1e-8)
    assert answer.errors == pytest.approx([0.009390346344, 0.171197834212], abs=1e-8)
    assert (answer.loglik_null, answer.loglik) == pytest.approx((-722.5273509, -689.8544840), abs=1e-6)
