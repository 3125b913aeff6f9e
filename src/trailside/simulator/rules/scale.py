"""How a number of participants is spread over programmes and processes."""

from __future__ import annotations

from dataclasses import dataclass

from trailside.simulator.rules.calibration import CALIBRATION

# A large programme; more participants make more programmes.
LARGEST_PROGRAMME = 5_000


@dataclass(frozen=True)
class Share:
    """One programme's part: the numbers of its lives (from, to before) and its specialists."""

    number: int
    first: int
    past: int

    @property
    def participants(self) -> int:
        """How many lives."""
        return self.past - self.first

    @property
    def specialists(self) -> int:
        """Enough that each walks with about 25 of those who are here at one time (a fifth of all who ever came)."""
        return max(2, round(self.participants / 5 / CALIBRATION.specialist_walks_with))


def shares(participants: int) -> list[Share]:
    """Spread ``participants`` over programmes of at most 5,000. Raises ValueError below one."""
    if participants < 1:
        raise ValueError("at least one participant")
    count = -(-participants // LARGEST_PROGRAMME)
    edges = [round(at * participants / count) for at in range(count + 1)]
    return [Share(at, edges[at], edges[at + 1]) for at in range(count)]
