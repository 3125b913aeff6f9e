"""Reliable improvement, recovery and deterioration by the definitions of NHS Talking Therapies, case by case."""

import numpy as np
import pytest

from trailside.evidence.change import Measured, improvement_rates
from trailside.evidence.change.rates import count_moves, rates_of
from trailside.evidence.errors import TooLittle

PHQ = Measured("phq_1", "phq_2", 6, 10, lower_is_better=True)
GAD = Measured("gad_1", "gad_2", 4, 8, lower_is_better=True)
# (PHQ before, after, GAD before, after): improved, deteriorated, recovered, reliably recovered
CASES = [
    ((15, 9, 5, 5), (1, 0, 1, 1)),  # 6 points better, below both cut-offs
    ((15, 10, 5, 5), (0, 0, 0, 0)),  # 5 points are not reliable, still at the cut-off
    ((10, 9, 5, 5), (0, 0, 1, 0)),  # recovered, not reliably
    ((20, 12, 9, 9), (1, 0, 0, 0)),  # improved, still at caseness
    ((15, 5, 5, 9), (0, 0, 0, 0)),  # better on one, worse on the other: neither
    ((15, 21, 5, 5), (0, 1, 0, 0)),  # 6 points worse
    ((5, 5, 4, 7), (0, 0, None, None)),  # never at caseness: not in the recovery rate
    ((5, 5, 12, 7), (1, 0, 1, 1)),  # caseness by the other measure
]


def table(copies=3):
    rows = np.array([case for case, _ in CASES] * copies, float)
    return dict(zip(["phq_1", "phq_2", "gad_1", "gad_2"], rows.T, strict=True))


def test_every_case_is_counted_where_the_manual_counts_it():
    answer = improvement_rates([PHQ, GAD], data=table())
    told = {each.name: each.value for each in answer.estimates}
    marks = [mark for _, mark in CASES]
    cases = [mark for mark in marks if mark[2] is not None]
    assert told["reliable improvement"] == pytest.approx(np.mean([m[0] for m in marks]))
    assert told["reliable deterioration"] == pytest.approx(np.mean([m[1] for m in marks]))
    assert told["recovery"] == pytest.approx(np.mean([m[2] for m in cases]))
    assert told["reliable recovery"] == pytest.approx(np.mean([m[3] for m in cases]))


def test_parts_merge_and_missing_scores_are_counted():
    whole, half = table(4), table(2)
    merged = count_moves([PHQ, GAD], half).merge(count_moves([PHQ, GAD], half))
    assert rates_of(merged, [PHQ, GAD]).estimates == improvement_rates([PHQ, GAD], data=whole).estimates
    whole["gad_2"][:5] = np.nan
    answer = improvement_rates([PHQ, GAD], data=whole)
    assert (answer.n, answer.missing.people) == (27, 5)


def test_a_measure_without_a_cut_off_says_no_recovery():
    gse = Measured("gse_1", "gse_2", 8.4)
    data = {"gse_1": np.full(20, 20.0), "gse_2": np.array([30.0] * 10 + [10.0] * 10)}
    answer = improvement_rates([gse], data=data)
    assert [each.value for each in answer.estimates] == [0.5, 0.5]
    assert "recovery is not said" in answer.sentence("en")
    assert "mejora fiable 50.0 %" in answer.sentence("es")
    with pytest.raises(TooLittle, match="At least 11"):
        improvement_rates([gse], data={"gse_1": [1.0] * 5, "gse_2": [2.0] * 5})


def test_few_at_caseness_get_no_recovery_rate():
    data = {"phq_1": np.array([15.0] * 5 + [3.0] * 15), "phq_2": np.full(20, 3.0)}
    answer = improvement_rates([PHQ], data=data)
    assert {each.name for each in answer.estimates} == {"reliable improvement", "reliable deterioration"}
    assert "5 people were at caseness before; recovery is said from 11 on" in answer.sentence("en")
