"""A published mediation, rebuilt from its published correlations."""

import numpy as np
import pytest

from trailside.evidence.mediation.confounding import confounding
from trailside.evidence.mediation.paths import Layout, monte_carlo, paths
from trailside.evidence.moments import Moments

# Tal-Or, Cohen, Tsfati & Gunther (2010), presumed media influence, n = 123, as worked in Hayes (2013), chapter 4:
# x front page or not, m presumed influence, y reaction. Spreads and correlations are printed to three or four places.
SPREAD = np.array([0.5012, 1.3213, 1.5498])
CORRELATION = np.array([[1, 0.1808, 0.1603], [0.1808, 1, 0.4460], [0.1603, 0.4460, 1]])
TOLD = Moments(("x", "m", "y"), 123, np.zeros(3), 122 * CORRELATION * np.outer(SPREAD, SPREAD))
ONE = Layout(1, 0)


def test_presumed_media_influence():
    found = paths(TOLD, ONE)
    assert found.a[0] == pytest.approx(0.4765, abs=1e-3)
    assert found.b[0] == pytest.approx(0.5064, abs=1.5e-3)
    assert found.direct == pytest.approx(0.2544, abs=2e-3)
    assert found.total == pytest.approx(0.4957, abs=1e-3)
    assert found.indirect[0] == pytest.approx(0.2413, abs=1e-3)
    assert np.sqrt(found.a_covariance[0, 0]) == pytest.approx(0.2357, abs=1e-3)
    assert np.sqrt(found.b_covariance[0, 0]) == pytest.approx(0.0970, abs=1e-3)
    assert (found.direct_error, found.total_error) == pytest.approx((0.2558, 0.2775), abs=2e-3)


def test_its_monte_carlo_limits():
    indirect, _ = monte_carlo(paths(TOLD, ONE), 200_000, 3)
    low, high = np.percentile(indirect, [2.5, 97.5])
    # Printed there from 10,000 bootstrap samples: 0.007 to 0.526; Monte Carlo differs in the second place.
    assert (low, high) == pytest.approx((0.007, 0.526), abs=0.03)


def test_total_is_direct_and_indirect_exactly():
    rng = np.random.default_rng(2)
    table = rng.normal(size=(80, 6)) @ rng.normal(size=(6, 6))
    moments = Moments(tuple("xabcdy"), 80, table.mean(0), 79 * np.cov(table.T))
    found = paths(moments, Layout(2, 2))
    assert found.direct + found.indirect.sum() == pytest.approx(found.total, abs=1e-10)


def test_confounding_as_strong_as_the_correlation_seen_leaves_nothing():
    found = confounding(TOLD, ONE)
    at_nothing = np.interp(found.zero_at, found.rho, found.indirect)
    assert at_nothing == pytest.approx(0, abs=2e-3)
    without = found.indirect[np.argmin(np.abs(found.rho))]
    assert without == pytest.approx(paths(TOLD, ONE).indirect[0], abs=1e-9)
    # The partial correlation of m and y given x.
    partial = (0.4460 - 0.1808 * 0.1603) / np.sqrt((1 - 0.1808**2) * (1 - 0.1603**2))
    assert found.zero_at == pytest.approx(partial, abs=1e-9)
