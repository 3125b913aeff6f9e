"""The committed static files are what script/assets built, and a first page stays light."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.test import Client

STATIC = Path(__file__).parents[1] / "static" / "design"
SOURCES = Path(__file__).parents[4] / "assets"
FIRST_PAGE, NEXT_PAGE = 100_000, 50_000  # bytes on the wire, compressed (issue 2)


def listed() -> dict[str, str]:
    return dict(reversed(line.split("  ", 1)) for line in (STATIC / "checksums.txt").read_text().splitlines())


def test_the_build_is_not_older_than_its_sources():
    digest = hashlib.sha256()
    found = [path for path in SOURCES.rglob("*") if path.is_file()]
    for path in sorted(found, key=lambda path: path.relative_to(SOURCES).as_posix()):
        name = path.relative_to(SOURCES).as_posix()
        if not name.startswith("node_modules") and "__pycache__" not in name:
            digest.update(f"{name}\n".encode() + path.read_bytes())
    assert digest.hexdigest() == listed()["(assets)"], "run script/assets"


def test_the_built_files_are_exactly_those_of_the_checksums():
    found = {
        path.relative_to(STATIC).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in STATIC.rglob("*")
        if path.is_file() and path.name != "checksums.txt"
    }
    assert found == {name: digest for name, digest in listed().items() if name != "(assets)"}


def test_no_style_sheet_or_module_asks_another_place_for_anything():
    for path in [*STATIC.glob("*.css"), *STATIC.glob("*.js")]:
        if path.name != "htmx.min.js":
            assert not re.search(r"https?://|//[a-z]+\.", path.read_text().replace("http://www.w3.org", "")), path.name


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


@pytest.mark.parametrize("address", ["/gallery/", "/gallery/form/"])
def test_a_first_page_is_under_100_kb_and_the_next_under_50(address):
    page = Client().get(address).content
    text = page.decode()
    links = set(re.findall(r'(?:href|src)="/static/design/([^"]+\.(?:css|js|svg))"', text))
    names = {re.sub(r"\.[0-9a-f]{12}(?=\.)", "", link) for link in links}
    assert {"trailside.css", "leave.js", "keep-words.js", "mark.svg"} <= names
    fonts = sum((STATIC / "fonts" / f"{face}-latin-wght-normal.woff2").stat().st_size for face in (
        "vollkorn", "atkinson-hyperlegible-next"))  # fmt: skip
    whole = packed(page) + sum(packed((STATIC / name).read_bytes()) for name in names) + fonts
    assert whole < FIRST_PAGE
    assert packed(page) < NEXT_PAGE
