"""The command line says what it can do, and refuses what nobody may do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from trailside.config.command import WORDS, Word, main


def test_alone_it_lists_every_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in WORDS)


def test_an_unknown_word_is_said_to_be_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frobnicate"]) == 2
    assert "no word 'frobnicate'" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["createsuperuser", "changepassword"])
def test_nobody_makes_an_account_behind_everybodys_back(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manage", word]) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("words", ["demo", "ledger verify", "vault check", "forget"])
def test_where_there_is_nothing_it_says_so_in_a_sentence(words: str, tmp_path: Path) -> None:
    elsewhere = {
        "TRAILSIDE_DATA": f"{tmp_path}/data",
        "DJANGO_SETTINGS_MODULE": "trailside.config.settings",
        "PYTHONPATH": "src",
    }
    named = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TRAILSIDE_VAULT")}
    said = subprocess.run(
        [sys.executable, "-m", "trailside.config.command", *words.split()],
        env=named | elsewhere, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 1
    assert said.stderr.startswith(f"In {tmp_path}/data there is no Trailside")
    assert "Traceback" not in said.stderr


def test_help_of_serve_names_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["serve", "--help"])
    said = capsys.readouterr().out
    assert "--certificate" in said and "--key" in said and "PORT" in said


def test_evidence_stands_alone_and_says_what_it_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["evidence", "--help"])
    assert "growth" in capsys.readouterr().out


def test_a_word_that_needs_more_than_the_programme_says_what(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(WORDS, "evidence", Word("", module="duckdb_is_not_here"))
    assert main(["evidence"]) == 2
    assert "trailside[evidence]" in capsys.readouterr().err
