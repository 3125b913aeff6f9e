"""How strong must something unmeasured be to explain an association away? (VanderWeele & Ding 2017)

E = RR + sqrt(RR (RR - 1)), for RR below 1 its inverse first: the least risk ratio that the unmeasured cause would need
with both the exposure and the outcome. Odds and hazard ratios of common outcomes, and standardised differences, are
first turned into approximate risk ratios.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from trailside.evidence.words import Said, number

Kind = Literal["risk ratio", "odds ratio", "hazard ratio", "rare outcome"]


@dataclass(frozen=True)
class EValue:
    """``point`` for the estimate, ``limit`` for the limit nearest to no effect (1 when that is crossed)."""

    point: float
    limit: float

    def says(self) -> Said:
        if self.limit <= 1:
            return Said(
                "No hidden cause is needed to explain this: the limits hold no effect.",
                "No hace falta una causa oculta para explicarlo: los límites incluyen la falta de efecto.",
            )
        point, limit = number(self.point), number(self.limit)
        return Said(
            f"A hidden cause that goes {point} times with both would explain it away, one of {limit} times would bring "
            "it within chance.",
            f"Una causa oculta que vaya {point} veces con ambas cosas lo explicaría todo; una de {limit} veces lo "
            "pondría al alcance del azar.",
        )


def of_ratio(ratio: float, low: float, high: float, kind: Kind = "risk ratio") -> EValue:
    """Raises ValueError unless 0 < low <= ratio <= high. A "rare outcome" (below 15 %) takes any ratio as it is."""
    if not 0 < low <= ratio <= high:
        raise ValueError("A ratio lies above 0 and between its limits.")
    near = high if ratio < 1 else low
    point, limit = _risk_ratio(ratio, kind), _risk_ratio(near, kind)
    crossed = low <= 1 <= high
    return EValue(_e(point), 1.0 if crossed else _e(limit))


def of_difference(d: float, error: float) -> EValue:
    """From a standardised mean difference and its error: RR about exp(0.91 d), limits exp(0.91 d ± 1.78 se)."""
    return of_ratio(math.exp(0.91 * d), math.exp(0.91 * d - 1.78 * error), math.exp(0.91 * d + 1.78 * error))


def _risk_ratio(ratio: float, kind: Kind) -> float:
    if kind == "odds ratio":
        return math.sqrt(ratio)
    if kind == "hazard ratio":
        return float((1 - 0.5 ** math.sqrt(ratio)) / (1 - 0.5 ** math.sqrt(1 / ratio)))
    return ratio


def _e(ratio: float) -> float:
    over = max(ratio, 1 / ratio)
    return over + math.sqrt(over * (over - 1))
