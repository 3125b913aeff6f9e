"""docs/running.md names every word, every option and every setting, and its service starts what exists."""

import re
from pathlib import Path

import pytest

from trailside.config.command import WORDS
from trailside.config.commands import backup, migrate, restore, serve, update, vault

ROOT = Path(__file__).parents[2]
RUNNING = (ROOT / "docs" / "running.md").read_text()
_SETTING = re.compile(r"""(?:os\.environ(?:\.get|\.setdefault)?|_number)[(\[]\s*["']([A-Z_]+)["']""")
NOT_FOR_OPERATORS = {"DJANGO_SETTINGS_MODULE", "TRAILSIDE_TEST_FILE"}  # Django's own; the tests'


def settings_read() -> set[str]:
    """Every name that the program reads from the environment."""
    texts = (path.read_text() for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts)
    return {name for text in texts for name in _SETTING.findall(text)} - NOT_FOR_OPERATORS


def test_every_setting_is_in_the_table_and_the_table_names_no_other() -> None:
    table = RUNNING.partition("## Every setting")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)) == settings_read()


def test_every_word_is_in_the_table_and_the_table_names_no_other() -> None:
    table = RUNNING.partition("## Every word")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `trailside ([a-z]+)` \|", table, re.MULTILINE)) == set(WORDS)


@pytest.mark.parametrize("module", [serve, migrate, update, backup, restore, vault])
def test_every_option_is_named(module: object) -> None:
    source = Path(str(getattr(module, "__file__", ""))).read_text()
    options = re.findall(r'add_argument\(\s*"(--[a-z-]+)"(?![^\n]*SUPPRESS)', source)
    assert options and all(f"`{option}`" in RUNNING for option in options)


def test_the_services_start_lines_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = re.findall(r"ExecStart=\S+/trailside serve (.*)", RUNNING)
    assert len(lines) == 2
    for line in lines:
        assert serve.asked(line.split()).port in (8000, 443)
