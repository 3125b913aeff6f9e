"""Published effects: the tuberculosis vaccine trials, eight schools, and the tables of peer support."""

import math

import numpy as np
import pytest

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.pooled import Effect, pool, q_from_i2

# Colditz et al. (1994): vaccinated and not, with and without tuberculosis, as in Viechtbauer (2010).
TRIALS = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
]  # fmt: skip


def trials():
    listed = []
    for i, (a, b, c, d) in enumerate(TRIALS):
        value = math.log(a / (a + b)) - math.log(c / (c + d))
        listed.append(Effect(f"trial {i}", value, math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))))
    return listed


def test_tuberculosis_trials_by_reml_and_by_dersimonian_and_laird():
    reml = pool(trials(), method="reml", knapp=False)
    assert (reml.mean, reml.error, reml.tau**2) == pytest.approx((-0.7145, 0.1798, 0.3132), abs=1e-4)
    assert (reml.q, 100 * reml.i2) == pytest.approx((152.2330, 92.22), abs=0.01)
    dl = pool(trials(), method="dl", knapp=False)
    assert (dl.mean, dl.error, dl.tau**2) == pytest.approx((-0.7141, 0.1787, 0.3088), abs=1e-4)
    assert 100 * dl.i2 == pytest.approx(92.12, abs=0.01)


def test_eight_schools_agree_with_no_difference_between_them():
    # Rubin (1981): pooled 7.7 with standard error 4.1.
    schools = [(28, 15), (8, 10), (-3, 16), (7, 11), (-1, 9), (1, 11), (18, 10), (12, 18)]
    answer = pool([Effect(str(i), *school) for i, school in enumerate(schools)], knapp=False)
    assert (answer.mean, answer.error, answer.tau) == pytest.approx((7.69, 4.07, 0.0), abs=0.005)


def test_published_limits_give_back_errors_and_verdicts():
    # Recovery-capital change (Ashford 2021): +1.33 (0.97 to 1.69), standard error 0.184; spread 5.5 if n is 903.
    change = Effect.from_limits("capital", 1.33, 0.97, 1.69)
    assert change.error == pytest.approx(0.184, abs=5e-4)
    assert change.error * math.sqrt(903) == pytest.approx(5.5, abs=0.05)
    assert 1.33 / (change.error * math.sqrt(903)) == pytest.approx(0.24, abs=0.005)
    # Lloyd-Evans 2014: recovery and hope are beyond chance, depression is not.
    for value, low, high, beyond in [(0.24, 0.09, 0.39, True), (0.14, 0.02, 0.27, True), (0.10, -0.03, 0.24, False)]:
        effect = Effect.from_limits("x", value, low, high)
        assert (abs(value) > 1.96 * effect.error) == beyond
        assert value == pytest.approx((low + high) / 2, abs=0.0051)
    # I^2 of 27 % over 4 trials, 65 % over 3.
    assert q_from_i2(0.27, 4) == pytest.approx(4.11, abs=0.005)
    assert q_from_i2(0.65, 3) == pytest.approx(5.71, abs=0.005)


def test_reviews_of_recovery_put_side_by_side():
    reviews = [("Lloyd-Evans", 0.24, 0.09, 0.39), ("Lyons", 0.18, 0.07, 0.29), ("Wang", 0.21, 0.05, 0.36),
               ("Peck", 0.29, 0.12, 0.46), ("Sun", 0.14, -0.14, 0.42)]  # fmt: skip
    answer = pool([Effect.from_limits(*row) for row in reviews])
    assert 0.15 < answer.mean < 0.27
    assert answer.i2 == 0
    assert "5 studies together: 0.21" in answer.sentence("en")
    assert "estudios juntos" in answer.sentence("es")


def test_few_studies_widen_the_limits_and_never_narrow_them():
    three = [Effect("a", 0.2, 0.1), Effect("b", 0.21, 0.1), Effect("c", 0.19, 0.1)]
    plain, careful = pool(three, knapp=False), pool(three)
    width = [a.estimates[0].interval.high - a.estimates[0].interval.low for a in (plain, careful)]
    assert width[1] > width[0]
    assert careful.estimates[1].name == "next study"


def test_no_number_from_nothing():
    with pytest.raises(TooLittle, match="at least two"):
        pool([Effect("a", 1, 1)])
    with pytest.raises(BadTable, match="above 0"):
        pool([Effect("a", 1, 1), Effect("b", 1, 0)])
    with pytest.raises(BadTable, match="finite"):
        pool([Effect("a", np.nan, 1), Effect("b", 1, 1)])
