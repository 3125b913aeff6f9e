"""The answer depends on the data alone: not on order, units, or how many tables they came in."""

import json

import numpy as np
import pandas as pd
import pytest

from trailside.evidence import BadTable, TooLittle, fit_growth, growth, growth_part
from trailside.evidence.mixed.part import Part
from trailside.evidence.source import open_source

NAMES = ["score ~ month * dose + house", "score ~ month + mood"]


def table(seed=3, people=80, waves=6):
    rng = np.random.default_rng(seed)
    p, month = np.repeat(np.arange(people), waves), np.tile(np.arange(float(waves)), people)
    dose, house = rng.poisson(3, people)[p].astype(float), rng.choice(["a", "b", "c"], people)[p]
    lines = rng.normal(size=(people, 2)) @ np.array([[3, 0.2], [0, 0.5]])
    mood = rng.normal(size=len(p))
    score = 40 + month + 0.2 * dose * month + mood + lines[p, 0] + lines[p, 1] * month + rng.normal(size=len(p)) * 2
    data = pd.DataFrame({"person": p, "month": month, "dose": dose, "house": house, "mood": mood, "score": score,
                         "site": p % 7})  # fmt: skip
    return data[rng.random(len(p)) > 0.15].reset_index(drop=True)


def numbers(answer):
    return np.array([answer.loglik, *answer.fitted.beta, *answer.fitted.vcov.ravel(), *answer.fitted.person.ravel(),
                     *answer.fitted.site.ravel(), answer.fitted.sigma])  # fmt: skip


@pytest.mark.parametrize("formula", NAMES)
@pytest.mark.parametrize("site", [None, "site"])
def test_order_of_rows_and_people_does_not_matter(formula, site):
    data = table()
    first = growth(formula, person="person", data=data, site=site)
    mixed = growth(formula, person="person", data=data.sample(frac=1, random_state=1), site=site)
    renamed = data.assign(person=[f"x{(7 * p) % 97}" for p in data.person])
    again = growth(formula, person="person", data=renamed, site=site)
    assert numbers(mixed) == pytest.approx(numbers(first), rel=1e-9)
    assert numbers(again) == pytest.approx(numbers(first), rel=1e-9)


@pytest.mark.parametrize(("shift", "scale"), [(0, 12.0), (2020.0, 1.0), (-7.3, 0.01), (0.125, 365.25)])
@pytest.mark.parametrize("formula", NAMES)
def test_shift_and_scale_of_time_change_nothing_but_its_unit(formula, shift, scale):
    data = table()
    moved = data.assign(month=data.month * scale + shift)
    first = growth(formula, person="person", data=data, method="ML")
    second = growth(formula, person="person", data=moved, method="ML")
    assert second.loglik == pytest.approx(first.loglik, abs=1e-6)
    assert second["month"].value == pytest.approx(first["month"].value / scale, rel=1e-6)
    assert second["month"].df == pytest.approx(first["month"].df, rel=1e-3)
    assert second["sd people month"].value == pytest.approx(first["sd people month"].value / scale, rel=1e-5)
    assert second.r2_conditional == pytest.approx(first.r2_conditional, rel=1e-6)


@pytest.mark.parametrize(("shift", "scale"), [(1e6, 1.0), (0.0, 1e-6), (-50.0, 1e6)])
def test_shift_and_scale_of_the_outcome_change_nothing_but_its_unit(shift, scale):
    data = table()
    moved = data.assign(score=data.score * scale + shift)
    first, second = (growth("score ~ month * dose", person="person", data=d) for d in (data, moved))
    assert second["month:dose"].value == pytest.approx(first["month:dose"].value * scale, rel=1e-6)
    assert second["month:dose"].error == pytest.approx(first["month:dose"].error * scale, rel=1e-6)
    assert second.fitted.sigma == pytest.approx(first.fitted.sigma * scale, rel=1e-6)
    assert second["(Intercept)"].value == pytest.approx(first["(Intercept)"].value * scale + shift, rel=1e-6)


@pytest.mark.parametrize("formula", NAMES)
def test_merged_parts_are_the_whole(formula):
    data = table()
    one, two = data[data.person % 3 == 0], data[data.person % 3 != 0]
    first = growth_part(formula, person="person", data=one)
    second = growth_part(formula, person="person", data=two.rename(columns={"person": "id"}).assign(person=two.person),
                         like=Part.from_json(first.to_json()))  # fmt: skip
    whole = fit_growth(Part.from_json(first.to_json()).merge(Part.from_json(second.to_json())))
    assert numbers(whole) == pytest.approx(numbers(growth(formula, person="person", data=data)), rel=1e-9)
    assert (whole.n, whole.rows) == (data.person.nunique(), len(data))


def test_parts_that_do_not_fit_together_are_refused():
    data = table()
    first = growth_part("score ~ month", person="person", data=data)
    with pytest.raises(BadTable, match="same question"):
        first.merge(growth_part("score ~ month + mood", person="person", data=data))
    with pytest.raises(BadTable, match="more finely"):
        growth_part("score ~ month", person="person", data=data.assign(month=data.month / 8 + 0.01), like=first)
    with pytest.raises(BadTable, match="does not know"):
        whole = growth_part("score ~ month + house", person="person", data=data)
        growth_part("score ~ month + house", person="person", data=data.assign(house="new"), like=whole)


def test_what_leaves_the_house_holds_no_pattern_of_few_people():
    data = table(people=800)
    part = growth_part("score ~ month", person="person", data=data)
    private = part.private()
    assert private.statistics.people.min() >= 11 and private.statistics.withheld > 0
    assert private.statistics.n_people + private.statistics.withheld == part.statistics.n_people
    all_of_it, part_of_it = fit_growth(part), fit_growth(private)
    assert "are left out" in part_of_it.sentence("en") and "Quedan fuera" in part_of_it.sentence("es")
    assert part_of_it["month"].value == pytest.approx(all_of_it["month"].value, abs=2 * all_of_it["month"].error)


def test_a_covariate_that_only_later_turns_out_to_change_is_taken_again():
    people, waves = 4200, 6
    p = np.repeat(np.arange(people), waves)
    rng = np.random.default_rng(5)
    month, x = np.tile(np.arange(float(waves)), people), rng.normal(size=people)[p]
    x[-30:] = rng.normal(size=30)  # beyond the rows that the survey samples
    y = month + x + rng.normal(size=people)[p] + rng.normal(size=len(p))
    data = {"p": p, "month": month, "x": x, "y": y}
    part = growth_part("y ~ month + x", person="p", data=data)
    assert part.statistics.layout.between == frozenset()
    shuffled = pd.DataFrame(data).sample(frac=1, random_state=2)
    assert numbers(fit_growth(part)) == pytest.approx(
        numbers(growth("y ~ month + x", person="p", data=shuffled)), rel=1e-8
    )


def test_waves_one_after_the_other_still_find_time():
    data = table(people=5000, waves=5).sort_values("month")
    assert open_source(data).ask("SELECT count(*) AS n FROM data")["n"][0] > 20000
    assert growth("score ~ dose + month", person="person", data=data).time == "month"


def test_any_times_at_all():
    data = table()
    rng = np.random.default_rng(1)
    odd = data.assign(month=data.month + rng.uniform(-0.3, 0.3, len(data)))
    answer = growth("score ~ month", person="person", data=odd)
    assert len(answer.statistics.people) == answer.n
    assert answer.proof.holds
    with pytest.raises(TooLittle):
        growth("score ~ month", person="person", data=odd.groupby("person").head(1))


def test_times_of_their_own_for_very_many_people(monkeypatch):
    rng = np.random.default_rng(4)
    data = table(people=1200, waves=4)
    odd = data.assign(month=data.month + rng.uniform(-0.3, 0.3, len(data)))
    for more in ({}, {"correlated": False, "site": "site"}):
        plain = growth("score ~ month", person="person", data=odd, **more)
        monkeypatch.setattr("trailside.evidence.mixed.growth.FEW_PATTERNS", 200)
        answer = growth("score ~ month", person="person", data=odd, **more)
        monkeypatch.undo()
        assert numbers(answer) == pytest.approx(numbers(plain), rel=1e-7, abs=1e-7)
        assert answer.proof.steps <= plain.proof.steps  # it started from a share of the people


def test_any_names_of_columns():
    data = table().rename(columns={"person": 'who "they" are', "score": "the score", "month": "month's no"})
    answer = growth("`the score` ~ `month's no`", person='who "they" are', data=data)
    assert answer.time == "month's no"
    assert numbers(answer) == pytest.approx(numbers(growth("score ~ month", person="person", data=table())), rel=1e-9)


def test_few_people_are_not_for_showing():
    answer = growth("score ~ month", person="person", data=table(people=9), random="1")
    assert "fewer than 11 people" in answer.sentence("en") and "menos de 11" in answer.sentence("es")


def test_the_whole_answer_is_plain_for_programs():
    answer = growth("score ~ month", person="person", data=table())
    plain = json.loads(json.dumps(answer.to_dict()))
    assert plain["proof"]["promise"] < 1e-9 and "fitted" not in plain
    assert answer.to_frame().column("name").to_pylist() == [e.name for e in answer.estimates]
    assert answer.aic == pytest.approx(12 - 2 * answer.loglik)
    with pytest.raises(KeyError, match="month"):
        answer["dose"]
