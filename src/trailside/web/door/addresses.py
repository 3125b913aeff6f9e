"""Wrong tries by network address, in memory only: no address is ever written down."""

from __future__ import annotations

import threading
from collections import OrderedDict
from time import monotonic

SPAN = 600.0
# A shelter or a clinic shares one address: many people there may mistype on one morning.
MOST = 60
REMEMBERED = 10_000


class Addresses:
    """Counts wrong tries of the last ten minutes. Oldest addresses are dropped first."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._tries: OrderedDict[str, list[float]] = OrderedDict()

    def is_full(self, address: str) -> bool:
        """Whether too many tries from there went wrong just now."""
        with self._guard:
            return len(self._recent(address)) >= MOST

    def note(self, address: str) -> None:
        """One wrong try from there."""
        with self._guard:
            self._tries[address] = [*self._recent(address), monotonic()]
            self._tries.move_to_end(address)
            while len(self._tries) > REMEMBERED:
                self._tries.popitem(last=False)

    def _recent(self, address: str) -> list[float]:
        since = monotonic() - SPAN
        return [at for at in self._tries.get(address, []) if at > since]


addresses = Addresses()
"""The one of this process."""
