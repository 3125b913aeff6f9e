"""Counts merge exactly, engines agree, and order, shift and scale do not matter."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from trailside.evidence.survival import competing_risks, cox, kaplan_meier, log_rank
from trailside.evidence.survival.cox import _question
from trailside.evidence.survival.exits import Exits
from trailside.evidence.survival.newton import climb
from trailside.evidence.survival.scan import Leaving, count_exits
from trailside.evidence.survival.staying import staying

LEAVING = Leaving("days", "ending", "still here")


def people(seed=1, n=600):
    rng = np.random.default_rng(seed)
    dose, arm = rng.normal(size=n), rng.choice(["alone", "with"], n)
    time = np.ceil(rng.exponential(300 * np.exp(0.8 * (arm == "with") - 0.3 * dose)))
    ending = rng.choice(["got what I came for", "lost touch", "still here"], n, p=[0.4, 0.3, 0.3])
    ending = np.where(time > 365, "still here", ending)
    return pd.DataFrame({"days": np.minimum(time, 365), "ending": ending, "dose": dose, "arm": arm,
                         "site": rng.choice(["n", "s"], n), "left": (ending != "still here").astype(int)})  # fmt: skip


def same(one, other):
    assert one.groups == other.groups
    assert one.endings == other.endings
    assert np.array_equal(one.times, other.times)
    assert np.abs(one.left - other.left).max() <= 1e-9


def test_two_parts_merge_to_the_whole():
    table = people()
    parts = [count_exits(LEAVING, table[table.site == site], "arm")[""] for site in "ns"]
    whole = count_exits(LEAVING, table, "arm")[""]
    same(parts[0].merge(parts[1]), whole)
    same(Exits.from_dict(json.loads(json.dumps(whole.to_dict()))), whole)
    counted = replace(LEAVING, count=("lost touch",))
    merged = staying(parts[0].merge(parts[1]).counting(["lost touch"]), counted, "arm", 180, 0.95, "log-log", True)
    asked = {"count": ["lost touch"], "by": "arm", "still_here": "still here", "until": 180}
    direct = kaplan_meier("days", "ending", data=table, **asked)
    assert merged.to_dict() == direct.to_dict()


@pytest.mark.parametrize("repeats", [0, 1, 4])
@pytest.mark.parametrize("kinds", [(0.0, 1.0), (2.0, 0.0, 1.0), (1.0,), (1.0, 2.0)])
def test_counting_rows_one_by_one_is_counting_by_the_table(repeats, kinds):
    rng = np.random.default_rng(3)
    time = np.round(rng.exponential(30, 500), repeats)
    time[:3] = [0.0, -0.0, np.nan]
    kind = rng.choice(kinds, 500)
    kind[5] = np.nan
    rows = {"days": time, "kind": kind}
    words = {"days": time, "kind": [None if np.isnan(k) else f"{k:g}" for k in kind]}  # words are counted by the table
    for here in (0, None):
        one = count_exits(Leaving("days", "kind", here), rows)[""]
        other = count_exits(Leaving("days", "kind", None if here is None else "0"), words)[""]
        same(one, other)
        assert (one.missing, one.people) == (other.missing, other.people)
        assert np.array_equal(one.at_risk, other.at_risk)


def test_a_cox_model_of_two_organisations_without_sharing_rows():
    table = people()
    whole = _question(Leaving("days", "left"), ["dose", "arm"], [], table)
    # Both ask with the same centre and scale: the only thing agreed beforehand.
    halves = []
    for site in "ns":
        asked = _question(Leaving("days", "left"), ["dose", "arm"], [], table[table.site == site])
        halves.append(type(asked)(asked.source, asked.time, asked.event, asked.layer, whole.about))
    alone = climb(whole.sums, 2)
    together = climb(lambda at: halves[0].sums(at).merge(halves[1].sums(at)), 2)
    assert together.coefficients == pytest.approx(alone.coefficients, abs=1e-9)
    assert together.loglik == pytest.approx(alone.loglik, abs=1e-9 * abs(alone.loglik))


def test_scans_and_rows_in_memory_give_the_same_model(tmp_path):
    table = people()
    table.to_csv(tmp_path / "people.csv", index=False)
    asked = _question(Leaving("days", "left"), ["dose", "arm"], ["site"], str(tmp_path / "people.csv"))
    by_scan, by_rows = climb(asked.sums, 2), climb(asked.people().sums, 2)
    assert by_scan.coefficients == pytest.approx(by_rows.coefficients, abs=1e-10)
    memory = cox("days", "left", ["dose", "arm"], strata=["site"], data=table)
    assert by_scan.coefficients / asked.about.spreads == pytest.approx(memory.coefficients, abs=1e-10)


def test_order_shift_and_scale_do_not_matter():
    table = people()
    base = cox("days", "left", ["dose"], data=table)
    moved = table.sample(frac=1, random_state=3).assign(dose=lambda t: 1e6 + 0.001 * t.dose, days=lambda t: t.days * 24)
    other = cox("days", "left", ["dose"], data=moved)
    assert other.coefficients * 0.001 == pytest.approx(base.coefficients, rel=1e-7)
    assert other.loglik == pytest.approx(base.loglik, abs=1e-6)
    assert log_rank("days", "left", by="arm", data=moved).test.p == pytest.approx(
        log_rank("days", "left", by="arm", data=table).test.p, rel=1e-9
    )


def test_a_newton_step_of_zero_gain_proves_convergence():
    answer = cox("days", "left", ["dose", "arm"], data=people())
    assert 0 <= answer.decrement < 1e-9
    assert answer.loglik > answer.loglik_null


def test_endings_add_up_to_everybody():
    (found,) = competing_risks("days", "ending", still_here="still here", data=people()).incidence
    total = sum(curve.estimate for curve in found.curves) + found.none_yet
    assert total == pytest.approx(np.ones_like(total), abs=1e-12)


def test_one_ending_alone_is_the_kaplan_meier_curve_upside_down():
    table = people()
    alone = competing_risks("days", "left", data=table).incidence[0].curves[0]
    curve = kaplan_meier("days", "left", data=table).survival[0]
    assert 1 - alone.estimate == pytest.approx(curve.estimate, abs=1e-12)
    inside = curve.estimate > 0
    assert alone.error[inside] == pytest.approx(curve.error[inside], abs=1e-12)
