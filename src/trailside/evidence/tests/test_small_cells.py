"""No subtraction gives a small count back."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from trailside.evidence.errors import BadTable
from trailside.evidence.small_cells import ALL, may_show, protect


def tables(most_axes):
    @st.composite
    def build(draw):
        shape = draw(st.lists(st.integers(2, 5 - most_axes // 2), min_size=1, max_size=most_axes))
        count = st.one_of(st.just(0), st.integers(1, 10), st.integers(11, 60), st.integers(0, 2000))
        cells = itertools.product(*([f"{'abc'[i]}{j}" for j in range(n)] for i, n in enumerate(shape)))
        return {cell: draw(count) for cell in cells}

    return build()


def equations(table):
    """What anyone can write down: every line adds up, with the shown numbers put in."""
    hidden = sorted(table.hidden)
    rows, right = [], []
    for axis, levels in enumerate(table.axes.values()):
        others = [ls if i != axis else ("",) for i, ls in enumerate(table.axes.values())]
        for start in itertools.product(*others):
            row, known = np.zeros(len(hidden)), 0
            for level in levels:
                cell = (*start[:axis], level, *start[axis + 1 :])
                sign = -1 if level == ALL else 1
                if cell in table.hidden:
                    row[hidden.index(cell)] = sign
                else:
                    known += sign * table[cell]
            if row.any():
                rows.append(row)
                right.append(-known)
    return hidden, np.array(rows), np.array(right)


@settings(max_examples=60, deadline=None)
@given(tables(2))
def test_an_attacker_with_all_shown_numbers_is_left_with_a_range(counts):
    table = protect(counts, [f"axis {i}" for i in range(len(next(iter(counts))))])
    hidden, left, right = equations(table)
    for i in range(len(hidden)):
        goal = np.eye(len(hidden))[i]
        least, most = (linprog(sign * goal, A_eq=left, b_eq=right, bounds=(0, None)) for sign in (1, -1))
        assert least.status == 0, hidden[i]
        assert most.status == 3 or -most.fun - least.fun > 0.99, hidden[i]  # 3: without limit


@settings(max_examples=30, deadline=None)
@given(tables(3))
def test_nothing_small_is_shown_and_no_line_gives_a_small_sum(counts):
    table = protect(counts, [f"axis {i}" for i in range(len(next(iter(counts))))])
    assert all(n == 0 or n >= 11 for n in table.shown.values())
    hidden, left, right = equations(table)
    for row, known in zip(left, right, strict=True):
        unknown = np.flatnonzero(row)
        if (row[unknown] > 0).all():  # levels are hidden, their total is shown: their sum is known
            assert len(unknown) > 1 and known >= 11
    if len(hidden):
        _, sizes, vectors = np.linalg.svd(left)
        free = vectors[int((sizes > 1e-9).sum()) :]
        assert np.abs(free).max(axis=0, initial=0).min() > 1e-9


@settings(max_examples=30, deadline=None)
@given(tables(2), st.data())
def test_a_second_release_hides_what_the_first_one_hid(counts, data):
    axes = [f"axis {i}" for i in range(len(next(iter(counts))))]
    first = protect(counts, axes)
    grown = {cell: n + data.draw(st.integers(0, 12)) for cell, n in counts.items()}
    second = protect(grown, axes, hidden_before=first.hidden)
    assert first.hidden <= second.hidden


def test_a_small_count_takes_a_companion_with_it():
    table = protect(
        {("north", "yes"): 4, ("north", "no"): 40, ("south", "yes"): 30, ("south", "no"): 50}, ["site", "a"]
    )
    assert table["north", "yes"] is None and table.text(("north", "yes")) == "–"
    assert table[ALL, ALL] == 124 and table.text((ALL, ALL)) == "124"
    assert table.hidden == {("north", "yes"), ("north", "no"), ("south", "yes"), ("south", "no")}


def test_small_companions_are_not_enough():
    table = protect({("a",): 3, ("b",): 4, ("c",): 20, ("d",): 30}, ["site"])
    assert table.hidden == {("a",), ("b",), ("c",)}


def test_zero_is_shown_and_a_number_about_few_people_is_not():
    assert may_show(0) and may_show(11) and not may_show(10)
    assert protect({("a",): 0, ("b",): 20}, ["site"])["a",] == 0


def test_what_are_no_counts_is_refused():
    with pytest.raises(BadTable, match="whole and not negative"):
        protect({("a",): -1}, ["site"])
    with pytest.raises(BadTable, match="leave totals"):
        protect({("all",): 20}, ["site"])
