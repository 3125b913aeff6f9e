"""What each design allows to be said. None of them makes the step from mediator to outcome a proven cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trailside.evidence.words import Said

Design = Literal["cross-sectional", "lagged", "randomised"]

ASSUMED = (
    Said("Effects are straight lines and add up.", "Los efectos son líneas rectas y se suman."),
    Said(
        "Nothing unmeasured moves both what comes between and the outcome.",
        "Nada no medido mueve a la vez lo intermedio y el resultado.",
    ),
)
NO_SHARE = Said(
    "Which share of the total goes this way is not said: the total is too uncertain, or paths pull against each other.",
    "No se dice qué parte del total va por aquí: el total es demasiado incierto o los caminos se oponen.",
)


@dataclass(frozen=True)
class Allowed:
    """The words of a design; ``{x}``, ``{m}`` and ``{y}`` are filled in."""

    words: Said
    assumes: Said | None = None

    def says(self, x: str, mediators: Sequence[str], y: str) -> Said:
        m_en, m_es = " and ".join(mediators), " y ".join(mediators)
        return Said(self.words.en.format(x=x, m=m_en, y=y), self.words.es.format(x=x, m=m_es, y=y))


DESIGNS: dict[Design, Allowed] = {
    "cross-sectional": Allowed(
        Said(
            "That is consistent with {x} helping {y} through {m}, but all were measured at one time: "
            "the other direction fits as well.",
            "Es compatible con que {x} ayude a {y} a través de {m}, pero todo se midió a la vez: "
            "la dirección contraria encaja igual.",
        )
    ),
    "lagged": Allowed(
        Said(
            "{x} came first, then {m}, then {y}: consistent with help along this way, though something unmeasured "
            "may have moved them all.",
            "Primero fue {x}, luego {m}, luego {y}: compatible con una ayuda por este camino, aunque algo no medido "
            "pudo mover todo.",
        ),
        Said(
            "Earlier values of mediators and outcome are held the same.",
            "Se mantienen iguales los valores anteriores de lo intermedio y del resultado.",
        ),
    ),
    "randomised": Allowed(
        Said(
            "{x} was given by chance, so it caused the change in {m}; that {m} then moved {y} was not given by chance.",
            "{x} se dio al azar, así que causó el cambio en {m}; que {m} moviera después a {y} no se dio al azar.",
        ),
        Said("Who got it was decided by chance alone.", "Quién lo recibió lo decidió solo el azar."),
    ),
}
