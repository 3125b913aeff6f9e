"""The numbers that books and papers print for these tables; sources in `reference/README.md`."""

from pathlib import Path

import pytest

from trailside.evidence import growth

TABLES = Path(__file__).parent / "reference"


def spreads(answer):
    return {e.name: e.value for e in answer.spreads}


def test_sleepstudy_by_reml_as_bates_and_others_2015_print_it():
    answer = growth("Reaction ~ Days", person="Subject", data=TABLES / "sleepstudy.csv")
    assert answer.loglik == pytest.approx(-871.8141, abs=5e-5)
    assert [e.value for e in answer.coefficients] == pytest.approx([251.4051, 10.4673], abs=5e-5)
    assert [e.error for e in answer.coefficients] == pytest.approx([6.825, 1.546], abs=5e-4)
    assert [e.df for e in answer.coefficients] == pytest.approx([17.0, 17.0], abs=1e-3)
    assert list(spreads(answer).values()) == pytest.approx([24.7407, 5.9221, 0.066, 25.5918], abs=6e-4)
    assert (answer.n, answer.rows, answer.time) == (18, 180, "Days")
    assert (answer.r2_marginal, answer.r2_conditional) == pytest.approx((0.279, 0.799), abs=5e-4)


def test_sleepstudy_profile_limits_as_lme4_prints_them():
    answer = growth("Reaction ~ Days", person="Subject", data=TABLES / "sleepstudy.csv", method="ML")
    printed = {
        "sd people (Intercept)": (14.3814, 37.7160), "cor people (Intercept) Days": (-0.4815, 0.6850),
        "sd people Days": (3.8012, 8.7534), "sd residual": (22.8983, 28.8580),
        "(Intercept)": (237.6807, 265.1295), "Days": (7.3587, 13.5759),
    }  # fmt: skip
    for name, limits in printed.items():
        interval = answer.profile(name).interval
        assert (interval.low, interval.high) == pytest.approx(limits, abs=1e-4), name


def test_sleepstudy_with_independent_slopes():
    answer = growth("Reaction ~ Days", person="Subject", data=TABLES / "sleepstudy.csv", correlated=False)
    assert 2 * answer.loglik == pytest.approx(-1743.669, abs=1e-3)
    assert list(spreads(answer).values()) == pytest.approx([25.051, 5.988, 25.565], abs=1e-3)


def test_dyestuff_by_reml_and_ml():
    answer = growth("Yield ~ 1", person="Batch", data=TABLES / "dyestuff.csv")
    assert -2 * answer.loglik == pytest.approx(319.6543, abs=1e-4)
    assert list(spreads(answer).values()) == pytest.approx([42.001, 49.510], abs=1e-3)
    by_ml = growth("Yield ~ 1", person="Batch", data=TABLES / "dyestuff.csv", method="ML")
    assert -2 * by_ml.loglik == pytest.approx(327.3271, abs=1e-4)
    assert list(spreads(by_ml).values()) == pytest.approx([37.260, 49.510], abs=1e-3)
    assert by_ml["(Intercept)"].error == pytest.approx(17.69, abs=5e-3)


def test_dyestuff2_is_on_the_boundary_and_says_so():
    answer = growth("Yield ~ 1", person="Batch", data=TABLES / "dyestuff2.csv", method="ML")
    assert -2 * answer.loglik == pytest.approx(162.8730, abs=1e-4)
    assert list(spreads(answer).values()) == pytest.approx([0.0, 3.6532], abs=1e-4)
    assert "came out as zero" in answer.sentence("en") and "salieron en cero" in answer.sentence("es")
    assert answer.profile("sd people (Intercept)").interval.low == 0.0


def test_pastes_has_samples_within_batches():
    answer = growth("strength ~ 1", person="sample", site="batch", data=TABLES / "pastes.csv", method="ML")
    assert -2 * answer.loglik == pytest.approx(247.9945, abs=1e-4)
    assert list(spreads(answer).values()) == pytest.approx([2.9041, 1.0951, 0.8234], abs=1e-4)
    assert answer["(Intercept)"].error == pytest.approx(0.6421, abs=1e-4)
    limits = {name: answer.profile(name).interval for name in spreads(answer)}
    assert (limits["sd people (Intercept)"].low, limits["sd people (Intercept)"].high) == pytest.approx(
        (2.1579, 4.0536),
        abs=5e-4,  # lme4 reads these off a spline
    )
    assert limits["sd sites (Intercept)"].low == 0.0
    assert limits["sd sites (Intercept)"].high == pytest.approx(2.9466, abs=1e-4)


def test_rail_and_oxide_as_pinheiro_and_bates_print_them(tmp_path):
    rail = growth("travel ~ 1", person="Rail", data=TABLES / "rail.csv")
    assert rail.loglik == pytest.approx(-61.0885, abs=1e-4)
    assert list(spreads(rail).values()) == pytest.approx([24.80547, 4.020779], abs=1e-4)
    text = (TABLES / "oxide.csv").read_text().splitlines()
    rows = [line.split(",") for line in text[1:]]
    table = {
        "wafer": [f"{lot}/{wafer}" for _, lot, wafer, _, _ in rows],
        "lot": [int(row[1]) for row in rows],
        "thickness": [float(row[4]) for row in rows],
    }
    oxide = growth("thickness ~ 1", person="wafer", site="lot", data=table)
    assert oxide.loglik == pytest.approx(-227.011, abs=1e-3)
    assert list(spreads(oxide).values()) == pytest.approx([5.988802, 11.39768, 3.545341], abs=1e-3)


def test_orthodont_growth_differs_between_girls_and_boys():
    answer = growth("distance ~ age * Sex", person="Subject", data=TABLES / "orthodont.csv")
    assert [e.name for e in answer.coefficients] == ["(Intercept)", "age", "SexMale", "age:SexMale"]
    assert [e.value for e in answer.coefficients] == pytest.approx([17.3727, 0.4795, -1.0321, 0.3048], abs=5e-5)
    assert answer.loglik == pytest.approx(-216.2908, abs=1e-4)


def test_oxboys_with_three_effects_that_differ():
    answer = growth("height ~ age + I(age ** 2)", person="Subject", random="1 + age + I(age ** 2)",
                    data=TABLES / "oxboys.csv")  # fmt: skip
    assert answer.loglik == pytest.approx(-317.309428, abs=1e-5)
    assert [e.value for e in answer.coefficients] == pytest.approx([149.061336, 6.516751, 0.742798], abs=1e-5)
    wanted = [8.001410, 1.691237, 0.815744, 0.614045, 0.216855, 0.662120, 0.476970]
    assert list(spreads(answer).values()) == pytest.approx(wanted, rel=2e-4)  # where lme4 stops
