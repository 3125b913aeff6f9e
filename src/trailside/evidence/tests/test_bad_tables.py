"""Every method meets the same bad tables and says what to do; none of them gives a number."""

import json

import numpy as np
import pandas as pd
import pytest

from trailside import evidence
from trailside.evidence.errors import BadTable, TooLittle


def table(n=240):
    rng = np.random.default_rng(11)
    support = rng.integers(0, 2, n)
    before = rng.normal(28, 5, n)
    return pd.DataFrame({
        "person": np.arange(n), "site": [f"s{i % 8}" for i in range(n)], "quarter": (np.arange(n) // 8) % 5,
        "on": (((np.arange(n) // 8) % 5) > (np.arange(n) % 8) % 4).astype(int), "support": support,
        "before": before, "age": rng.normal(40, 10, n), "belief": before + support + rng.normal(0, 3, n),
        "after": before + 2 * support + rng.normal(0, 4, n), "days": rng.integers(1, 300, n),
        "left": rng.integers(0, 2, n), "maybe": np.where(rng.random(n) < 0.7, before, np.nan),
    })  # fmt: skip


METHODS = {
    "change": ("after", lambda d: evidence.change_between("before", "after", data=d)),
    "mediation": ("after", lambda d: evidence.mediate("support", "belief", "after", person="person", data=d)),
    "mediator": ("belief", lambda d: evidence.mediate("support", "belief", "after", person="person", data=d)),
    "comparison": ("after", lambda d: evidence.compare("after", "support", ["age"], data=d)),
    "covariate": ("age", lambda d: evidence.compare("after", "support", ["age"], data=d)),
    "missing": ("age", lambda d: evidence.who_is_missing("maybe", ["age"], data=d)),
    "groups": ("after", lambda d: evidence.between_groups("after", "site", data=d)),
    "roll-out": ("after", lambda d: evidence.roll_out("after", site="site", period="quarter", started="on", data=d)),
    "curve": ("days", lambda d: evidence.kaplan_meier("days", "left", data=d)),
    "gray": ("days", lambda d: evidence.gray_test("days", "left", of="1", by="support", data=d)),
    "log-rank": ("days", lambda d: evidence.log_rank("days", "left", by="support", data=d)),
    "cox": ("days", lambda d: evidence.cox("days", "left", ["age"], data=d)),
    "fine-gray": ("days", lambda d: evidence.fine_gray("days", "left", ["age"], of="1", data=d)),
    "cox covariate": ("age", lambda d: evidence.cox("days", "left", ["age"], data=d)),
}
SPOILT = {
    "a slip": lambda d, name: d.assign(**{name: np.where(d.person == 7, 1e9, d[name])}),
    "infinity": lambda d, name: d.assign(**{name: np.where(d.person == 7, np.inf, d[name])}),
    "text": lambda d, name: d.assign(**{name: d[name].astype(str).where(d.person != 7, "n/a")}),
    "no column": lambda d, name: d.drop(columns=name),
    "never varies": lambda d, name: d.assign(**{name: 3.0}),
    "empty": lambda d, name: d.assign(**{name: np.nan}),
    "no rows": lambda d, name: d[:0],
}  # fmt: skip


@pytest.mark.parametrize("method", METHODS)
def test_the_good_table_gives_an_answer(method):
    answer = METHODS[method][1](table())
    assert all(np.isfinite(each.value) for each in answer.estimates)
    assert answer.sentence("en") != answer.sentence("es")
    assert answer.assumptions
    for said in answer.refusals:  # never only in a field that nobody reads
        assert said.en in answer.sentence("en")
        assert said.es in answer.sentence("es")
    assert answer.r_code()
    assert json.loads(json.dumps(answer.to_dict(), allow_nan=False))["sentence"]["es"] == answer.sentence("es")
    assert answer.to_frame().num_rows == len(answer.estimates)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("how", SPOILT)
def test_a_bad_table_gets_words(method, how):
    name, ask = METHODS[method]
    if how == "never varies" and name == "days":
        pytest.skip("everybody seen on the same day is a curve of one step")
    with pytest.raises((BadTable, TooLittle)) as said:
        ask(SPOILT[how](table(), name))
    assert len(str(said.value)) > 20
