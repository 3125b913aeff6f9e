"""What was measured when the colours were chosen stays so: WCAG 2 contrast, day and night."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[4] / "assets" / "css" / "tokens.css"

# (foreground, ground, day, night): ratios to one decimal; text needs 4.5, signs and borders of controls 3.
MEASURED = [
    ("ink", "paper", 13.8, 14.8), ("ink", "sheet", 15.0, 13.3), ("ink", "hollow", 12.6, 11.4),
    ("ink-soft", "paper", 7.4, 9.9), ("ink-soft", "hollow", 6.8, 7.6),
    ("on-pine", "pine", 9.6, 9.0), ("on-clay", "clay", 7.0, 8.7),
    ("dusk", "paper", 8.2, 10.9), ("dusk", "hollow", 7.4, 8.3),
    ("pine-deep", "pine-wash", 10.1, 8.7), ("clay-deep", "clay-wash", 8.0, 9.2), ("dusk-deep", "dusk-wash", 10.6, 10.1),
    ("larch-ink", "larch-wash", 7.9, 9.8), ("ink", "larch-wash", 12.9, 11.7),
    ("rowan", "paper", 7.3, 10.2), ("rowan", "rowan-wash", 6.4, 8.3),
    ("edge", "paper", 4.4, 5.9), ("edge", "hollow", 4.0, 4.5),
    ("pine", "sheet", 9.4, 8.3), ("clay", "sheet", 6.9, 7.6), ("dusk", "sheet", 8.9, 9.7),
    ("ink", "contour", 10.9, 9.9), ("ink-soft", "contour", 5.9, 6.6), ("dusk", "contour", 6.5, 7.3),
]  # fmt: skip
FOCUS = [
    ("paper", 13.8, 12.3), ("sheet", 15.0, 11.0), ("hollow", 12.6, 9.4), ("pine", 6.6, 10.5), ("clay", 4.8, 9.6),
    ("rowan-wash", 12.2, 10.0), ("larch-wash", 12.9, 9.7),
]  # fmt: skip


def colours() -> tuple[dict[str, str], dict[str, str]]:
    screen = TOKENS.read_text().split("@layer print {")[0]
    day, night = screen.split("@media (prefers-color-scheme: dark)")
    find = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")
    by_day = dict(find.findall(day))
    return by_day, by_day | dict(find.findall(night))


DAY, NIGHT = colours()


def light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(first: str, second: str) -> float:
    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("front", "ground", "day", "night"), MEASURED)
def test_no_ratio_drops(front, ground, day, night):
    assert round(ratio(DAY[front], DAY[ground]), 1) >= day
    assert round(ratio(NIGHT[front], NIGHT[ground]), 1) >= night


@pytest.mark.parametrize(("ground", "day", "night"), FOCUS)
def test_the_focus_is_seen_on_every_ground(ground, day, night):
    for palette, least in ((DAY, day), (NIGHT, night)):
        best = max(ratio(palette["focus-ring"], palette[ground]), ratio(palette["larch"], palette[ground]))
        assert round(best, 1) >= least
