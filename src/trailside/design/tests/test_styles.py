"""Style sheets speak in tokens: no literal colour, no size in pixels."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[4] / "assets" / "css"
SHEETS = sorted(path for path in CSS.rglob("*.css") if path.name != "tokens.css")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|lab)\(|:\s*(?:white|black|red|gr[ae]y)\b")
PIXELS = re.compile(r"([\w-]+)\s*:[^;{}]*?(?<![\w.])(\d*\.?\d+)px")
HAIRLINE = 10  # px: lines, rings and their offsets stay thin when text grows; nothing else may
LABELS_IN_PICTURES = {"path.css", "climb.css", "print.css"}  # units of an SVG's own drawing


def bare(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_colours_come_from_tokens(sheet):
    assert COLOUR.findall(bare(sheet)) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_pixels_are_for_hairlines(sheet):
    found = [
        (name, size)
        for name, size in PIXELS.findall(bare(sheet))
        if float(size) > HAIRLINE and not (sheet.name in LABELS_IN_PICTURES and name == "font-size")
    ]
    assert found == []


def test_every_token_that_is_used_exists():
    known = set(re.findall(r"(--[\w-]+)\s*:", "".join(path.read_text() for path in CSS.rglob("*.css"))))
    used = {name for path in CSS.rglob("*.css") for name in re.findall(r"var\((--[\w-]+)", path.read_text())}
    assert used <= known
