"""The front answers what needs no Django, protects the page threads, and never shows an error without help."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from trailside.config.server.health import Health
from trailside.config.server.pages import Environ
from trailside.config.server.tests.harness import Reader, ask, front_with, saying


def test_a_page_is_answered_with_the_headers_that_protect_a_reader(tmp_path: Path) -> None:
    got = ask(front_with(saying(b"hello"), tmp_path), "/")
    assert (got.status, got.body) == (200, b"hello")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["x-frame-options"] == "DENY"
    assert got.headers["referrer-policy"] == "no-referrer"
    assert got.headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in got.headers
    assert "strict-transport-security" in ask(front_with(saying(b""), tmp_path), "/", scheme="https").headers


def test_what_a_page_says_about_itself_stands(tmp_path: Path) -> None:
    page = saying(b"", ("Cache-Control", "max-age=60"), ("Content-Security-Policy", "default-src 'self'"))
    got = ask(front_with(page, tmp_path), "/")
    assert got.headers["cache-control"] == "max-age=60"
    assert got.headers["content-security-policy"] == "default-src 'self'"


def test_a_head_request_gets_the_head_alone(tmp_path: Path) -> None:
    front = front_with(saying(b"hello", ("Content-Length", "5")), tmp_path)
    for path in ("/", "/now/", "/healthz", "/static/base.css"):
        got = ask(front, path, method="HEAD")
        assert (got.status, got.body) == (200, b""), path
        assert int(got.headers["content-length"]) > 0, path


def test_headers_from_outside_that_imitate_ours_do_not_reach_a_page(tmp_path: Path) -> None:
    seen: Environ = {}

    def application(environ: Environ, start: Any) -> list[bytes]:
        seen.update(environ)
        start("200 OK", [])
        return [b""]

    strange = [("x-live", "person:ada"), ("x-forwarded-for", "1.1.1.1"), ("x_forwarded_proto", "https"), ("proxy", "x")]
    cookies = [("cookie", "a=1"), ("cookie", "b=2")]
    ask(front_with(application, tmp_path), "/caf%C3%A9", headers=[*strange, *cookies])
    assert not {"HTTP_X_LIVE", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_PROXY"} & set(seen)
    assert seen["HTTP_COOKIE"] == "a=1; b=2"
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/café"


def test_a_whole_body_reaches_the_page(tmp_path: Path) -> None:
    def application(environ: Environ, start: Any) -> list[bytes]:
        start("200 OK", [])
        return [environ["CONTENT_LENGTH"].encode(), b" ", environ["wsgi.input"].read()]

    assert ask(front_with(application, tmp_path), "/", [b"ab", b"cd"], method="POST").body == b"4 abcd"


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/", 1000, 200),
        ("/", 1001, 413),
        ("/import/x", 5000, 200),
        ("/import/x", 5001, 413),
        ("/import/x", 3_000_000, 413),
    ],
)
@pytest.mark.parametrize("said", [True, False])
def test_a_body_over_the_limit_is_refused(tmp_path: Path, path: str, size: int, status: int, said: bool) -> None:
    headers = [("content-length", str(size))] if said else []
    got = ask(front_with(saying(b""), tmp_path), path, [b"x" * size], method="POST", headers=headers)
    assert got.status == status


def test_slow_bodies_hold_no_page_thread(tmp_path: Path) -> None:
    front = front_with(saying(b"hello"), tmp_path, threads=1)

    async def story() -> tuple[list[int], float]:
        slow = [Reader(front, [b"x"] * 100, slow=0.2) for _ in range(20)]
        waiting = [asyncio.ensure_future(one.ask("/", method="POST")) for one in slow]
        await asyncio.sleep(0.05)
        began = time.monotonic()
        assert (await Reader(front).ask("/")).body == b"hello"
        took = time.monotonic() - began
        return [(await one).status for one in waiting], took

    statuses, took = asyncio.run(story())
    assert statuses == [408] * 20
    assert took < 0.2


def test_a_sender_who_leaves_midway_is_not_answered_and_not_worked_for(tmp_path: Path) -> None:
    front = front_with(saying(b"hello"), tmp_path)

    async def story() -> int:
        reader = Reader(front)
        reader.leaves.set()
        return (await reader.ask("/", method="POST", headers=[("content-length", "10")])).status

    assert asyncio.run(story()) == 0


def test_a_page_that_takes_too_long_answers_503_with_the_crisis_lines(tmp_path: Path) -> None:
    def application(environ: Environ, start: Any) -> list[bytes]:
        time.sleep(0.5)
        start("200 OK", [])
        return [b""]

    got = ask(front_with(application, tmp_path, seconds=0.1), "/")
    assert (got.status, got.headers["retry-after"]) == (503, "10")
    assert b"988" in got.body


@pytest.mark.parametrize("fault", ["unavailable", "error"])
def test_a_page_that_could_not_be_made_becomes_the_plain_page(tmp_path: Path, fault: str) -> None:
    broken = saying(b"inside", ("X-Fault", fault), status="500 Oops")
    got = ask(front_with(broken, tmp_path), "/")
    assert got.status == 503
    assert b"988" in got.body and b"inside" not in got.body
    assert "x-fault" not in got.headers


def test_a_page_that_raises_becomes_the_plain_page(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def application(environ: Environ, start: Any) -> list[bytes]:
        raise OSError("no")

    assert ask(front_with(application, tmp_path), "/").status == 503
    assert "failed without an answer" in caplog.text


def test_health_says_the_reason_and_is_asked_at_most_every_so_often(tmp_path: Path) -> None:
    asked = []

    def probe() -> str:
        asked.append(1)
        return "the disk is full"

    front = front_with(saying(b""), tmp_path, health=Health(probe=probe))

    async def story() -> list[int]:
        return [(await Reader(front).ask("/healthz")).status for _ in range(5)]

    assert asyncio.run(story()) == [503] * 5
    assert len(asked) == 1
    assert b"the disk is full" in ask(front_with(saying(b""), tmp_path, health=Health(probe=probe)), "/healthz").body


def test_health_does_not_wait_for_a_database_that_hangs(tmp_path: Path) -> None:
    front = front_with(saying(b""), tmp_path, health=Health(probe=lambda: time.sleep(0.4) or "", slow=0.05))
    got = ask(front, "/healthz")
    assert got.status == 503 and b"too slow" in got.body


def test_a_file_is_sent_without_a_page_thread_and_closed(tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.write_bytes(b"x" * 200_000)
    opened = []

    def application(environ: Environ, start: Any) -> Any:
        start("200 OK", [])
        opened.append(large.open("rb"))
        return environ["wsgi.file_wrapper"](opened[0])

    assert len(ask(front_with(application, tmp_path), "/").body) == 200_000
    assert opened[0].closed


def test_an_address_with_a_nul_is_refused(tmp_path: Path) -> None:
    assert ask(front_with(saying(b""), tmp_path), "/a%00b").status == 400
