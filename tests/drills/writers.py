"""People who write all the time, and remember what was acknowledged."""

from __future__ import annotations

import random
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.drills.house import House

KINDS: list[tuple[str, dict[str, str]]] = [
    ("/drill/write/", {}),
    ("/goals/new/", {"words": "Sleep through"}),
    ("/goals/{goal}/steps/new/", {"words": "Call the housing office", "sure": "8"}),
    ("/check-in/", {"day": "4", "connected": "6", "word": "Still here."}),
]
"""What people send: an address and the fields of its form."""


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
            if self._sent(mark) == 302:
                self.acknowledged[mark] = self.stamp()
            else:
                self._stopped.wait(0.02)

    def _sent(self, mark: str) -> int:
        """One form: a plain durable write, or (where the cast lives) a goal, a step or a check-in of Ada's."""
        kinds = KINDS if self.house.people else KINDS[:1]
        path, form = random.choice(kinds)
        form = {**form, "mark": mark, "once": mark}
        if path == "/drill/write/":
            status = self.house.ask(path, form)[0]
        else:
            status = self.house.ask_as("ada", path.format(goal=self.house.goal), form)[0]
        if status != 302:
            self.refused.append(status)
        return status
