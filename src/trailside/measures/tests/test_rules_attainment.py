"""The published vectors of Goal Attainment Scaling."""

import pytest

from trailside.measures.rules.attainment import t_score


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        ([(1, 1)], 60.0),
        ([(1, 1), (1, 1)], 62.4035),
        ([(1, 1)] * 3, 63.6931),
        ([(1, 1), (1, 0), (1, -1)], 50.0),
        ([(1, 2), (2, 1), (3, -1)], 52.2033),
        ([(1, -2)] * 4, 20.9809),
        ([(3, -1), (2, 0), (1, 2)], 47.7967),
    ],
)
def test_the_vectors(goals: list[tuple[float, int]], expected: float) -> None:
    assert t_score(goals) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("goals", [[], [(0, 1)], [(-1, 1)], [(1, 3)]])
def test_what_cannot_be_scored_is_refused(goals: list[tuple[float, int]]) -> None:
    with pytest.raises(ValueError, match=r"goals|weights"):
        t_score(goals)
