"""Static files and crisis pages are served by the front alone."""

import gzip
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from trailside.config.server.tests.harness import ask, front_with, saying
from trailside.kit import clock


def keep(folder: Path, name: str, page: str) -> None:
    """What a room does on commit."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(page)


def test_a_digested_name_is_kept_for_a_year_and_points_to_digested_names(tmp_path: Path) -> None:
    front = front_with(saying(b""), tmp_path)
    name = front.assets._files.url_name("page.css")
    got = ask(front, f"/static/{name}", headers=[("accept-encoding", "gzip")])
    assert "immutable" in got.headers["cache-control"]
    text = gzip.decompress(got.body).decode()
    assert re.search(r'@import "base\.[0-9a-f]{12}\.css"; body \{ background: url\("mark\.[0-9a-f]{12}\.svg"\)', text)
    assert ask(front, f"/static/{name}", headers=[("if-none-match", got.headers["etag"])]).status == 304
    module = ask(front, f"/static/{front.assets._files.url_name('page.js')}").body.decode()
    assert re.search(r'from "\./one\.[0-9a-f]{12}\.js"', module)


@pytest.mark.parametrize("name", ["page.css", "page.000000000000.css"])
def test_a_plain_or_old_name_gets_the_file_of_today_for_the_moment(tmp_path: Path, name: str) -> None:
    got = ask(front_with(saying(b""), tmp_path), f"/static/{name}")
    assert (got.status, got.headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize("name", ["none.css", "../page.css", "", "..%2fpublic"])
def test_what_is_not_on_the_shelf_is_not_there(tmp_path: Path, name: str) -> None:
    assert ask(front_with(saying(b""), tmp_path), f"/static/{name}").status == 404


def test_a_page_that_names_a_missing_file_fails_in_tests_not_at_night(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"none\.css"):
        front_with(saying(b""), tmp_path).assets._files.url_name("none.css")


def test_the_crisis_page_is_there_before_anybody_wrote_one(tmp_path: Path) -> None:
    got = ask(front_with(saying(b"django"), tmp_path), "/now/")
    assert got.status == 200 and b"988" in got.body and b"833-773-2445" in got.body and b"800-972-0590" in got.body
    assert len(got.body) < 30_000
    assert "'sha256-" in got.headers["content-security-policy"]


def test_the_crisis_page_that_was_written_is_served_and_outlives_its_folder(tmp_path: Path) -> None:
    public = tmp_path / "public"
    keep(public, "now/index.html", "ours")
    keep(public, "now/river-house/index.html", "river")
    keep(public, "now/river-house/index.es.html", "río")
    front = front_with(saying(b"django"), tmp_path)
    spanish = [("accept-language", "es-MX,es;q=0.9,en;q=0.5")]

    def all_of_them() -> list[bytes]:
        return [
            ask(front, "/now/").body,
            ask(front, "/now/river-house/").body,
            ask(front, "/now/river-house/", headers=spanish).body,
            ask(front, "/now/river-house/?lang=en", headers=spanish).body,
            ask(front, "/now/river-house/", headers=[("cookie", "django_language=es")]).body,
        ]

    before = all_of_them()
    assert before == [b"ours", b"river", "río".encode(), b"river", "río".encode()]
    shutil.rmtree(public)
    assert all_of_them() == before


def test_a_rewritten_crisis_page_is_seen_at_once(tmp_path: Path) -> None:
    front = front_with(saying(b"django"), tmp_path)
    keep(tmp_path / "public", "now/index.html", "one")
    assert ask(front, "/now/").body == b"one"
    keep(tmp_path / "public", "now/index.html", "another")
    assert ask(front, "/now/").body == b"another"


def test_a_crisis_page_that_is_already_there_costs_no_data(tmp_path: Path) -> None:
    front = front_with(saying(b"django"), tmp_path)
    got = ask(front, "/now/", headers=[("accept-encoding", "gzip")])
    again = ask(front, "/now/", headers=[("if-none-match", got.headers["etag"])])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["/now/../secret", "/now/Not-A-Slug/", "/now/nobody/"])
def test_other_addresses_below_now_go_to_django(tmp_path: Path, path: str) -> None:
    assert ask(front_with(saying(b"django"), tmp_path), path).body == b"django"


def test_whoever_finds_a_hole_finds_whom_to_tell(tmp_path: Path, settings: Any) -> None:
    settings.SECURITY_CONTACT, settings.ADDRESS = "mailto:holes@elm.example", "https://elm.example"
    got = ask(front_with(saying(b""), tmp_path), "/.well-known/security.txt")
    assert got.headers["content-type"].startswith("text/plain")
    said = dict(line.split(": ", 1) for line in got.body.decode().splitlines())
    assert said["Contact"] == "mailto:holes@elm.example"
    assert said["Canonical"] == "https://elm.example/.well-known/security.txt"
    assert said["Expires"] > f"{clock.now():%Y-%m-%d}"
