"""Django on page threads: one hop there, one hop back.

Measured at about 0.35 CPU ms a request around Django's own work; Django's asynchronous handler with ordinary views
costs more than four times that. A page thread is taken only when the whole request is here, and given back as soon as
the whole answer is: neither a slow sender nor a slow reader holds one.
"""

import asyncio
import io
import logging
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, BinaryIO, cast
from urllib.parse import unquote_to_bytes

from trailside.config.server.wire import Answer, Headers, Scope, Stream, plain

Environ = dict[str, Any]
WsgiApplication = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

IN_MEMORY = 8 * 1024 * 1024
"""Bytes of one streamed answer kept in memory; a longer one goes through a file without a name."""
QUEUE = 256
"""Requests that may wait for a page thread; the next one is told to come back."""
_DROPPED = frozenset({b"x-live", b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"proxy"})

logger = logging.getLogger("trailside.server")


class FileBehind:
    """What a view's file answer becomes: the front reads it, no page thread does."""

    def __init__(self, file: Stream, block_size: int = 0) -> None:
        self.file = file

    def __iter__(self) -> "FileBehind":
        return self

    def __next__(self) -> bytes:
        chunk = self.file.read(65536)
        if not chunk:
            raise StopIteration
        return chunk

    def read(self, size: int, /) -> bytes:
        """The next bytes of the file."""
        return self.file.read(size)

    def close(self) -> None:
        """Close the file and all that hangs on it."""
        self.file.close()


def environ_of(scope: Scope, body: BinaryIO) -> Environ:
    """The same request in WSGI's words. Headers that only the front may set, or that imitate others, are dropped."""
    client, server = scope.get("client") or ("", 0), scope.get("server") or ("localhost", 0)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1] or 0),
        "REMOTE_ADDR": str(client[0]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileBehind,
    }
    for name, value in scope["headers"]:
        if name not in _DROPPED and b"_" not in name:
            _add_header(environ, name.decode("latin-1").upper().replace("-", "_"), value.decode("latin-1"))
    environ["CONTENT_LENGTH"] = str(body.seek(0, io.SEEK_END))
    body.seek(0)
    return environ


def _add_header(environ: Environ, name: str, value: str) -> None:
    key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
    if key in environ:
        environ[key] += ("; " if name == "COOKIE" else ",") + value
    else:
        environ[key] = value


class Pages:
    """The page threads, and the one way onto them."""

    def __init__(self, application: WsgiApplication, threads: int = 6, seconds: float = 9.0) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self._seconds = seconds
        self._asked = 0

    async def answer(self, scope: Scope, body: BinaryIO, seconds: float | None = None) -> Answer | None:
        """What Django answers; nothing when it failed without an answer or took longer than allowed."""
        if self._asked >= QUEUE:
            return plain(503, "Many people are here right now. Please try again in a moment.", (b"retry-after", b"5"))
        self._asked += 1
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds or self._seconds):
                return await loop.run_in_executor(self._threads, self._call, environ_of(scope, body))
        except TimeoutError:
            logger.warning("a page took longer than %s seconds: %s", seconds or self._seconds, scope["method"])
            return None
        finally:
            self._asked -= 1

    def stop(self) -> None:
        """Let the threads end; nothing new begins."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _call(self, environ: Environ) -> Answer | None:
        """Run on a page thread."""
        started: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], failure: object = None) -> None:
            started[:] = [int(status[:3]), [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in headers]]

        try:
            parts = self._application(environ, start)
            return _collected(parts, started)
        except Exception:
            logger.exception("a page failed without an answer")
            return None


def _collected(parts: Iterable[bytes], started: list[Any]) -> Answer:
    """The whole answer, so that the thread is free; a file stays a file."""
    if isinstance(parts, FileBehind):
        return Answer(started[0], cast(Headers, started[1]), file=cast(Stream, parts))
    try:
        if not getattr(parts, "streaming", False):
            return Answer(started[0], started[1], b"".join(parts))
        spool = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed by whoever reads it
        for part in parts:
            spool.write(part)
        spool.seek(0)
        return Answer(started[0], started[1], file=cast(Stream, spool))
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
