"""The picture in both orientations: everything in it lies in it, and words lie on nothing."""

import re
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trailside.journey.rules.ground import contours
from trailside.journey.rules.labels import broken
from trailside.journey.rules.marks import Kind, Mark
from trailside.journey.rules.picture import Picture, Trail, trail

TODAY = date(2026, 11, 20)
BEGAN = date(2026, 4, 5)
WORDS = st.text("abc dé ", min_size=1, max_size=60)
MARKS = st.lists(
    st.builds(Mark, kind=st.sampled_from(Kind), on=st.dates(BEGAN, TODAY), words=WORDS, own=st.booleans()), max_size=30
)


def draw(*marks: Mark, began: date = BEGAN) -> Trail:
    return trail(marks, began=began, today=TODAY, seed="ada", here="Here, today")


@settings(max_examples=25)
@given(MARKS)
def test_signs_and_words_lie_in_the_picture_and_words_on_nothing(marks: list[Mark]) -> None:
    shown = draw(*marks)
    for one in (shown.tall, shown.wide):
        assert all(0 < sign.x < one.width and 0 < sign.y < one.height for sign in one.signs)
        assert all(
            box.left > 0 and box.right < one.width and box.top > 0 and box.bottom < one.height for box in boxes(one)
        )
        assert not any(first.meets(second) for first, second in combinations(boxes(one), 2))
        assert not any(box.holds((sign.x, sign.y), away=0) for box in boxes(one) for sign in one.signs)


@given(MARKS)
@settings(max_examples=15)
def test_time_runs_up_when_tall_and_right_when_wide(marks: list[Mark]) -> None:
    shown = draw(*marks)
    heights = [sign.y for sign in shown.tall.signs] + [shown.tall.here[1]]
    widths = [sign.x for sign in shown.wide.signs] + [shown.wide.here[0]]
    assert heights == sorted(heights, reverse=True)
    assert widths == sorted(widths)


def test_a_hard_day_turns_the_path_and_is_never_labelled() -> None:
    shown = draw(Mark(Kind.HARD, date(2026, 7, 18), "I slept badly", own=True))
    assert shown.turns == 1
    assert [label.lines[0][0] for label in shown.tall.labels] == ["Here, today"]


def test_at_most_one_label_a_month_and_own_words_first() -> None:
    shown = draw(
        Mark(Kind.JOINED, date(2026, 9, 2), "Ben joins", letter="b"),
        Mark(Kind.GOAL, date(2026, 9, 4), "A place", own=True),
        Mark(Kind.WIN, date(2026, 9, 20), "I called.", own=True),
    )
    assert [label.lines[0][0] for label in shown.wide.labels] == ["Here, today", "“I called.”"]
    assert [sign.letter for sign in shown.wide.signs] == ["B", "", ""]


def test_only_the_last_year_is_drawn() -> None:
    shown = draw(Mark(Kind.WIN, TODAY - timedelta(days=500)), began=TODAY - timedelta(days=600))
    assert shown.began == TODAY - timedelta(days=365)
    assert shown.tall.signs == ()


def test_the_day_before_it_began_is_refused() -> None:
    with pytest.raises(ValueError, match="before today"):
        draw(began=TODAY + timedelta(days=1))


def test_the_ground_is_the_persons_own_and_always_the_same() -> None:
    assert contours("ada", 360, 2) == contours("ada", 360, 2) != contours("cleo", 360, 2)
    assert re.fullmatch(r"[MLQ0-9. -]+", contours("ada", 360, 2))


def test_a_year_in_both_orientations_weighs_little() -> None:
    marks = [Mark(Kind.STEP, TODAY - timedelta(days=day), "a step") for day in range(0, 360, 5)]
    shown = draw(*marks, began=TODAY - timedelta(days=365))
    assert sum(len(one.way) + len(one.ground) for one in (shown.tall, shown.wide)) < 30_000


@pytest.mark.parametrize(
    ("words", "own", "lines"),
    [
        ("Here, today", False, ("Here, today",)),
        ("A place with my own door.", True, ("“A place with", "my own door.”")),
        (
            "I asked for help before it got late. Ben came with soup.",
            True,
            ("“I asked for", "help before", "it got late.", "Ben came…”"),
        ),
        ("", True, ("“”",)),
    ],
)
def test_words_are_broken_by_word(words: str, own: bool, lines: tuple[str, ...]) -> None:
    assert broken(words, 14, own) == lines


def boxes(one: Picture) -> list:
    return [label.box for label in one.labels]
