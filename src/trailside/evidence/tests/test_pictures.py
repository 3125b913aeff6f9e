"""Each picture draws, says what it shows, and holds its numbers."""

from pathlib import Path

import numpy as np
import pytest

from trailside.evidence import growth
from trailside.evidence.balance import Balance
from trailside.evidence.mixed.tests import test_published
from trailside.evidence.pictures import before_after, forest, love, time_until, trajectories
from trailside.evidence.survival.curves import Curve
from trailside.evidence.words import Said

WORDS = Said("It went up.", "Subió.")
REFERENCE = Path(test_published.__file__).parent / "reference"


def curve(rate):
    times = np.arange(1.0, 9.0)
    share = np.exp(-rate * times)
    return Curve(times, 10 * share, share, share, share / 9, share * 0.8, np.minimum(1, share * 1.2))


@pytest.fixture(scope="module")
def answer():
    return growth("distance ~ age * Sex", person="Subject", data=REFERENCE / "orthodont.csv")


def pictures(answer):
    yield trajectories(answer.trajectory(Sex=["Female", "Male"]), WORDS, by="Sex")
    yield trajectories(answer.trajectory(), WORDS)
    yield time_until({"north": curve(0.1), "south": curve(0.2)}, WORDS, time="months", share="still here")
    yield forest(answer.coefficients, WORDS, unit="mm")
    yield love(Balance(("age", "visits"), np.array([0.4, -0.2]), np.array([0.01, 0.05])), WORDS,
               before="before", after="after", unit="difference")  # fmt: skip
    yield before_after({"north": (20.0, 22.5), "south": (19.0, 19.5)}, WORDS, times=("first", "later"), unit="points")


def test_every_picture_is_drawn_in_both_languages_and_grounds(answer):
    for picture in pictures(answer):
        day, night = picture.svg("en", "paper"), picture.svg("es", "night")
        assert day.startswith("<svg") and "It went up." in day
        assert "Subió." in night and "#1a2633" not in night
        assert picture.table.num_rows > 0
        assert "http" not in day.replace("http://www.w3.org", "")


def test_a_trajectory_has_a_line_per_group(answer):
    picture = trajectories(answer.trajectory(Sex=["Female", "Male"]), WORDS, by="Sex")
    assert set(picture.table.column("Sex").to_pylist()) == {"Female", "Male"}
    assert picture.table.column("age").to_pylist()[0] == 8.0
