"""How much one person's score must change before it is more than the measure's own noise (Jacobson & Truax 1991).

SEM = sd sqrt(1 - reliability); threshold = z sqrt(2) SEM. The reliability is either the retest correlation (noise of
days and of answering: the form for one person's page) or the internal consistency (noise of answering only: smaller).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from scipy.stats import norm

Form = Literal["retest", "consistency"]


@dataclass(frozen=True)
class ReliableChange:
    """``spread``: standard deviation in a reference group; ``reliability`` of the form named."""

    spread: float
    reliability: float
    form: Form = "retest"
    level: float = 0.95

    def __post_init__(self) -> None:
        if not (self.spread > 0 and 0 < self.reliability < 1):
            raise ValueError("A reliable change needs a spread above 0 and a reliability between 0 and 1.")

    @property
    def error_of_measurement(self) -> float:
        """SEM, in points of the score."""
        return self.spread * math.sqrt(1 - self.reliability)

    @property
    def threshold(self) -> float:
        """The smallest change, in points, that is more than noise."""
        return float(norm.ppf((1 + self.level) / 2)) * math.sqrt(2) * self.error_of_measurement

    def index(self, before: float, after: float) -> float:
        """The change in units of its standard error; beyond 1.96 either way it is reliable."""
        return (after - before) / (math.sqrt(2) * self.error_of_measurement)


GSE_RETEST = ReliableChange(5.3, 0.67, "retest")
GSE_CONSISTENCY = ReliableChange(5.32, 0.86, "consistency")
