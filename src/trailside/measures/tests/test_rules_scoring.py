"""Sums follow the published rule; what was left out is never invented."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trailside.measures.rules.instruments import instrument
from trailside.measures.rules.scoring import score

GSE = instrument("gse-10")


def gse(*steps: int | None) -> dict[str, int | None]:
    return dict(zip(GSE.codes, steps, strict=False))


@pytest.mark.parametrize(
    ("answers", "total"),
    [
        (gse(*[1] * 10), "10"),
        (gse(*[4] * 10), "40"),
        (gse(3, 3, 3, 3, 3, 2, 2, 4, 3, 3), "29"),
        (gse(*[3] * 7, None, None, None), "30"),
        (gse(3, 3, 3, 3, 3, 3, 2, None, None, None), "28.571"),
        (gse(*[3] * 7), "30"),
        (gse(*[3] * 6, None, None, None, None), None),
        (gse(*[3] * 6), None),
        ({}, None),
    ],
)
def test_the_gse_is_summed_with_at_most_three_left_out(answers: dict[str, int | None], total: str | None) -> None:
    assert score(GSE, answers).total == (None if total is None else Decimal(total))


def test_chose_not_to_and_not_come_to_are_two_things() -> None:
    result = score(GSE, gse(3, None, 3))
    assert (result.answered, result.chose_not_to, result.not_come_to) == (2, 1, 7)


def test_the_barc_needs_all_ten() -> None:
    barc = instrument("barc-10")
    assert score(barc, dict.fromkeys(barc.codes, 5)).total == 50
    assert score(barc, dict.fromkeys(barc.codes[:9], 5)).total is None


def test_the_loneliness_scale_needs_all_three() -> None:
    ucla = instrument("ucla-3")
    assert score(ucla, {"ucla1": 1, "ucla2": 2, "ucla3": 3}).total == 6
    assert score(ucla, {"ucla1": 1, "ucla2": 2, "ucla3": None}).total is None


def test_the_mirc_has_four_parts_and_a_total() -> None:
    mirc = instrument("mirc-28")
    answers: dict[str, int | None] = dict.fromkeys(mirc.codes, 4)
    assert score(mirc, answers).total == 112
    assert dict(score(mirc, answers).subscales) == dict.fromkeys(("social", "physical", "human", "cultural"), 28)
    answers["mircs1"] = None
    assert score(mirc, answers).total is None
    assert score(mirc, answers).subscales["social"] is None
    assert score(mirc, answers).subscales["human"] == 28


@pytest.mark.parametrize("answers", [{"gse11": 3}, {"gse01": 0}, {"gse01": 5}, {"gse01": True}, {"barc01": 3}])
def test_an_answer_that_does_not_exist_is_refused(answers: dict[str, int | None]) -> None:
    with pytest.raises(ValueError, match="gse-10 has no"):
        score(GSE, answers)


@given(st.lists(st.one_of(st.none(), st.sampled_from(GSE.scale)), min_size=10, max_size=10))
def test_a_sum_stays_on_its_scale_and_counts_everything(steps: list[int | None]) -> None:
    result = score(GSE, gse(*steps))
    assert result.answered + result.chose_not_to + result.not_come_to == 10
    assert (result.total is not None) == (result.chose_not_to <= 3)
    assert result.total is None or 10 <= result.total <= 40


@given(st.permutations(GSE.codes), st.lists(st.sampled_from(GSE.scale), min_size=10, max_size=10))
def test_the_order_of_answering_does_not_matter(order: list[str], steps: list[int]) -> None:
    answers = dict(zip(GSE.codes, steps, strict=True))
    assert score(GSE, {code: answers[code] for code in order}).total == sum(steps)
