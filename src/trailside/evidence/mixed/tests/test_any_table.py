"""Whatever the table: an answer with a proof, or words that say what to do; never anything else. With the drills."""

import numpy as np
import pandas as pd
import pytest

from trailside.evidence import BadTable, TooLittle, growth

pytestmark = pytest.mark.drill


def times(rng, person, wave):
    return [
        wave, wave * 1e-6, wave * 1e6, wave + rng.normal(size=len(wave)) * 1e-3,
        np.round(wave + rng.normal(size=len(wave)), 1),
        wave + 1e9, wave**3, rng.normal(size=len(wave)), wave / 3, np.where(person % 2 == 0, wave, wave + 0.5),
    ][rng.integers(10)]  # fmt: skip


def covariate(rng, people, person):
    return [
        rng.normal(size=people)[person], rng.integers(0, 2, people)[person].astype(float),
        (rng.random(people) < 0.05)[person].astype(float), rng.normal(size=len(person)),
        1e8 + rng.normal(size=people)[person], rng.exponential(1, people)[person] ** 4,
    ][rng.integers(6)]  # fmt: skip


def outcome(rng, people, person, time):
    noise = rng.normal(size=len(person))
    return [
        noise, rng.normal(size=people)[person], time * 1.0, np.round(noise),
        1e3 * rng.normal(size=people)[person] + noise * 1e-6,
        1e12 + noise, (rng.random(len(person)) < 0.1).astype(float),
    ][rng.integers(7)]  # fmt: skip


def table(rng):
    people, waves = int(rng.integers(3, 40)), int(rng.integers(1, 6))
    person, wave = np.repeat(np.arange(people), waves), np.tile(np.arange(float(waves)), people)
    time = times(rng, person, wave)
    data = pd.DataFrame({
        "p": person, "t": time, "x": covariate(rng, people, person), "g": rng.choice(list("abcd"), people)[person],
        "y": outcome(rng, people, person, time), "s": person % int(rng.integers(2, 12)),
    })  # fmt: skip
    data = data[rng.random(len(data)) > rng.choice([0, 0.3])]
    if rng.random() < 0.3:
        data.loc[data.index[rng.random(len(data)) < 0.2], "x"] = np.nan
    return data


def question(rng):
    formulas = ["y ~ t", "y ~ t * x", "y ~ t * g", "y ~ x + g", "y ~ t + I(t ** 2)", "y ~ 1", "y ~ C(s) + t"]
    return {
        "formula": formulas[rng.integers(7)], "random": [None, "1", "1 + t", "0 + t", "1 + t + x"][rng.integers(5)],
        "correlated": bool(rng.random() < 0.6), "site": [None, None, "s"][rng.integers(3)],
        "method": ["REML", "ML"][rng.integers(2)], "duplicates": bool(rng.random() < 0.5),
    }  # fmt: skip


@pytest.mark.parametrize("start", range(0, 300, 50))
def test_an_answer_with_a_proof_or_words_that_say_what_to_do(start):
    answered = 0
    for seed in range(start, start + 50):
        rng = np.random.default_rng(seed)
        data, asked = table(rng), question(rng)
        try:
            answer = growth(person="p", data=data, **asked)
        except (BadTable, TooLittle) as why:
            assert len(str(why)) > 30
            continue
        answered += 1
        assert answer.proof.holds, (seed, asked)
        assert all(np.isfinite(e.value) and e.error > 0 for e in answer.coefficients), (seed, asked)
        assert answer.sentence("en") and answer.sentence("es") and answer.to_dict() and answer.trajectory()
    assert answered > 5
