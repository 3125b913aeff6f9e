"""What a growth model may say to people: how much, how sure, for whom, and what it cannot see."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trailside.evidence.expression import Expression, group_column
from trailside.evidence.mixed.design import Design
from trailside.evidence.mixed.formula import Column, Levels
from trailside.evidence.result import Estimate, Missing
from trailside.evidence.words import Said, joined, number

BEYOND = Said("That is more than chance would explain.", "Es más de lo que explicaría el azar.")
UNSURE = Said("We cannot tell this from chance.", "No se puede distinguir del azar.")
NOT_WHY = Said("This shows what happened, not why.", "Esto muestra lo que pasó, no por qué.")
FEW = Said(
    "It is about fewer than 11 people, so it is not for showing outside the programme.",
    "Trata de menos de 11 personas; por eso no es para mostrarlo fuera del programa.",
)

ASSUMPTIONS = (
    Said(
        "Who was not asked again may depend on what these answers show, but not on what they hide. "
        "If people who did worse stopped answering for reasons not seen here, these numbers cannot know it.",
        "Que a alguien no se le volviera a preguntar puede depender de lo que muestran estas respuestas, pero no de lo "
        "que ocultan. Si quienes estaban peor dejaron de responder por razones que aquí no se ven, estos números no "
        "pueden saberlo.",
    ),
    Said(
        "Change is a straight line for each person, except where the formula says otherwise.",
        "El cambio de cada persona es una línea recta, salvo donde la fórmula diga otra cosa.",
    ),
    Said(
        "Differences between people, and what is left over, are roughly bell-shaped; people are independent.",
        "Las diferencias entre personas, y lo que queda sin explicar, tienen más o menos forma de campana; "
        "las personas son independientes.",
    ),
)


def paragraph(
    design: Design, time: str | None, coefficients: Sequence[Estimate], slope_spread: float, levels: Levels, n: int,
    rows: int, missing: Missing,
) -> Said:  # fmt: skip
    """The whole answer in a few sentences."""
    found = dict(zip(design.columns, coefficients, strict=True))
    teller = _Teller(design.outcome.name, time, levels, tuple(found))
    parts = [teller.tell(column, estimate) for column, estimate in found.items() if column.factors]
    looked_at = len(parts)
    if not parts:
        parts = [teller.level(coefficients[0])]
    if time is not None and len(found) == 2 and slope_spread > 0:
        parts.append(_people_differ(coefficients[1], slope_spread))
    parts.append(_from(n, rows, missing))
    if looked_at > 1:
        parts.append(_several(looked_at))
    return joined((*parts, NOT_WHY))


@dataclass(frozen=True)
class _Teller:
    """Says one coefficient: a level, a change over time, or a difference in that change."""

    outcome: str
    time: str | None
    levels: Levels
    columns: tuple[Column, ...]

    def tell(self, column: Column, e: Estimate) -> Said:
        """The sentence and its verdict."""
        names = [factor.name for factor in column.factors]
        others = [factor for factor in column.factors if factor.name != self.time]
        if not others:
            said = self._change(e, self._where(column))
        elif self.time in names:
            said = self._difference(others, e, self._where(column))
        else:
            said = self._standing(others, e, self._where(column))
        return said + (BEYOND if e.beyond_chance else UNSURE)

    def level(self, e: Estimate) -> Said:
        """The average, where nothing else was asked."""
        likely = _likely(e)
        return Said(
            f"On average, {self.outcome} is {number(e.value)} {likely.en}.",
            f"En promedio, {self.outcome} es {number(e.value)} {likely.es}.",
        )

    def _change(self, e: Estimate, where: Said) -> Said:
        up = e.value >= 0
        amount, likely = number(abs(e.value)), _likely(e, flip=not up)
        return Said(
            f"On average, {self.outcome} went {'up' if up else 'down'} by {amount} for each {self.time}"
            f"{where.en} {likely.en}.",
            f"En promedio, {self.outcome} {'subió' if up else 'bajó'} {amount} por cada {self.time}"
            f"{where.es} {likely.es}.",
        )

    def _difference(self, others: Sequence[Expression], e: Estimate, where: Said) -> Said:
        who, more = self._who(others), e.value >= 0
        amount, likely = number(abs(e.value)), _likely(e, flip=not more)
        return Said(
            f"{who.en}, the change for each {self.time} is {amount} {'higher' if more else 'lower'}"
            f"{where.en} {likely.en}.",
            f"{who.es}, el cambio por cada {self.time} es {amount} {'mayor' if more else 'menor'}"
            f"{where.es} {likely.es}.",
        )

    def _standing(self, others: Sequence[Expression], e: Estimate, where: Said) -> Said:
        who, more = self._who(others), e.value >= 0
        amount, likely = number(abs(e.value)), _likely(e, flip=not more)
        return Said(
            f"{who.en}, {self.outcome} is {amount} {'higher' if more else 'lower'}{where.en} {likely.en}.",
            f"{who.es}, {self.outcome} es {amount} {'mayor' if more else 'menor'}{where.es} {likely.es}.",
        )

    def _who(self, factors: Sequence[Expression]) -> Said:
        """When a number is one higher, or for one group beside the first."""
        numbers = [f.name for f in factors if f.level is None]
        named = [f"{group_column(f.text)} = {f.level}" for f in factors if f.level is not None]
        first = [str(self.levels[f.text][0]) for f in factors if f.level is not None]
        en = [f"when {' × '.join(numbers)} is one higher"] if numbers else []
        es = [f"cuando {' × '.join(numbers)} es uno más"] if numbers else []
        if named:
            en.append(f"for {' and '.join(named)} (beside {' and '.join(first)})")
            es.append(f"para {' y '.join(named)} (frente a {' y '.join(first)})")
        return Said(_sentence_case(", ".join(en)), _sentence_case(", ".join(es)))

    def _where(self, column: Column) -> Said:
        """Where a coefficient is about, when products in the formula make it depend on others."""
        mine = set(column.factors)
        products = [set(other.factors) - mine for other in self.columns if mine < set(other.factors)]
        others = sorted({factor for extra in products for factor in extra}, key=lambda factor: factor.name)
        at = [f"{group_column(f.text)} = {0 if f.level is None else self.levels[f.text][0]}" for f in others]
        at = list(dict.fromkeys(at))
        return Said(f" where {' and '.join(at)}", f" donde {' y '.join(at)}") if at else Said("", "")


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _likely(e: Estimate, *, flip: bool = False) -> Said:
    if e.interval is None:
        return Said("", "")
    low, high = (-e.interval.high, -e.interval.low) if flip else (e.interval.low, e.interval.high)
    limits = f"{number(low)}", f"{number(high)}"
    return Said(f"(likely between {limits[0]} and {limits[1]})", f"(probablemente entre {limits[0]} y {limits[1]})")


def _people_differ(e: Estimate, spread: float) -> Said:
    low, high = number(e.value - 1.96 * spread), number(e.value + 1.96 * spread)
    return Said(
        f"People differ: for 19 in 20 the change lies between {low} and {high}.",
        f"Las personas difieren: en 19 de cada 20 el cambio está entre {low} y {high}.",
    )


def _from(n: int, rows: int, missing: Missing) -> Said:
    said = Said(
        f"This rests on {rows:,} answers from {n:,} people.", f"Esto se basa en {rows:,} respuestas de {n:,} personas."
    )
    if missing.rows:
        said += Said(
            f"{missing.rows:,} rows with empty cells could not be used.",
            f"No se pudieron usar {missing.rows:,} filas con celdas vacías.",
        )
    if missing.people:
        said += Said(
            f"{missing.people:,} people are not in this at all.",
            f"{missing.people:,} personas no están aquí en absoluto.",
        )
    return said


def held_back(people: int) -> Said:
    """Said of parts that travelled without the patterns of few people."""
    return Said(
        f"{people:,} people whose times of answering fewer than 11 share are left out, so that nobody can be told.",
        f"Quedan fuera {people:,} personas cuyos momentos de respuesta comparten menos de 11, para que no se reconozca "
        "a nadie.",
    )


def _several(count: int) -> Said:
    chance = 1.0 - math.pow(0.95, count)
    return Said(
        f"{count} things were looked at; if none of them mattered, one would still stand out by chance about "
        f"{chance:.0%} of the time.",
        f"Se miraron {count} cosas; si ninguna importara, alguna destacaría por azar cerca del {chance * 100:.0f} % de "
        "las veces.",
    )
