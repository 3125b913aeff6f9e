"""A reader without a network: asks the front one thing and keeps what comes back."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trailside.config.server.assets import Assets
from trailside.config.server.bodies import Limits
from trailside.config.server.front import Front
from trailside.config.server.health import Health
from trailside.config.server.pages import Environ, Pages
from trailside.config.server.public import Public
from trailside.config.server.shelf import Shelf
from trailside.config.server.wire import Message
from trailside.kit.hub import Hub


@dataclass
class Got:
    """What a reader received."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass
class Reader:
    """One request; ``slow`` seconds pass before each piece of its body."""

    front: Front
    pieces: list[bytes] = field(default_factory=list)
    slow: float = 0.0
    leaves: asyncio.Event = field(default_factory=asyncio.Event)
    got: Got = field(default_factory=Got)

    async def receive(self) -> Message:
        if self.pieces:
            await asyncio.sleep(self.slow)
            piece = self.pieces.pop(0)
            return {"type": "http.request", "body": piece, "more_body": bool(self.pieces)}
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.got.status = message["status"]
            self.got.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            self.got.body += message.get("body", b"")

    async def ask(self, path: str, method: str = "GET", headers: Iterable[tuple[str, str]] = (), **more: Any) -> Got:
        bare, _, query = path.partition("?")
        head = [(k.encode(), v.encode()) for k, v in headers]
        if self.pieces and not any(k == b"content-length" for k, _ in head):
            head.append((b"transfer-encoding", b"chunked"))
        scope = {
            "type": "http",
            "method": method,
            "path": bare,
            "raw_path": bare.encode(),
            "query_string": query.encode(),
            "headers": head,
            "scheme": "http",
            "http_version": "1.1",
            "client": ("192.0.2.7", 5000),
            "server": ("trailside.example", 80),
            **more,
        }
        await self.front(scope, self.receive, self.send)
        return self.got


def saying(words: bytes, *headers: tuple[str, str], status: str = "200 OK") -> Any:
    """A WSGI application that always says the same."""

    def application(environ: Environ, start: Any) -> list[bytes]:
        start(status, [("Content-Type", "text/html"), *headers])
        return [words]

    return application


def front_with(application: Any, folder: Path, **more: Any) -> Front:
    """A front before this WSGI application, with its data in a folder."""
    files = folder / "files"
    files.mkdir(parents=True, exist_ok=True)
    (files / "page.css").write_text('@import "base.css"; body { background: url("mark.svg") }' + " " * 2000)
    (files / "base.css").write_text("p { margin: 0 }")
    (files / "mark.svg").write_text("<svg/>")
    (files / "page.js").write_text('import { one } from "./one.js";')
    (files / "one.js").write_text("export const one = 1;")
    shelf = Shelf({path.name: path for path in files.iterdir()})
    return Front(
        pages=Pages(application, threads=more.pop("threads", 2), seconds=more.pop("seconds", 5.0)),
        health=more.pop("health", Health(probe=lambda: "")),
        public=Public(folder / "public"),
        assets=Assets(shelf, "/static/"),
        hub=Hub(),
        limits=more.pop("limits", Limits(most=1000, seconds=0.3, larger=(("/import/", 5000),))),
    )


def ask(front: Front, path: str, pieces: list[bytes] | None = None, slow: float = 0.0, **more: Any) -> Got:
    """Ask one thing and wait for all of it."""

    async def once() -> Got:
        return await Reader(front, list(pieces or []), slow).ask(path, **more)

    return asyncio.run(once())
