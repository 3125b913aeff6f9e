"""What leaves the house holds no count of 1 to 10, comes back as it was, and still adds up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trailside.evidence.blocks import read_blocks
from trailside.evidence.change.rates import count_moves
from trailside.evidence.change.tests.test_rates import PHQ
from trailside.evidence.change.tests.test_rates import table as scores
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.groups.apart import apart, count_groups
from trailside.evidence.groups.tests.test_groups import table as sites
from trailside.evidence.mediation.tests.test_mediation import COLUMNS
from trailside.evidence.mediation.tests.test_mediation import table as belief
from trailside.evidence.moments import read_moments
from trailside.evidence.source import open_source
from trailside.evidence.survival.curves import kaplan_meier
from trailside.evidence.survival.exits import Exits
from trailside.evidence.survival.scan import count_exits
from trailside.evidence.survival.tests.test_counting import LEAVING, people
from trailside.evidence.travel import pack, private, unpack


def test_everything_that_travels_comes_back_as_it_was():
    blocks = private(read_blocks(open_source(belief()), COLUMNS, "person"))
    for sent in (
        private(count_exits(LEAVING, people(), "arm")[""]),
        blocks,
        read_moments(open_source(belief()), COLUMNS),
        count_moves([PHQ], scores(12)),
        private(count_groups("score", "site", sites())),
    ):
        back = unpack(pack(sent))
        assert pack(back) == pack(sent)
        assert type(back.merge(back)) is type(sent)
    for text in ("{}", "[]", "no", '{"kind": "Exits"}'):
        with pytest.raises(BadTable, match="not a statistic"):
            unpack(text)


counts = st.integers(0, 30)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(counts, counts, counts), min_size=1, max_size=40))
def test_no_small_count_of_leaving_travels(rows):
    left = np.array(rows, float)[None]
    exits = Exits(("all",), ("a", "b"), np.arange(1.0, len(rows) + 1), left)
    try:
        sent = private(exits)
    except TooLittle:
        assert ((left.sum((0, 1)) > 0) & (left.sum((0, 1)) < 11)).any()
        return
    assert not ((sent.left > 0) & (sent.left < 11)).any()
    assert np.array_equal(sent.left.sum(1), left.sum(1))
    assert (np.diff(sent.times) > 0).all() and sent.times[-1] == exits.times[-1]


def test_a_private_curve_is_near_the_whole_one():
    exits = count_exits(LEAVING, people(n=5000))[""]
    near, whole = kaplan_meier(private(exits)), kaplan_meier(exits)
    gaps = [abs(near.at(t)[0] - whole.at(t)[0]) for t in near.times]
    assert max(gaps) < 0.02


def test_folded_blocks_keep_every_sum_and_small_ones_stay():
    blocks = read_blocks(open_source(belief(n=500)), COLUMNS, "person")
    sent = private(blocks)
    assert sent.people.min() >= 11
    assert sent.total().scatter == pytest.approx(blocks.total().scatter, rel=1e-12)
    with pytest.raises(TooLittle, match="stays at home"):
        private(read_moments(open_source(belief(n=8)), COLUMNS))
    with pytest.raises(TooLittle, match="stays at home"):
        private(count_moves([PHQ], scores(2)))


def test_small_groups_stay_at_home():
    sums = private(count_groups("score", "site", sites(smallest=5)))
    assert sums.people.min() >= 11
    assert apart(sums, "score", "site").hidden == 0
