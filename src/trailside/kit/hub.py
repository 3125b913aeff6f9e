"""The live hub: who listens to which room right now, and how a change reaches them.

Any thread says ``hub.tell("person:7f3a", "record")``; the event loop hands it to the open streams of that room.
What travels are names and ids, never words: the page asks again through its gate, so that an answer is only ever
as open as the gate says at that moment. A listener that does not keep up is let go; its browser returns by itself
and reads everything anew. ``hub.close(room)`` ends the streams of a room at once (a consent withdrawn, a block).

With several processes a *relay* (PostgreSQL's ``pg_notify``) carries the same few bytes to each process.
"""

import asyncio
import json
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

WAITING = 64
"""How many events may wait for one slow listener before it is let go."""

_NAME = re.compile(r"[A-Za-z0-9:._-]{1,120}")

Relay = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that changed: what sort of thing, and an id or two. ``name`` empty means: this room is closed."""

    name: str
    data: str = ""


@dataclass(eq=False, slots=True)
class Listener:
    """One open stream. Only the event loop touches it."""

    rooms: tuple[str, ...]
    waiting: asyncio.Queue[Event | None] = field(default_factory=lambda: asyncio.Queue(WAITING))

    def push(self, event: Event | None) -> bool:
        """Queue an event; false when this listener is too far behind."""
        try:
            self.waiting.put_nowait(event)
        except asyncio.QueueFull:
            return False
        return True

    def end(self) -> None:
        """Let go: what still waits is dropped, so that the end is always heard."""
        while not self.waiting.empty():
            self.waiting.get_nowait()
        self.waiting.put_nowait(None)


def of_record(person: UUID) -> str:
    """The room of whoever watches what is done and seen about ``person``. Never sent to a browser."""
    return f"record:{person}"


def checked(room: str) -> str:
    """The room's name, or ValueError when it could not stand in a header or a notification."""
    if not _NAME.fullmatch(room):
        raise ValueError("a live room is named by letters, digits and :._- only")
    return room


class Hub:
    """The rooms of one process. ``tell`` and ``close`` may be called from any thread, before or without a loop."""

    def __init__(self) -> None:
        self._rooms: dict[str, set[Listener]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._relay: Relay | None = None
        self._guard = threading.Lock()

    def open(self, loop: asyncio.AbstractEventLoop, relay: Relay | None = None) -> None:
        """Serve from this loop on; ``relay`` hands a message to every process, this one included."""
        with self._guard:
            self._loop, self._relay = loop, relay

    def shut(self) -> None:
        """End every stream (the process is stopping). Call it on the loop, or from a signal handler."""
        with self._guard:
            loop, self._loop = self._loop, None
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._end_all)

    def tell(self, room: str, name: str, data: str = "") -> None:
        """Say in a room that something changed. ``name`` is a plain word, ``data`` ids; no words of people."""
        self._send(checked(room), Event(checked(name), " ".join(data.split())))

    def close(self, room: str) -> None:
        """End the streams of a room; whoever still may listen comes back through the gate by itself."""
        self._send(checked(room), Event(""))

    def _send(self, room: str, event: Event) -> None:
        with self._guard:
            loop, relay = self._loop, self._relay
        if relay is None and room not in self._rooms:  # one process, and nobody listens: most of the time
            return
        if relay is not None:
            relay(json.dumps([room, event.name, event.data]))
        elif loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._deliver, room, event)

    def receive(self, message: str) -> None:
        """A message that a relay brought, from any thread."""
        room, name, data = json.loads(message)
        with self._guard:
            loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._deliver, room, Event(name, data))

    def listen(self, rooms: Iterable[str]) -> Listener:
        """A new listener of these rooms; on the loop only. Give it back with ``leave``."""
        listener = Listener(tuple(checked(room) for room in rooms))
        for room in listener.rooms:
            self._rooms.setdefault(room, set()).add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Forget a listener; harmless when it is already gone."""
        for room in listener.rooms:
            present = self._rooms.get(room)
            if present is not None:
                present.discard(listener)
                if not present:
                    del self._rooms[room]

    def listening(self) -> int:
        """How many streams are open."""
        return len({id(one) for present in self._rooms.values() for one in present})

    def _deliver(self, room: str, event: Event) -> None:
        for listener in list(self._rooms.get(room, ())):
            if not event.name or not listener.push(event):
                self.leave(listener)
                listener.end()

    def _end_all(self) -> None:
        for listener in {one for present in self._rooms.values() for one in present}:
            self.leave(listener)
            listener.end()


hub = Hub()
"""The one of this process."""
