"""An answer that names rooms becomes a stream that the loop holds."""

import asyncio
from pathlib import Path

import pytest

from trailside.config.server import live
from trailside.config.server.tests.harness import Reader, ask, front_with, saying


def test_a_live_answer_streams_what_its_rooms_are_told_and_ends_when_they_close(tmp_path: Path) -> None:
    front = front_with(saying(b": first\n\n", ("X-Live", "person:ada circle:1")), tmp_path, threads=1)

    async def story() -> tuple[bytes, dict[str, str], int]:
        front.hub.open(asyncio.get_running_loop())
        reader = Reader(front)
        stream = asyncio.ensure_future(reader.ask("/live/"))
        while not front.hub.listening():
            await asyncio.sleep(0.01)
        front.hub.tell("person:cleo", "record", "0")
        front.hub.tell("circle:1", "post", "7")
        await asyncio.sleep(0.02)
        front.hub.close("person:ada")
        await asyncio.wait_for(stream, 1)
        return reader.got.body, reader.got.headers, front.hub.listening()

    body, headers, left = asyncio.run(story())
    assert b"event: open" in body and b": first" in body
    assert b"event: post\ndata: 7\n\n" in body and b"record" not in body
    assert headers["content-type"].startswith("text/event-stream") and "x-live" not in headers
    assert left == 0


def test_a_reader_who_leaves_is_forgotten(tmp_path: Path) -> None:
    front = front_with(saying(b"", ("X-Live", "person:ada")), tmp_path)

    async def story() -> int:
        front.hub.open(asyncio.get_running_loop())
        reader = Reader(front)
        stream = asyncio.ensure_future(reader.ask("/live/"))
        while not front.hub.listening():
            await asyncio.sleep(0.01)
        reader.leaves.set()
        await asyncio.wait_for(stream, 1)
        return front.hub.listening()

    assert asyncio.run(story()) == 0


def test_silence_is_broken_by_a_heartbeat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "HEARTBEAT", 0.02)
    monkeypatch.setattr(live, "LONGEST", 0.1)
    front = front_with(saying(b"", ("X-Live", "person:ada")), tmp_path)
    assert ask(front, "/live/").body.count(b": here") >= 2


@pytest.mark.parametrize("method", ["POST", "HEAD"])
def test_only_a_get_becomes_a_stream(tmp_path: Path, method: str) -> None:
    front = front_with(saying(b"x", ("X-Live", "person:ada")), tmp_path)
    got = ask(front, "/live/", method=method)
    assert got.status == 200 and "text/event-stream" not in got.headers["content-type"]
    assert "x-live" not in got.headers


def test_a_refusal_is_never_a_stream(tmp_path: Path) -> None:
    front = front_with(saying(b"no", ("X-Live", "person:ada"), status="404 Not Found"), tmp_path)
    assert ask(front, "/live/").status == 404
