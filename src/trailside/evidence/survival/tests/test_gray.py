"""Gray's test: R's numbers, one group as another, merged parts, and a level that is kept."""

import numpy as np
import pandas as pd
import pytest

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.survival import gray_test
from trailside.evidence.survival.ending_difference import ending_difference
from trailside.evidence.survival.gray import gray
from trailside.evidence.survival.scan import Leaving, count_exits
from trailside.evidence.survival.tests.test_against_r import design
from trailside.evidence.survival.tests.test_counting import people

# R 4.2, cmprsk 2.2-11: cuminc(t, k, g)$Tests[, 1] and cuminc(t, k, g, strata = s)$Tests[1, 1] of these designs.
CMPRSK = {
    0: (0.879285068644, 0.256725812931, 1.46945502805),
    1: (0.724734770921, 2.46259885706, 0.662207312365),
    9: (7.10501901339, 1.19855781755, 6.62692271257),
}


def ask(data, **more):
    return gray_test("days", "ending", of="lost touch", by="arm", data=data, **{"still_here": "still here", **more})


@pytest.mark.parametrize("k", CMPRSK)
def test_the_statistics_are_those_of_r(k):
    table = design(k)
    plain = [gray_test("t", "k", of=of, by="g", data=table).test.statistic for of in ("1", "2")]
    within = gray_test("t", "k", of="1", by="g", strata=["s"], data=table).test.statistic
    assert [*plain, within] == pytest.approx(CMPRSK[k], rel=1e-10)


def test_the_answer_in_words_and_numbers():
    answer = ask(people(), until=180)
    (difference,) = answer.estimates
    by_hand = [
        (people().query("arm == @arm and days <= 180").ending == "lost touch").mean() for arm in ("alone", "with")
    ]
    assert np.sign(difference.value) == np.sign(by_hand[1] - by_hand[0])
    assert answer.test.degrees == 1
    assert "Does 'lost touch' come more often in some groups?" in answer.sentence("en")
    assert "percentage points by 180" in answer.sentence("en")
    assert "puntos porcentuales hasta 180" in answer.sentence("es")
    assert "does not say why they differ" in answer.sentence("en")


def test_merged_parts_are_the_whole_and_order_and_scale_of_time_do_not_matter():
    table, leaving = people(), Leaving("days", "ending", "still here")
    parts = [count_exits(leaving, table[table.site == site], "arm")[""] for site in "ns"]
    merged = ending_difference([parts[0].merge(parts[1])], leaving, "lost touch", "arm", (), 180, 0.95)
    assert merged.to_dict() == ask(table, until=180).to_dict()
    moved = table.sample(frac=1, random_state=2).assign(days=lambda d: d.days * 24)
    assert ask(moved).test.statistic == pytest.approx(ask(table).test.statistic, rel=1e-9)


def test_a_null_stays_null_and_a_difference_is_found():
    p, found = [], 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        table = {
            "t": np.ceil(rng.exponential(100, 200)),
            "k": rng.choice([0, 1, 2], 200),
            "g": rng.choice(["a", "b"], 200),
        }
        p.append(gray(list(count_exits(Leaving("t", "k"), table, "g").values()), "1").p)
        if seed < 20:
            table["k"] = np.where((table["k"] == 1) & (table["g"] == "a") & (rng.random(200) < 0.6), 2, table["k"])
            found += gray(list(count_exits(Leaving("t", "k"), table, "g").values()), "1").p < 0.05
    # 200 tests at 5 %: more than 21 or fewer than 2 would come by chance once in a thousand times.
    assert 2 <= np.sum(np.array(p) < 0.05) <= 21
    assert found >= 15


def test_tables_that_cannot_say():
    with pytest.raises(BadTable, match="Nobody has the ending 'moved'"):
        gray_test("days", "ending", of="moved", by="arm", still_here="still here", data=people())
    with pytest.raises(TooLittle, match="a difference needs two"):
        ask(people().assign(arm="with"))
    few = people()
    few["ending"] = np.where(np.arange(600) < 3, "lost touch", "still here")
    with pytest.raises(TooLittle, match="at least 5"):
        ask(pd.DataFrame(few))
