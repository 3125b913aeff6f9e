"""People alike beside each other: exact balance, the true difference, and words that do not claim a cause."""

import numpy as np
import pandas as pd
import pytest

from trailside.evidence.comparison import compare
from trailside.evidence.errors import BadTable, TooLittle


def table(seed=1, n=1000, effect=1.5):
    rng = np.random.default_rng(seed)
    age, lives = rng.normal(40, 10, n), rng.choice(["house", "street"], n)
    e = 1 / (1 + np.exp(-(0.8 * (age - 40) / 10 - 0.7 * (lives == "street"))))
    support = (rng.random(n) < e).astype(int)
    score = 28 + effect * support + 0.2 * (age - 40) - 2 * (lives == "street") + rng.normal(0, 4, n)
    return pd.DataFrame({"age": age, "lives": lives, "support": support, "score": score})


def ask(data, **more):
    return compare("score", "support", ["age", "lives"], data=data, **more)


def test_overlap_weights_balance_every_covariate_exactly():
    found = ask(table()).balance
    assert found.worst_before > 0.5
    assert found.worst_after < 1e-9


def test_the_difference_is_the_weighted_one_by_hand():
    data = table()
    x = np.c_[np.ones(len(data)), data.age, data.lives == "street"].astype(float)
    z, b = data.support.to_numpy(float), np.zeros(3)
    for _ in range(30):
        e = 1 / (1 + np.exp(-x @ b))
        b = b + np.linalg.solve((x * (e * (1 - e))[:, None]).T @ x, x.T @ (z - e))
    one, none = z == 1, z == 0
    by_hand = np.average(data.score[one], weights=1 - e[one]) - np.average(data.score[none], weights=e[none])
    answer = ask(data)
    assert answer.contrast.difference == pytest.approx(by_hand, abs=1e-8)
    assert answer.contrast.plain == pytest.approx(data.score[one].mean() - data.score[none].mean(), abs=1e-9)
    assert answer.contrast.plain - 1.5 > 1.5 > 0
    assert answer.estimates[0].interval.holds(1.5)


def test_file_memory_order_and_unit_do_not_matter(tmp_path):
    data, base = table(), ask(table()).estimates[0]
    data.assign(age=lambda t: t.age * 365 + 1e5).sample(frac=1, random_state=3).to_csv(tmp_path / "t.csv", index=False)
    other = ask(str(tmp_path / "t.csv")).estimates[0]
    assert (other.value, other.error) == pytest.approx((base.value, base.error), rel=1e-8)


def test_words_in_both_languages():
    answer = ask(table())
    assert "Among people alike" in answer.sentence("en")
    assert "does not prove one" in answer.sentence("en")
    assert "A hidden cause that goes" in answer.sentence("en")
    assert "compatible con un efecto y no lo prueba" in answer.sentence("es")
    assert "we cannot tell" in ask(table(n=200, effect=0)).sentence("en")


def test_tables_that_cannot_say():
    with pytest.raises(BadTable, match="must be 1 for people with support"):
        ask(table().assign(support=lambda t: t.support + 1))
    with pytest.raises(TooLittle, match="at least 11"):
        ask(table().assign(support=lambda t: (t.index < 5).astype(int)))
    with pytest.raises(BadTable, match="decides the answer alone"):
        compare("score", "support", ["same"], data=table().assign(same=lambda t: t.support * 2.0))
    with pytest.raises(BadTable, match="Name the covariates"):
        compare("score", "support", [], data=table())
    gaps = table()
    gaps.loc[:19, "score"] = np.nan
    assert ask(gaps).missing.people == 20


@pytest.mark.drill
@pytest.mark.parametrize("effect", [1.5, 0.0])
def test_limits_hold_the_truth_and_a_null_stays_null(effect):
    answers = [ask(table(seed + 20, 400, effect)).estimates[0] for seed in range(200)]
    values = [each.value for each in answers]
    assert np.mean(values) == pytest.approx(effect, abs=3 * np.std(values) / np.sqrt(200))
    assert np.mean([each.error for each in answers]) == pytest.approx(np.std(values), rel=0.12)
    assert 0.91 <= np.mean([each.interval.holds(effect) for each in answers]) <= 0.985
