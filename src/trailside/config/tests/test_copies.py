"""The words of a copying process, which everybody on the computer may read, hold no secret."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from trailside.config.copies import engines

STORE = {
    "ENGINE": "trailside.ledger.postgresql",
    "HOST": "db",
    "PORT": 5432,
    "USER": "trailside",
    "PASSWORD": "not to be seen",
    "NAME": "house",
}


def test_the_password_of_the_database_is_in_no_list_of_processes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[tuple[list[str], dict[str, str]]] = []

    def run(words: list[str], *, env: dict[str, str], **_how: Any) -> Any:
        said.append((words, env))
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(engines, "connections", SimpleNamespace(settings={"default": STORE}))
    monkeypatch.setattr(engines.shutil, "which", lambda program: f"/bin/{program}")
    monkeypatch.setattr(subprocess, "run", run)
    (tmp_path / "copy").touch()
    engines.copy_out("default", tmp_path / "copy")
    words, env = said[0]
    assert "--dbname=postgresql://trailside@db:5432/house" in words
    assert not any("not%20to" in word or "not to" in word for word in words) and env["PGPASSWORD"] == "not to be seen"
