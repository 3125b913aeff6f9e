"""From a file to a sentence on the command line."""

import json
from pathlib import Path

import pytest

from trailside.evidence.command import main
from trailside.evidence.mixed.tests import test_published

SLEEP = str(Path(test_published.__file__).parent / "reference" / "sleepstudy.csv")
ASK = ["growth", SLEEP, "Reaction ~ Days", "--person", "Subject"]


def test_it_says_a_truthful_sentence(capsys):
    assert main(ASK) == 0
    said = capsys.readouterr().out
    assert said.startswith("On average, Reaction went up by 10.5 for each Days (likely between 7.21 and 13.7).")
    assert "18 people" in said and "not why" in said


def test_it_speaks_spanish_and_lists_the_numbers(capsys):
    assert main([*ASK, "--language", "es", "--numbers", "--assumptions"]) == 0
    said = capsys.readouterr().out
    assert "En promedio, Reaction subió 10.5" in said
    assert "sd residual" in said and "línea recta" in said


def test_it_gives_programs_everything(capsys):
    assert main([*ASK, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["n"], told["estimates"][1]["name"]) == ("Growth", 18, "Days")
    assert main([*ASK, "--r", "--independent"]) == 0
    assert "(1 + Days || Subject)" in capsys.readouterr().out


def test_it_draws(tmp_path, capsys):
    picture = tmp_path / "growth.svg"
    assert main([*ASK, "--picture", str(picture)]) == 0
    assert picture.read_text().startswith("<svg") and capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "words"),
    [(["--person", "Person"], "no column 'Person'"), (["--site", "Subject"], "has one person only")],
)
def test_what_cannot_be_used_is_said_on_the_other_line(change, words, capsys):
    assert main([*ASK, *change]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err


def test_a_file_that_is_not_there(capsys):
    assert main(["growth", "nowhere.csv", "y ~ x", "--person", "p"]) == 2
    assert "cannot be read" in capsys.readouterr().err
