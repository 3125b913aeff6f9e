"""Bad tables and too few people get words, never a number; answers come in two languages with their limits."""

import numpy as np
import pandas as pd
import pytest

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.survival import competing_risks, cox, fine_gray, kaplan_meier, log_rank
from trailside.evidence.survival.tests.test_counting import people


def test_several_endings_are_never_mixed():
    with pytest.raises(BadTable, match=r"several endings.*got what I came for.*competing_risks"):
        kaplan_meier("days", "ending", still_here="still here", data=people())
    with pytest.raises(BadTable, match=r"several endings"):
        cox("days", "ending", ["dose"], still_here="still here", data=people())
    with pytest.raises(BadTable, match=r"Nobody has the ending 'gone'. There are"):
        kaplan_meier("days", "ending", count=["gone"], still_here="still here", data=people())
    with pytest.raises(BadTable, match=r"Which word in 'ending' means still here"):
        kaplan_meier("days", "ending", data=people())
    with pytest.raises(BadTable, match=r"holds numbers"):
        kaplan_meier("days", "left", still_here="no", data=people())
    with pytest.raises(BadTable, match=r"Nobody has the ending 'gone'"):
        fine_gray("days", "ending", ["dose"], of="gone", still_here="still here", data=people())


def test_times_that_cannot_be():
    for wild in (-1.0, np.inf):
        table = people()
        table.loc[3, "days"] = wild
        with pytest.raises(BadTable, match=r"negative or infinite"):
            kaplan_meier("days", "left", data=table)
        with pytest.raises(BadTable, match=r"infinite"):
            cox("days", "left", ["dose"], data=table)
    with pytest.raises(BadTable, match=r"no column 'day'"):
        kaplan_meier("day", "left", data=people())
    with pytest.raises(BadTable, match=r"'arm' holds text"):
        kaplan_meier("arm", "left", data=people())


def test_unknown_cells_are_counted_not_guessed():
    table = people()
    table.loc[:9, "days"] = np.nan
    table.loc[10:14, "ending"] = None
    answer = competing_risks("days", "ending", still_here="still here", data=table)
    assert (answer.n, answer.missing.rows) == (585, 15)


def test_an_empty_ending_can_mean_still_here():
    table = people()
    table["ending"] = table.ending.where(table.ending != "still here", None)
    named = competing_risks("days", "ending", still_here=None, data=table)
    assert named.to_dict()["incidence"] == competing_risks(
        "days", "ending", still_here="still here", data=people()
    ).to_dict()["incidence"]  # fmt: skip


def test_too_few_people_or_endings():
    with pytest.raises(TooLittle, match=r"10 people. A curve needs at least 11"):
        kaplan_meier("days", "left", data=people()[:10])
    with pytest.raises(TooLittle, match=r"Nobody had the ending"):
        kaplan_meier("days", "left", data=people().assign(left=0))
    with pytest.raises(TooLittle, match=r"At least 10 would be enough"):
        cox("days", "left", ["dose", "arm"], data=people()[:12])
    with pytest.raises(TooLittle, match=r"needs two"):
        log_rank("days", "left", by="arm", data=people().assign(arm="with"))


def test_nothing_is_said_about_time_that_nobody_was_followed():
    for ask in (kaplan_meier, competing_risks):
        with pytest.raises(BadTable, match=r"followed until 400; the last was seen at 365"):
            ask("days", "left", until=400, data=people())
    with pytest.raises(BadTable, match="followed until 400"):
        log_rank("days", "left", by="arm", until=400, data=people())
    early = competing_risks("days", "left", until=0.5, data=people()).estimates[0]
    assert (early.value, early.interval.low, early.interval.high) == (0, 0, 0)


def test_one_time_only_shows_no_change_over_time():
    answer = cox("days", "left", ["dose"], data=people().assign(days=1.0))
    assert answer.steady is None
    assert answer.unsteady == ()


def test_covariates_that_say_nothing_or_the_same_or_everything():
    table = people().assign(one=1.0)
    table["twice"] = 2 * table.dose + 3
    with pytest.raises(BadTable, match=r"'one' is the same in every row"):
        cox("days", "left", ["one"], data=table)
    with pytest.raises(BadTable, match=r"Two covariates say the same"):
        cox("days", "left", ["dose", "twice"], data=table)
    with pytest.raises(BadTable, match=r"the event always or never happens"):
        cox("days", "left", ["perfect"], data=table.assign(perfect=table.left))
    with pytest.raises(BadTable, match=r"different words"):
        cox("days", "left", ["name"], data=table.assign(name=[f"n{i}" for i in range(len(table))]))
    table.loc[0, "dose"] = np.inf
    with pytest.raises(BadTable, match=r"'dose' holds infinite values"):
        cox("days", "left", ["dose"], data=table)


def test_sentences_in_both_languages_with_their_limits():
    table = people()
    answer = cox("days", "left", ["arm"], data=table)
    assert "arm: with: the ending comes 0." in answer.sentence("en")
    assert "more than chance would explain" in answer.sentence("en")
    assert "más de lo que explicaría el azar" in answer.sentence("es")
    assert "coxph(Surv(days, event) ~ arm, data)" in answer.r_code()
    noise = people().assign(arm=np.where(np.arange(600) % 2, "a", "b"))
    assert "We cannot tell" in log_rank("days", "left", by="arm", data=noise).sentence("en")
    curve = kaplan_meier("days", "left", by="arm", data=table, until=90)
    assert curve.sentence("en").startswith("In alone: of 274 people, for about")
    assert "no había ocurrido hasta 90" in curve.sentence("es")
    assert curve.to_frame().num_rows == 6
    frame = curve.to_frame().to_pandas()
    known = frame.dropna(subset=["low", "value"])
    assert ((known["low"] <= known["value"]) & (known["value"] <= known["high"])).all()


def test_an_effect_that_changes_over_time_is_said_so():
    rng = np.random.default_rng(5)
    arm = rng.integers(0, 2, 4000)
    time = np.where(arm == 1, rng.weibull(3, 4000), rng.weibull(0.7, 4000)) * 100
    table = pd.DataFrame({"t": np.ceil(time), "left": 1, "arm": arm})
    answer = cox("t", "left", ["arm"], data=table)
    assert answer.unsteady == ("arm",)
    assert "changes over time" in answer.sentence()
