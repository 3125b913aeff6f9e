"""The table of OWASP ASVS 5.0 has a row for every requirement we hold ourselves to, and names tests that exist."""

import re
from collections import Counter

import pytest

from tests.architecture.house import ROOT

PAGE = ROOT / "docs" / "asvs.md"
# Levels 1 and 2 of all chapters, level 3 of V6, V7, V8, V14 and V16: 277 requirements.
ASKED = """
1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1 3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2 4.1.1-3
4.2.1 4.3.1-2 4.4.1-4 5.1.1 5.2.1-3 5.3.1-2 5.4.1-3 6.1.1-3 6.2.1-12 6.3.1-8 6.4.1-6 6.5.1-8 6.6.1-4 6.7.1-2 6.8.1-4
7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-3 7.6.1-2 8.1.1-4 8.2.1-4 8.3.1-3 8.4.1-2 9.1.1-3 9.2.1-4 10.1.1-2 10.2.1-2
10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2 10.7.1-3 11.1.1-2 11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1 12.1.1-3 12.2.1-2
12.3.1-4 13.1.1 13.2.1-5 13.3.1-2 13.4.1-5 14.1.1-2 14.2.1-8 14.3.1-3 15.1.1-3 15.2.1-3 15.3.1-7 16.1.1 16.2.1-5
16.3.1-4 16.4.1-3 16.5.1-4 17.1.1 17.2.1-4 17.3.1-2
"""


def asked() -> set[str]:
    found = set()
    for said in ASKED.split():
        section, _, numbers = said.rpartition(".")
        first, _, last = numbers.partition("-")
        found |= {f"{section}.{number}" for number in range(int(first), int(last or first) + 1)}
    return found


def rows() -> list[tuple[list[str], str]]:
    found = []
    for line in PAGE.read_text().splitlines():
        if line.startswith("| ") and line[2].isdigit():
            numbers, _, shown = line[2:].partition(" | ")
            found.append((numbers.split(", "), shown))
    return found


def named() -> set[str]:
    return {name for _, shown in rows() for name in re.findall(r"`((?:src|tests)/[^`]+)`", shown)}


def test_every_requirement_has_exactly_one_row():
    said = Counter(number for numbers, _ in rows() for number in numbers)
    assert asked() - said.keys() == set()
    assert said.keys() - asked() == set()
    assert [number for number, times in said.items() if times > 1] == []
    assert len(asked()) == 277


@pytest.mark.parametrize("name", sorted(named()))
def test_what_it_names_is_there(name):
    path, _, test = name.partition("::")
    assert (ROOT / path).exists(), name
    if test:
        assert f"def {test}(" in (ROOT / path).read_text(), name
