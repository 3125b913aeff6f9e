"""A check-in is as small as the person wants."""

import pytest

from trailside.measures.rules.checkin import LONGEST_WORD, CheckInSaid


def test_a_nought_is_an_answer_and_blanks_are_not() -> None:
    assert CheckInSaid().is_empty
    assert CheckInSaid(word="  ").is_empty
    assert not CheckInSaid(day=0).is_empty
    assert not CheckInSaid(word="Rain, and I went anyway.").is_empty


@pytest.mark.parametrize("said", [{"day": 11}, {"connected": -1}, {"handle": 99}, {"word": "x" * (LONGEST_WORD + 1)}])
def test_what_does_not_fit_on_the_ruler_is_refused(said: dict) -> None:
    with pytest.raises(ValueError, match=r"ruler|word"):
        CheckInSaid(**said)
