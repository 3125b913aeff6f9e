"""uvicorn's own protocol, with two limits that it lacks: how large a request's head may be, and how long it may take.

Without them one connection could send header bytes for ever, or none at all, and keep its place.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST_HEAD = 64 * 1024
"""Bytes of request line and headers."""
SLOWEST_HEAD = 15.0
"""Seconds from the connection (or the last answer's keep-alive) to a whole head."""
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Careful(HttpToolsProtocol):
    """One connection."""

    _head = 0
    _whole = False
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """A reader connects: the clock for the first head begins."""
        super().connection_made(transport)
        self._deadline = self.loop.call_later(SLOWEST_HEAD, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """The reader has gone."""
        self._stop_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what belongs to a head that is not whole yet."""
        self._whole = self.cycle is not None and not self.cycle.response_complete
        super().data_received(data)
        if self._whole or self.transport.is_closing():
            self._head = 0
            return
        self._head += len(data)
        if self._deadline is None:
            self._deadline = self.loop.call_later(SLOWEST_HEAD, self._too_slow)
        if self._head > LARGEST_HEAD:
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._whole = True
        self._stop_clock()
        super().on_headers_complete()

    def _stop_clock(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.close()
