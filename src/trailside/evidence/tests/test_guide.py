"""The guide says what really happens: its Python runs, and prints what stands below it."""

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
GUIDE = ROOT / "docs" / "evidence.md"


@pytest.mark.skipif(not GUIDE.exists(), reason="installed without the documents")
def test_the_guide_is_true(monkeypatch):
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```(python|text)\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    names, said = {}, ""
    for kind, text in blocks:
        if kind == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(text, names)
            said = out.getvalue()
        else:
            assert said.strip() == text.strip()
    assert names["svg"].startswith("<svg") and len(blocks) >= 8
