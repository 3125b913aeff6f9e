"""One model against another."""

from pathlib import Path

import pytest
from scipy.stats import chi2

from trailside.evidence import BadTable, growth, likelihood_ratio

SLEEP = Path(__file__).parent / "reference" / "sleepstudy.csv"


def sleep(formula="Reaction ~ Days", **more):
    return growth(formula, person="Subject", data=SLEEP, **more)


def test_one_more_spread_is_judged_by_the_mixture():
    test = likelihood_ratio(sleep(random="1"), sleep())
    assert test.statistic == pytest.approx(42.8372, abs=1e-3)  # anova(..., refit = FALSE) in lme4
    assert test.dfs == (1, 2)
    assert test.p == pytest.approx((chi2.sf(42.8372, 1) + chi2.sf(42.8372, 2)) / 2, rel=1e-3)
    assert "more than chance" in test.sentence("en") and "azar" in test.sentence("es")


def test_a_correlation_is_free_in_both_directions():
    test = likelihood_ratio(sleep(correlated=False), sleep())
    assert (test.dfs, test.statistic) == ((1,), pytest.approx(0.0411, abs=1e-3))
    assert "cannot tell" in test.sentence("en")


def test_average_effects_are_compared_by_maximum_likelihood():
    test = likelihood_ratio(sleep("Reaction ~ 1", random="1 + Days"), sleep())
    assert test.dfs == (1,)
    assert test.statistic == pytest.approx(23.537, abs=1e-3)  # Bates and others 2015, anova of fm1 without Days
    assert "pchisq" in test.r_code()


def test_what_is_not_nested_is_refused():
    with pytest.raises(BadTable, match="not a part"):
        likelihood_ratio(sleep(), sleep(random="1"))
    with pytest.raises(BadTable, match="same outcome"):
        likelihood_ratio(sleep(random="1"), sleep(method="ML"))
