"""What travels between the front's parts: ASGI's own shapes, and an Answer that is whole before it is sent."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

CHUNK = 64 * 1024


class Stream(Protocol):
    """A file that an answer is read from; closing it closes everything behind it."""

    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


@dataclass(slots=True)
class Answer:
    """One response: a status, headers in lower case, and a body in memory or in a file."""

    status: int
    headers: Headers = field(default_factory=list)
    body: bytes = b""
    file: Stream | BinaryIO | None = None

    def header(self, name: bytes) -> bytes | None:
        """The first value of a header, or nothing."""
        return next((value for key, value in self.headers if key == name), None)

    def taken(self, name: bytes) -> bytes | None:
        """The first value of a header, which leaves the answer with it."""
        value = self.header(name)
        if value is not None:
            self.headers = [pair for pair in self.headers if pair[0] != name]
        return value


def plain(status: int, words: str, *extra: tuple[bytes, bytes]) -> Answer:
    """A short answer in plain text, never kept by anybody."""
    body = words.encode()
    head = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), *extra]
    return Answer(status, [*head, (b"content-length", str(len(body)).encode())], body)


async def deliver(answer: Answer, send: Send, *, head_only: bool) -> None:
    """Send an answer; a file is read beside the loop, chunk by chunk, at the listener's pace."""
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    if answer.file is None or head_only:
        if answer.file is not None:
            await asyncio.to_thread(answer.file.close)
        await send({"type": "http.response.body", "body": b"" if head_only else answer.body})
        return
    try:
        while chunk := await asyncio.to_thread(answer.file.read, CHUNK):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    finally:
        await asyncio.to_thread(answer.file.close)
    await send({"type": "http.response.body", "body": b""})


def header_of(scope: Scope, name: bytes) -> bytes:
    """A request header's first value, or empty."""
    return next((value for key, value in scope["headers"] if key == name), b"")
