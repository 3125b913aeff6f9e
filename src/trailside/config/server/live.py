"""Live streams (server-sent events) held by the event loop, not by page threads.

A live view is an ordinary view with session, gate and permissions. It answers with the header ``X-Live: room ...``
(up to 16 rooms); the front takes the answer as the beginning of a stream and goes on with what the hub tells those
rooms. A stream ends after a quarter of an hour: the browser comes back by itself, through the gate.

The first event is ``open``: whoever listens reads anew what may have happened between the page and the stream.
"""

import asyncio

from trailside.config.server.wire import Answer, Receive, Send
from trailside.kit.hub import Event, Hub, Listener

HEARTBEAT = 20.0
"""Seconds of silence after which a comment keeps proxies and phones from hanging up."""
LONGEST = 15 * 60.0
MOST_ROOMS = 16
_HEAD = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


def written(event: Event) -> bytes:
    """One event as it stands on the wire."""
    return f"event: {event.name}\ndata: {event.data}\n\n".encode()


async def stream(hub: Hub, rooms: str, first: Answer, receive: Receive, send: Send) -> None:
    """Hold one stream until the reader leaves, the room closes, or its time is over."""
    cookies = [pair for pair in first.headers if pair[0] == b"set-cookie"]
    listener = hub.listen(rooms.split()[:MOST_ROOMS])
    gone = asyncio.ensure_future(_left(receive))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": _HEAD + cookies})
        hello = b"retry: 3000\n\n" + written(Event("open"))
        await send({"type": "http.response.body", "body": hello + first.body, "more_body": True})
        try:
            async with asyncio.timeout(LONGEST):
                await _told(listener, gone, send)
        except TimeoutError:
            pass
        await send({"type": "http.response.body", "body": b""})
    finally:
        gone.cancel()
        hub.leave(listener)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _told(listener: Listener, gone: "asyncio.Future[None]", send: Send) -> None:
    gone.add_done_callback(lambda _: listener.end())
    while True:
        try:
            event = await asyncio.wait_for(listener.waiting.get(), HEARTBEAT)
        except TimeoutError:
            await send({"type": "http.response.body", "body": b": here\n\n", "more_body": True})
            continue
        if event is None:
            return
        await send({"type": "http.response.body", "body": written(event), "more_body": True})
