"""Request bodies are read whole, within a limit and a time, before anybody works on them.

Eight people on a bad signal (or one with bad intent) otherwise hold eight page threads and nobody is served:
slow bodies cost a connection here and nothing else.
"""

import asyncio
import io
import tempfile
from contextlib import nullcontext
from dataclasses import dataclass
from typing import BinaryIO, cast

from trailside.config.server.wire import Answer, Receive, Scope, header_of, plain

IN_MEMORY = 1024 * 1024
"""Bytes of one body kept in memory; the rest waits in a file without a name, gone when closed."""
AT_ONCE = asyncio.Semaphore(4)
"""Uploads that are read at one time: four of the largest are 33 MB. The next waits, within its own time."""
CLOSE = (b"connection", b"close")
HEARD_OUT = 16 * 1024 * 1024
"""Bytes that an upload may be too large by and is still read to its end (and kept nowhere): a browser that is cut off
in the middle of sending shows its own error page instead of our answer."""


@dataclass(frozen=True)
class Limits:
    """How large a body may be (bytes) and how long it may take (seconds); some paths take larger ones."""

    most: int = 2 * 1024 * 1024
    seconds: float = 10.0
    upload_seconds: float = 60.0
    """Five megabytes on a weak signal; only uploads wait for one another."""
    larger: tuple[tuple[str, int], ...] = ()
    """(path prefix, bytes): the named places where files are uploaded."""

    def at(self, path: str) -> int:
        """The limit for one path, bytes."""
        return next((most for prefix, most in self.larger if path.startswith(prefix)), self.most)

    def is_upload(self, path: str) -> bool:
        """Whether files are uploaded here: their bodies wait in memory, so that none stands on the disk in clear."""
        return any(path.startswith(prefix) for prefix, _most in self.larger)

    def heard(self, path: str) -> int:
        """How much is read at all: more than the limit only where files are uploaded."""
        return self.at(path) + (HEARD_OUT if self.is_upload(path) else 0)


def is_empty(scope: Scope) -> bool:
    """Whether the request says that it brings no body."""
    names = dict(scope["headers"])
    return b"transfer-encoding" not in names and names.get(b"content-length", b"0") == b"0"


async def read(scope: Scope, receive: Receive, limits: Limits) -> BinaryIO | Answer | None:
    """The whole body; or 413 / 408 to be sent; or nothing when the sender has gone."""
    if is_empty(scope):
        return io.BytesIO()
    most, heard = limits.at(scope["path"]), limits.heard(scope["path"])
    said = header_of(scope, b"content-length")
    if said.isdigit() and int(said) > heard:
        return too_large(most)
    upload = limits.is_upload(scope["path"])
    seconds = limits.upload_seconds if upload else limits.seconds
    spool = tempfile.SpooledTemporaryFile(most + 1 if upload else IN_MEMORY)  # noqa: SIM115  # closed by its reader
    body = cast(BinaryIO, spool)
    try:
        async with asyncio.timeout(seconds), AT_ONCE if upload else nullcontext():
            answer = await _fill(body, receive, most, heard)
    except TimeoutError:
        answer = plain(408, f"Sending took longer than {seconds:g} seconds. Please try again.", CLOSE)
    if isinstance(answer, Answer):
        body.close()
        return answer
    if not answer:
        body.close()
        return None
    body.seek(0)
    return body


async def _fill(body: BinaryIO, receive: Receive, most: int, heard: int) -> bool | Answer:
    """True when everything is in; false when the sender left. Nothing beyond ``most`` is kept."""
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return False
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= most:
            body.write(chunk)
        if size > heard:
            return too_large(most)
        if not message.get("more_body", False):
            return True if size <= most else too_large(most)


def too_large(most: int) -> Answer:
    """413, in plain words."""
    return plain(413, f"This is larger than the {most // 1024} kB that can be sent here.", CLOSE)
