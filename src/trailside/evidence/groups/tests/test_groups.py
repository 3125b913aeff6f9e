"""Groups drawn towards the whole: the published dyestuff, exact merging, and never an order."""

import numpy as np
import pandas as pd
import pytest

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.groups import between_groups
from trailside.evidence.groups.apart import apart, count_groups
from trailside.evidence.groups.pooling import pool_groups

# Davies & Goldsmith (1972), table 6.3: yield of dyestuff, 5 samples from each of 6 batches. lme4 (Bates et al. 2015):
# mean 1527.5 (19.38), variance between batches 1764.05, within 2451.25, REML criterion 319.6543.
DYESTUFF = {
    "A": [1545, 1440, 1440, 1520, 1580], "B": [1540, 1555, 1490, 1560, 1495], "C": [1595, 1550, 1605, 1510, 1560],
    "D": [1445, 1440, 1595, 1465, 1545], "E": [1595, 1630, 1515, 1635, 1625], "F": [1520, 1455, 1450, 1480, 1445],
}  # fmt: skip


def dyestuff():
    rows = [(batch, float(value)) for batch, values in DYESTUFF.items() for value in values]
    return pd.DataFrame(rows, columns=["batch", "y"])


def test_dyestuff():
    found = pool_groups(count_groups("y", "batch", dyestuff()))
    assert (found.mu, found.mu_error) == pytest.approx((1527.5, 19.383), abs=1e-3)
    assert (found.spread_between**2, found.spread_within**2) == pytest.approx((1764.05, 2451.25), abs=0.01)
    assert found.deviance == pytest.approx(319.6543, abs=1e-3)
    # Batch means drawn by 1764.05 / (1764.05 + 2451.25 / 5).
    pull = 1764.05 / (1764.05 + 2451.25 / 5)
    assert found.own[0] == pytest.approx(1527.5 + pull * (1505 - 1527.5), abs=0.01)


def table(seed=1, groups=12, tau=2.0, smallest=15):
    rng = np.random.default_rng(seed)
    rows = []
    for g in range(groups):
        level = rng.normal(0, tau)
        rows += [(f"g{g:02}", 28 + level + rng.normal(0, 5)) for _ in range(int(rng.integers(smallest, 60)))]
    return pd.DataFrame(rows, columns=["site", "score"])


def test_two_organisations_merge_to_the_whole():
    data = table()
    odd = np.arange(len(data)) % 3 == 0
    merged = count_groups("score", "site", data[odd]).merge(count_groups("score", "site", data[~odd]))
    whole = count_groups("score", "site", data.sample(frac=1, random_state=1))
    assert merged.squares == pytest.approx(whole.squares, rel=1e-9)
    one, other = apart(merged, "score", "site"), apart(whole, "score", "site")
    assert [e.value for e in one.estimates] == pytest.approx([e.value for e in other.estimates], abs=1e-6)
    shifted = between_groups("score", "site", data=data.assign(score=data.score + 1e6))
    assert shifted.pooled.spread_between == pytest.approx(one.pooled.spread_between, rel=1e-6)


def test_groups_stand_by_name_and_the_words_refuse_an_order():
    answer = between_groups("score", "site", data=table())
    assert list(answer.shown) == sorted(answer.shown)
    assert "Groups are not put in an order" in answer.sentence("en")
    assert "no se ordenan" in answer.sentence("es")
    assert "cannot tell them from the whole" in answer.sentence("en")
    assert not {"rank", "best", "worst"} & {word.strip(".,:").lower() for word in answer.sentence("en").split()}
    alike = between_groups("score", "site", data=table(seed=3, tau=0.0))
    assert "We cannot tell" in alike.sentence("en")
    assert alike.apart == ()
    assert all(each.interval.high > each.interval.low for each in alike.estimates[2:])


def test_small_groups_take_part_and_are_not_shown_nor_alone():
    data = pd.concat([table(), pd.DataFrame({"site": ["tiny"] * 4, "score": [20.0, 25, 30, 35]})])
    answer = between_groups("score", "site", data=data)
    assert answer.hidden == 2
    assert "tiny" not in answer.shown
    told = answer.to_dict()
    assert "tiny" not in str(told)
    assert "own" not in told["pooled"]
    assert len(answer.shown) == answer.groups - 2


def test_tables_that_cannot_say():
    with pytest.raises(TooLittle, match="At least 5"):
        between_groups("score", "site", data=table(groups=4))
    with pytest.raises(BadTable, match="all people have the same"):
        between_groups("score", "site", data=table().assign(score=1.0))


@pytest.mark.drill
def test_limits_hold_the_groups_truth():
    hits, spreads = [], []
    for seed in range(1_000):
        rng = np.random.default_rng(seed)
        level = rng.normal(0, 2, 15)
        n = rng.integers(15, 60, 15)
        site = np.repeat(np.arange(15), n)
        data = {"site": [f"g{s:02}" for s in site], "score": 28 + level[site] + rng.normal(0, 5, len(site))}
        answer = between_groups("score", "site", data=data)
        for each, (name, truth) in zip(answer.estimates[2:], enumerate(level), strict=True):
            assert each.name.startswith(f"g{name:02}")
            hits.append(each.interval.holds(truth))
        spreads.append(answer.estimates[1].interval.holds(2.0))
    assert 0.93 <= np.mean(hits) <= 0.97
    assert 0.93 <= np.mean(spreads) <= 0.97
