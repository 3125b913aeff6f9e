"""Who is missing: windows counted as they close, weights that stand for those alike, bounds that assume nothing."""

import numpy as np
import pandas as pd
import pytest

from trailside.evidence.covariates import read
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.logistic import Logit, climb
from trailside.evidence.missing import Window, follow_up, who_is_missing
from trailside.evidence.source import open_source

SEEN = "CASE WHEN score IS NOT NULL AND NOT isnan(score) THEN 1 ELSE 0 END"
SIX = Window("6 months", 150, 240)


def table(seed=1, n=800, strength=1.0):
    """Scores depend on age and so does answering: completers alone are too high."""
    rng = np.random.default_rng(seed)
    age, score = rng.normal(40, 10, n), np.empty(n)
    score = 30 + 2 * (age - 40) / 10 + rng.normal(0, 3, n)
    seen = rng.random(n) < 1 / (1 + np.exp(-0.4 - strength * (age - 40) / 10))
    lives = rng.choice(["house", "street"], n)
    return pd.DataFrame({"age": age, "lives": lives, "score": np.where(seen, score, np.nan), "truth": score})


def test_the_weights_are_those_of_a_logistic_regression():
    data = table()
    source = open_source(data)
    model = Logit(source, SEEN, read(source, ["age", "lives"]))
    top = climb(model.scan, 2)
    x = np.c_[data.age, data.lives == "street"].astype(float)
    x = np.c_[np.ones(800), (x - x.mean(0)) / x.std(0)]
    y, b = data.score.notna().to_numpy(float), np.zeros(3)
    for _ in range(25):
        e = 1 / (1 + np.exp(-x @ b))
        b = b + np.linalg.solve((x * (e * (1 - e))[:, None]).T @ x, x.T @ (y - e))
    assert top.coefficients == pytest.approx(b, abs=1e-9)
    assert top.loglik == pytest.approx(float(np.sum(y * np.log(e) + (1 - y) * np.log(1 - e))), abs=1e-8)
    answer = who_is_missing("score", ["age", "lives"], data=data)
    w = (1 / e)[y == 1]
    assert answer.weighted.mean == pytest.approx(np.average(data.score.dropna(), weights=w), abs=1e-9)
    assert answer.weighted.people == pytest.approx(w.sum() ** 2 / (w**2).sum(), rel=1e-9)
    assert answer.completers.mean == pytest.approx(data.score.mean(), abs=1e-9)


def test_two_organisations_fit_one_model_without_sharing_rows():
    one, two = table(1, 300), table(2, 500)
    both = open_source(pd.concat([one, two]))
    about = read(both, ["age"])
    parts = [Logit(open_source(part), SEEN, about) for part in (one, two)]
    alone = climb(Logit(both, SEEN, about).scan, 1)
    together = climb(lambda at: parts[0].scan(at).merge(parts[1].scan(at)), 1)
    assert together.coefficients == pytest.approx(alone.coefficients, abs=1e-9)


def test_weighting_brings_the_mean_back_and_bounds_hold_it():
    data = table(n=4000)
    answer = who_is_missing("score", ["age", "lives"], data=data, scale=(0, 60))
    truth = data.truth.mean()
    assert answer.completers.mean > truth + 0.4
    assert answer.weighted.mean == pytest.approx(truth, abs=3 * answer.weighted.error)
    assert answer.bounds[0] < truth < answer.bounds[1]
    assert answer.differences.worst_before > 0.5
    assert answer.differences.worst_after < 0.05
    assert answer.differences.names[int(np.argmax(np.abs(answer.differences.before)))] == "age"


def test_the_sentence_says_what_weights_cannot_do():
    answer = who_is_missing("score", ["age"], data=table(), scale=(0, 60))
    assert "They differ most from the others in age" in answer.sentence("en")
    assert "Data cannot show whether so." in answer.sentence("en")
    assert "Sea cual sea el puntaje de las demás" in answer.sentence("es")
    assert answer.odds[0].beyond_chance
    assert [each.name for each in answer.estimates][-1] == "mean, whatever the others had"


def test_tables_that_cannot_say():
    with pytest.raises(BadTable, match="Nobody is missing"):
        who_is_missing("truth", ["age"], data=table())
    with pytest.raises(TooLittle, match="11 on each side would be enough"):
        who_is_missing("score", ["age"], data=table(n=20))
    with pytest.raises(BadTable, match="lie outside 0 to 20"):
        who_is_missing("score", ["age"], data=table(), scale=(0, 20))
    with pytest.raises(BadTable, match="decides the answer alone"):
        who_is_missing("score", ["flag"], data=table().assign(flag=lambda t: t.score.notna().astype(float)))


def answers():
    """(person, day of answer, days since start). 20 started long ago, 15 of them answered in time, 5 too late."""
    rows = [(f"a{i}", 0, 400) for i in range(20)]
    rows += [(f"a{i}", 180, 400) for i in range(15)] + [(f"a{i}", 300, 400) for i in range(15, 20)]
    rows += [(f"b{i}", 0, 200) for i in range(12)] + [("b0", 190, 200)]
    return pd.DataFrame(rows, columns=["person", "day", "ago"])


def test_only_closed_windows_are_due():
    answer = follow_up("person", "day", "ago", [SIX, Window("1 year", 330, 420)], data=answers())
    six, year = answer.seen
    assert (six.due, six.within, six.only_outside, six.open) == (20, 15, 5, 12)
    assert year.due == 0
    assert answer.estimates[0].value == 0.75
    assert "1 year: fewer than 11 people are due" in answer.sentence("en")
    assert "respondió a tiempo" in answer.sentence("es")


def test_too_few_due():
    data = answers()
    with pytest.raises(TooLittle, match="11 would be enough"):
        follow_up("person", "day", "ago", [SIX], data=data[data.person.str[1:].astype(int) % 2 == 1])


@pytest.mark.drill
def test_weighted_limits_hold_the_truth():
    values, hits = [], 0
    for seed in range(1_000):
        answer = who_is_missing("score", ["age"], data=table(seed + 5, 400))
        values.append(answer.weighted.mean)
        hits += answer.estimates[2].interval.holds(30.0)
    assert np.mean(values) == pytest.approx(30.0, abs=3 * np.std(values) / np.sqrt(1_000))
    assert 0.93 <= hits / 1_000 <= 0.97
