"""People who write all the time, and remember what was acknowledged."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.drills.house import House


@dataclass
class Writers:
    """Threads that write marks one after the other until told to stop."""

    house: House
    threads: int = 6
    stamp: Callable[[], int] = lambda: 0
    """Called right after each acknowledgement; its number is kept beside the mark."""
    acknowledged: dict[str, int] = field(default_factory=dict)
    refused: list[int] = field(default_factory=list)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _running: list[threading.Thread] = field(default_factory=list)

    def start(self) -> Writers:
        """Begin."""
        self._running = [threading.Thread(target=self._write, daemon=True) for _ in range(self.threads)]
        for thread in self._running:
            thread.start()
        return self

    def stop(self) -> Writers:
        """Finish what is under way, and end."""
        self._stopped.set()
        for thread in self._running:
            thread.join(15)
        return self

    def _write(self) -> None:
        while not self._stopped.is_set():
            mark = uuid.uuid4().hex
            status, _, _ = self.house.ask("/drill/write/", {"mark": mark, "once": mark})
            if status == 302:
                self.acknowledged[mark] = self.stamp()
            else:
                self.refused.append(status)
                self._stopped.wait(0.02)
