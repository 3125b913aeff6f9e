"""Goal Attainment T: the vectors of the instrument, people weighed alike, and no for impossible levels."""

import numpy as np
import pytest

from trailside.evidence.attainment import goal_attainment, t_score
from trailside.evidence.errors import BadTable, TooLittle


@pytest.mark.parametrize(
    ("levels", "weights", "t"),
    [
        ([1], None, 60.0),
        ([1, 1], None, 62.4035),
        ([1, 1, 1], None, 63.6931),
        ([1, 0, -1], None, 50.0),
        ([2, 1, -1], [1, 2, 3], 52.2033),
        ([-2, -2, -2, -2], None, 20.9809),
        ([-1, 0, 2], [3, 2, 1], 47.7967),
    ],
)
def test_vectors(levels, weights, t):
    assert t_score(levels, weights) == pytest.approx(t, abs=5e-5)


def goals(seed=1, people=40):
    rng = np.random.default_rng(seed)
    person = np.repeat(np.arange(people), rng.integers(1, 5, people))
    level = np.clip(np.round(rng.normal(0.6, 1, len(person))), -2, 2)
    return {"person": person, "level": level, "weight": rng.integers(1, 4, len(person)).astype(float)}


def test_the_mean_over_people_is_the_mean_of_their_scores():
    data = goals()
    each = [
        t_score(data["level"][data["person"] == p].tolist(), data["weight"][data["person"] == p].tolist())
        for p in range(40)
    ]
    answer = goal_attainment("level", person="person", weight="weight", data=data)
    assert answer.mean == pytest.approx(np.mean(each), abs=1e-9)
    assert answer.spread == pytest.approx(np.std(each, ddof=1), abs=1e-9)
    assert "where 50 is what was expected" in answer.sentence("en")
    assert "lo esperado" in answer.sentence("es")


def test_levels_that_cannot_be_and_goals_not_yet_rated():
    with pytest.raises(BadTable, match="from -2 to \\+2"):
        goal_attainment("level", person="person", data=goals() | {"level": goals()["level"] + 3})
    with pytest.raises(TooLittle, match="At least 11"):
        goal_attainment("level", person="person", data=goals(people=8))
    data = goals()
    data["level"] = data["level"].copy()
    data["level"][:3] = np.nan
    assert goal_attainment("level", person="person", data=data).missing.rows == 3
    with pytest.raises(ValueError, match="at least one goal"):
        t_score([])
    with pytest.raises(ValueError, match="from -2 to"):
        t_score([3])
