"""Templates use their own room or `design`, and hold neither style nor script."""

import re
from pathlib import Path

import pytest

from tests.architecture.house import floors

HOUSE = Path(__file__).resolve().parents[2] / "src" / "trailside"
TEMPLATES = sorted(HOUSE.glob("*/templates/**/*.html"))
OTHERS = re.compile(r"""\{%\s*(?:extends|include)\s+["']([^"']+)["']""")
PARTS = re.compile(r"<c-([a-z_]+)[.\s/>]")
COTTON_ITSELF = {"slot", "vars", "component"}
INLINE = re.compile(
    r"""<style[\s>]|\sstyle\s*=|\son[a-z]+\s*=\s*["']|<script(?![^>]*\ssrc=)|javascript:|\shx-on""", re.I
)
ELSEWHERE = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)\s*=\s*["'](?:https?:)?//""", re.I)
LONGEST = 150  # lines


def name(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0]


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_stands_under_the_name_of_its_room(path):
    inside = path.relative_to(HOUSE).parts[2:]
    first = inside[1] if inside[0] == "cotton" else inside[0]
    # design alone draws Django's own forms; the accounts' pages are drawn by people
    assert first == room_of(path) or (room_of(path), first) in {
        ("design", "django"),
        ("people", "account"),
        ("people", "mfa"),
    }


# Written as a whole file and served before Django with everything else gone: its one style block is allowed by hash.
STANDS_ALONE = {"safety/templates/safety/public/base.html"}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_uses_its_own_room_or_design(path):
    text = path.read_text()
    used = set()
    for other in OTHERS.findall(text):
        parts = other.split("/")
        if len(parts) > 2 and parts[1] == "panels" and floors()[parts[0]] < floors()[room_of(path)]:
            continue  # a piece that a lower room gives other pages to place
        used.add(parts[1] if parts[0] == "cotton" else parts[0])
    used |= set(PARTS.findall(text)) - COTTON_ITSELF
    assert used - {room_of(path), "design", "django"} == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_holds_no_style_no_script_and_asks_nobody_else(path):
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.S)
    assert path.relative_to(HOUSE).as_posix() in STANDS_ALONE or INLINE.findall(text) == []
    assert ELSEWHERE.findall(text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_is_short(path):
    assert len(path.read_text().splitlines()) <= LONGEST
