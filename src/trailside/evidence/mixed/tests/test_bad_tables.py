"""A table that cannot answer gets words that say what to do, never a number."""

import numpy as np
import pandas as pd
import pytest

from trailside.evidence import BadTable, TooLittle, growth


def table(people=12, waves=4):
    rng = np.random.default_rng(1)
    person = np.repeat([f"p{i}" for i in range(people)], waves)
    month = np.tile(np.arange(float(waves)), people)
    dose = np.repeat(rng.poisson(3, people).astype(float), waves)
    level = np.repeat(rng.normal(0, 2, people), waves)
    score = 20 + month + 0.1 * dose * month + level + rng.normal(size=len(month))
    return pd.DataFrame({"person": person, "month": month, "dose": dose, "score": score})


def ask(data, formula="score ~ month * dose", **more):
    return growth(formula, person=more.pop("person", "person"), data=data, **more)


def names_of_all(data):
    return [f"n{i}" for i in range(len(data))]


def changed(column, values, **more):
    data = table(**more)
    data[column] = values(data)
    return data


BAD = {
    "no such column": (lambda: (table(), {"formula": "scores ~ month"}), "no column 'scores'"),
    "no such person": (lambda: (table(), {"person": "participant"}), "no column 'participant'"),
    "no such site": (lambda: (table(), {"site": "house"}), "no column 'house'"),
    "one wave": (lambda: (table()[lambda d: d.month == 0], {"formula": "score ~ dose"}), "asked only once"),
    "constant time": (lambda: (table()[lambda d: d.month == 0], {}), "'month' is 0 in every row"),
    "constant outcome": (lambda: (changed("score", lambda d: 3.0), {}), "'score' is 3 in every row"),
    "empty outcome": (lambda: (changed("score", lambda d: np.nan), {}), "'score' is empty in every row"),
    "infinite": (
        lambda: (changed("score", lambda d: d.score.where(d.index != 4, np.inf)), {}),
        "infinite .* in some rows",
    ),
    "outlier": (lambda: (changed("score", lambda d: d.score.where(d.index != 4, 1e9)), {}), "1e\\+09 while nearly all"),
    "outlier in dose": (
        lambda: (changed("dose", lambda d: d.dose.where(d.index != 4, -1e9)), {}),
        "'dose' has .* -1e\\+09",
    ),
    "twice": (lambda: (pd.concat([table(), table().head(1)]), {}), "1 people have two rows for the same 'month'"),
    "twice, odd times": (
        lambda: (pd.concat([d := changed("month", lambda d: d.month * 1.2345678), d.head(1)]), {}),
        "1 people have two",
    ),
    "twice, days": (
        lambda: (pd.concat([d := changed("month", lambda d: d.month * 30), d.head(2)]), {}),
        "1 people have two",
    ),
    "copies": (
        lambda: (changed("again", lambda d: d.dose * 2 + 1), {"formula": "score ~ month + dose + again"}),
        "'again' says nothing that .*dose",
    ),
    "an outcome that the formula gives": (
        lambda: (changed("score", lambda d: 2 * d.month + d.dose), {"formula": "score ~ month + dose"}),
        "gives 'score' exactly",
    ),
    "lines filled in by a rule": (
        lambda: (changed("score", lambda d: d.person.str[1:].astype(int) ** 2 + d.month), {"random": "1"}),
        "own line exactly",
    ),
    "text": (lambda: (changed("score", lambda d: d.score.round(1).astype(str)), {}), "'score' holds text"),
    "words among numbers": (
        lambda: (changed("dose", lambda d: d.dose.astype(int).astype(str).where(d.index != 3, "n/a")), {}),
        "numbers written as text .*'n/a'",
    ),
    "dates": (
        lambda: (changed("month", lambda d: pd.Timestamp("2026-01-01") + pd.to_timedelta(d.month, "D")), {}),
        "'month' holds dates",
    ),
    "too few people": (lambda: (table(people=4), {}), "At least 6"),
    "no rows": (lambda: (table().head(0), {}), "no rows"),
    "two occasions": (lambda: (table(waves=2), {}), "Use random='1'"),
    "two sites": (
        lambda: (changed("house", lambda d: d.month.astype(int) % 2), {"site": "house"}),
        "more than one 'house'",
    ),
    "few sites": (
        lambda: (changed("house", lambda d: d.person.isin(["p1", "p2", "p3"]).astype(int)), {"site": "house"}),
        "put 'house' into the formula",
    ),
    "no outcome": (lambda: (table(), {"formula": "month * dose"}), "needs one outcome"),
    "no intercept": (lambda: (table(), {"formula": "score ~ 0 + month"}), "Keep the intercept"),
    "not a formula": (lambda: (table(), {"formula": "score ~ month +* dose"}), "not understood"),
    "a bar": (lambda: (table(), {"formula": "score ~ month + (1 | person)"}), "not understood"),
    "a spline": (lambda: (table(), {"formula": "score ~ bs(month, 3)"}), "'bs\\(month, 3\\)' cannot be used"),
    "python": (lambda: (table(), {"formula": "score ~ I(__import__('os').getcwd())"}), "cannot be used in a formula"),
    "no method": (lambda: (table(), {"method": "MLE"}), "'REML' or 'ML'"),
    "group slope": (
        lambda: (changed("house", lambda d: d.person.str[-1]), {"random": "1 + house"}),
        "'house' is a group",
    ),
    "four slopes": (lambda: (table(), {"random": "1 + month + dose + I(month ** 2)"}), "at most 3"),
    "nothing differs": (lambda: (table(), {"random": "0"}), "random='1' at least|not understood"),
    "a log of zero": (lambda: (table(), {"formula": "score ~ log(month)"}), "."),
    "names as groups": (
        lambda: (changed("name", names_of_all, people=20), {"formula": "score ~ name"}),
        "more than 50",
    ),
    "product without its parts": (
        lambda: (changed("house", lambda d: "h" + d.person.str[-1]), {"formula": "score ~ month:house"}),
        "Write it with a \\*",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_table_says_what_to_do(case):
    make, words = BAD[case]
    data, more = make()
    with pytest.raises((BadTable, TooLittle), match=words):
        ask(data, **more)


def test_two_rows_at_one_time_can_both_be_real():
    assert ask(pd.concat([table(), table().head(1)]), duplicates=True).rows == 49


def test_empty_cells_are_left_out_and_counted():
    data = changed("score", lambda d: d.score.where(d.index % 5 != 0))
    data.loc[data.person == "p3", "dose"] = np.nan
    answer = ask(data)
    usable = data.dropna()
    assert (answer.n, answer.rows) == (usable.person.nunique(), len(usable))
    assert (answer.missing.rows, answer.missing.people) == (len(data) - len(usable), 1)
    assert answer.missing.by_column == {"score": int(data.score.isna().sum()), "dose": 4}
    assert "could not be used" in answer.sentence("en") and "No se pudieron usar" in answer.sentence("es")
    assert answer.loglik == pytest.approx(ask(usable).loglik, abs=1e-8)
