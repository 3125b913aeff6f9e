"""What a growth model may say to people: how much, how sure, for whom, and what it cannot see."""

from __future__ import annotations

import math
from collections.abc import Sequence

from trailside.evidence.mixed.design import Design
from trailside.evidence.mixed.formula import Column
from trailside.evidence.result import Estimate, Missing
from trailside.evidence.words import Said, joined, number

BEYOND = Said("That is more than chance would explain.", "Es más de lo que explicaría el azar.")
UNSURE = Said("We cannot tell this from chance.", "No se puede distinguir del azar.")
NOT_WHY = Said("This shows what happened, not why.", "Esto muestra lo que pasó, no por qué.")

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
    design: Design, time: str | None, coefficients: Sequence[Estimate], slope_spread: float, n: int, rows: int,
    missing: Missing,
) -> Said:  # fmt: skip
    """The whole answer in a few sentences."""
    found = dict(zip(design.columns, coefficients, strict=True))
    said = [_of(design, column, estimate, time, found) for column, estimate in found.items() if column.factors]
    parts = [part for part in said if part is not None]
    if time is not None and len(found) == 2 and slope_spread > 0:
        parts.append(_people_differ(coefficients[1], slope_spread))
    parts.append(_from(n, rows, missing))
    if len(said) > 1:
        parts.append(_several(len(said)))
    return joined((*parts, NOT_WHY))


def _of(design: Design, column: Column, e: Estimate, time: str | None, found: dict[Column, Estimate]) -> Said | None:
    """One coefficient in words: a level, a change over time, or a difference in that change."""
    names = [factor.name for factor in column.factors]
    reference = _reference(column, found)
    if len(names) > 2:
        return _plainly(e, names)
    if time in names and len(names) == 1:
        return _change(design.outcome.name, time or "", e, reference) + _verdict(e)
    if time in names:
        other = next(name for name in names if name != time)
        return _difference(other, time or "", e, column) + _verdict(e)
    return _level(design.outcome.name, names, e, column, reference) + _verdict(e)


def _change(outcome: str, time: str, e: Estimate, where: Said) -> Said:
    up = e.value >= 0
    amount, likely = number(abs(e.value)), _likely(e, flip=not up)
    return Said(
        f"On average, {outcome} went {'up' if up else 'down'} by {amount} for each {time}{where.en} {likely.en}.",
        f"En promedio, {outcome} {'subió' if up else 'bajó'} {amount} por cada {time}{where.es} {likely.es}.",
    )


def _difference(other: str, time: str, e: Estimate, column: Column) -> Said:
    amount, likely = number(e.value), _likely(e)
    if any(factor.level is not None for factor in column.factors):
        en, es = f"For {other}", f"Para {other}"
    else:
        en, es = f"For each extra {other}", f"Por cada {other} más"
    return Said(
        f"{en}, the change for each {time} differs by {amount} {likely.en}.",
        f"{es}, el cambio por cada {time} difiere en {amount} {likely.es}.",
    )


def _level(outcome: str, names: list[str], e: Estimate, column: Column, where: Said) -> Said:
    amount, likely = number(abs(e.value)), _likely(e, flip=e.value < 0)
    more = e.value >= 0
    name = " × ".join(names)
    if all(factor.level is not None for factor in column.factors):
        en, es = f"For {name}", f"Para {name}"
    else:
        en, es = f"With one more {name}", f"Con una unidad más de {name}"
    return Said(
        f"{en}, {outcome} is {amount} {'higher' if more else 'lower'}{where.en} {likely.en}.",
        f"{es}, {outcome} es {amount} {'mayor' if more else 'menor'}{where.es} {likely.es}.",
    )


def _plainly(e: Estimate, names: list[str]) -> Said:
    amount, likely = number(e.value), _likely(e)
    name = " × ".join(names)
    return Said(f"Together, {name} adds {amount} {likely.en}.", f"En conjunto, {name} suma {amount} {likely.es}.") + (
        _verdict(e)
    )


def _reference(column: Column, found: dict[Column, Estimate]) -> Said:
    """Where a coefficient is about, when products in the formula make it depend on others."""
    mine = set(column.factors)
    others = {factor for other in found if mine < set(other.factors) for factor in set(other.factors) - mine}
    numbers = sorted({factor.name for factor in others if factor.level is None})
    named = sorted({factor.text for factor in others if factor.level is not None})
    if not numbers and not named:
        return Said("", "")
    zero = [f"{name} = 0" for name in numbers]
    first = [f"{name} is at its first level" for name in named]
    primero = [f"{name} está en su primer nivel" for name in named]
    return Said(f" where {' and '.join([*zero, *first])}", f" donde {' y '.join([*zero, *primero])}")


def _likely(e: Estimate, *, flip: bool = False) -> Said:
    if e.interval is None:
        return Said("", "")
    low, high = (-e.interval.high, -e.interval.low) if flip else (e.interval.low, e.interval.high)
    limits = f"{number(low)}", f"{number(high)}"
    return Said(f"(likely between {limits[0]} and {limits[1]})", f"(probablemente entre {limits[0]} y {limits[1]})")


def _verdict(e: Estimate) -> Said:
    return BEYOND if e.beyond_chance else UNSURE


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
            f"{missing.rows:,} rows with empty cells could not be used; {missing.people:,} people have no other row.",
            f"No se pudieron usar {missing.rows:,} filas con celdas vacías; {missing.people:,} personas no tienen "
            "ninguna otra.",
        )
    return said


def _several(count: int) -> Said:
    chance = 1.0 - math.pow(0.95, count)
    return Said(
        f"{count} things were looked at; if none of them mattered, one would still stand out by chance about "
        f"{chance:.0%} of the time.",
        f"Se miraron {count} cosas; si ninguna importara, alguna destacaría por azar cerca del {chance * 100:.0f} % de "
        "las veces.",
    )
