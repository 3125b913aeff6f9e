"""Made-up people whose truth is known: is it found, and do nineteen of twenty intervals hold it?

Run with the drills (-m drill): 1,000 repetitions each, so that Monte Carlo error is 0.7 points of 95 %; a few minutes.
"""

import numpy as np
import pytest

from trailside.evidence import TooLittle, growth

pytestmark = pytest.mark.drill
TIMES = 1_000
TRUTH = {"(Intercept)": 30.0, "month": 0.4, "dose": 0.1, "month:dose": 0.0}
"""A null stays null: dose does nothing for the change."""


def people(rng, n=120, waves=5):
    p, month = np.repeat(np.arange(n), waves), np.tile(np.arange(float(waves)), n)
    dose = rng.poisson(3, n)[p].astype(float)
    lines = rng.normal(size=(n, 2)) @ np.linalg.cholesky(np.array([[16.0, -0.6], [-0.6, 0.5]])).T
    score = 30 + 0.4 * month + 0.1 * dose + lines[p, 0] + lines[p, 1] * month + rng.normal(0, 3, len(p))
    return {"p": p, "month": month, "dose": dose, "score": score}


def kept(table, keep):
    return {name: values[keep] for name, values in table.items()}


def everybody(rng, table):
    return table


def leave_by_what_was_seen(rng, table):
    """After a low score people are gone for good, more often: missing at random."""
    scores = table["score"].reshape(-1, 5)
    chance = 1 / (1 + np.exp((scores - 27) / 2)) * 0.8 + 0.03
    gone = np.cumsum(rng.random(scores.shape) < chance, axis=1) > 0
    return kept(table, np.column_stack([np.ones(len(scores), bool), ~gone[:, :-1]]).ravel())


def leave_by_what_was_not_seen(rng, table):
    """A score that would have been low is not given: not at random, and invisible."""
    chance = 1 / (1 + np.exp((table["score"] - 27) / 2)) * 0.8
    return kept(table, (table["month"] == 0) | (rng.random(len(chance)) > chance))


def repeated(leaving, times=TIMES):
    found = []
    for k in range(times):
        rng = np.random.default_rng(1000 + k)
        answer = growth("score ~ month * dose", person="p", data=leaving(rng, people(rng)))
        found.append(answer)
    return found


def bias(answers, name):
    """The mean error, in standard errors of that mean."""
    values = np.array([answer[name].value for answer in answers])
    return (values.mean() - TRUTH[name]) / (values.std(ddof=1) / np.sqrt(len(values)))


def coverage(answers, name):
    return np.mean([answer[name].interval.holds(TRUTH[name]) for answer in answers])


@pytest.mark.parametrize("leaving", [everybody, leave_by_what_was_seen], ids=["everybody", "at random"])
def test_the_truth_is_found_and_held(leaving):
    answers = repeated(leaving)
    for name in TRUTH:
        assert abs(bias(answers, name)) < 3, name
    assert {name: held for name in TRUTH if not 0.93 <= (held := coverage(answers, name)) <= 0.97} == {}
    spread = np.mean([answer["sd people month"].value ** 2 for answer in answers])
    assert spread == pytest.approx(0.5, rel=0.1)
    assert np.mean([answer["month:dose"].beyond_chance for answer in answers]) < 0.07


def test_leaving_for_unseen_reasons_biases_and_the_answer_says_it_cannot_know():
    answers = repeated(leave_by_what_was_not_seen, 200)
    assert abs(bias(answers, "month")) > 5
    assert any("these numbers cannot know it" in said.en for said in answers[0].assumptions)


def test_a_tiny_programme_is_told_what_would_be_enough():
    rng = np.random.default_rng(1)
    with pytest.raises(TooLittle, match="At least 6"):
        growth("score ~ month", person="p", data=people(rng, n=5))
