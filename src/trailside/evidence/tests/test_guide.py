"""The guides say what really happens: their Python runs, and prints what stands below it."""

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]


def played(page):
    """Run a page's Python in order; what it prints must be the text below it. Returns the names and the blocks."""
    blocks = re.findall(r"```(python|text)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    names, said = {}, ""
    for kind, text in blocks:
        if kind == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(text, names)
            said = out.getvalue()
        else:
            assert said.strip() == text.strip()
    return names, blocks


@pytest.mark.parametrize("name", ["evidence.md", "evidence-methods.md"])
def test_the_guides_are_true(monkeypatch, name):
    page = ROOT / "docs" / name
    if not page.exists():
        pytest.skip("installed without the documents")
    monkeypatch.chdir(ROOT)
    names, blocks = played(page)
    assert len(blocks) >= 8
    assert name != "evidence.md" or names["svg"].startswith("<svg")
