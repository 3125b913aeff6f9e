"""Support that reaches sites step by step."""

import numpy as np
import pandas as pd
import pytest

from trailside.evidence.comparison import roll_out
from trailside.evidence.errors import BadTable, TooLittle


def table(seed=1, sites=8, periods=5, people=20, effect=2.0):
    rng = np.random.default_rng(seed)
    rows = []
    starts = rng.permutation(np.arange(sites) % (periods - 1) + 1)
    for s in range(sites):
        level = rng.normal(0, 1.5)
        for p in range(periods):
            on = int(p >= starts[s])
            for _ in range(int(rng.integers(people // 2, people))):
                rows.append((f"s{s}", p, on, 28 + level + 0.4 * p + effect * on + rng.normal(0, 3)))
    return pd.DataFrame(rows, columns=["site", "quarter", "on", "score"])


def ask(data, **more):
    return roll_out("score", site="site", period="quarter", started="on", data=data, **more)


def test_the_effect_is_the_regression_with_sites_and_periods():
    data = table()
    x = np.c_[pd.get_dummies(data.site).to_numpy(float), pd.get_dummies(data.quarter).to_numpy(float)[:, 1:], data.on]
    by_hand = np.linalg.lstsq(x, data.score, rcond=None)[0][-1]
    answer = ask(data.sample(frac=1, random_state=2), by_chance=True)
    assert answer.effect == pytest.approx(by_hand, abs=1e-9)
    assert answer.estimates[0].interval.holds(2.0)
    assert answer.p_by_order < 0.05


def test_words_claim_more_only_where_chance_drew_the_order():
    assert "does not prove one" in ask(table()).sentence("en")
    drawn = ask(table(), by_chance=True)
    assert "does not prove" not in drawn.sentence("en")
    assert "De todos los órdenes posibles" in drawn.sentence("es")


def test_tables_that_cannot_say():
    with pytest.raises(TooLittle, match="At least 5"):
        ask(table(sites=4))
    with pytest.raises(BadTable, match="Support stops again"):
        ask(table().assign(on=lambda t: 1 - t.on))
    with pytest.raises(BadTable, match="the same for everybody"):
        ask(table().assign(on=lambda t: np.arange(len(t)) % 2))
    with pytest.raises(TooLittle, match="did not start at different times"):
        ask(table().assign(on=lambda t: (t.quarter >= 2).astype(int)))


@pytest.mark.drill
def test_limits_hold_the_truth():
    answers = [ask(table(seed, sites=10, people=12)) for seed in range(200)]
    values = [each.effect for each in answers]
    assert np.mean(values) == pytest.approx(2.0, abs=3 * np.std(values) / np.sqrt(200))
    # Leaving out one site at a time errs a little on the careful side.
    assert 0.91 <= np.mean([each.estimates[0].interval.holds(2.0) for each in answers]) <= 0.995
