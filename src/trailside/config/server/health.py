"""``GET /healthz``: can this process read and write right now? Asked of the databases at most every five seconds."""

import asyncio
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from trailside.config.server import engines
from trailside.config.server.wire import Answer

EVERY = 5.0
"""Seconds that an answer stands, so that asking cannot become a load."""
SLOW = 4.0
"""Seconds after which a probe that has not come back counts as trouble."""


class Health:
    """The last probe of this process. It has a thread of its own: page threads may all be busy."""

    def __init__(self, probe: Callable[[], str] = engines.trouble, every: float = EVERY, slow: float = SLOW) -> None:
        self._probe = probe
        self._every = every
        self._slow = slow
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._asked: asyncio.Future[str] | None = None
        self._at = -every

    async def trouble(self) -> str:
        """Why it cannot work, or empty."""
        if self._asked is None or (self._asked.done() and time.monotonic() - self._at >= self._every):
            self._at = time.monotonic()
            self._asked = asyncio.get_running_loop().run_in_executor(self._thread, self._probe)
        try:
            return await asyncio.wait_for(asyncio.shield(self._asked), self._slow)
        except TimeoutError:
            return "the database is too slow"

    async def answer(self) -> Answer:
        """200, or 503 with the reason."""
        reason = await self.trouble()
        body = json.dumps({"ok": not reason, "reason": reason}).encode()
        head = [
            (b"content-type", b"application/json"),
            (b"cache-control", b"no-store"),
            (b"content-length", str(len(body)).encode()),
        ]
        if reason:
            head.append((b"retry-after", b"5"))
        return Answer(503 if reason else 200, head, body)

    def stop(self) -> None:
        """Let the thread end."""
        self._thread.shutdown(wait=False, cancel_futures=True)
