"""The one pass: rows -> people -> patterns of occasions, in a single question that any engine can answer.

The inner question sums over the rows of each person, the outer one adds up people whose occasions were the same.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from trailside.evidence.errors import BadTable
from trailside.evidence.mixed.design import OUTCOME, Design
from trailside.evidence.mixed.glimpse import base, complete
from trailside.evidence.mixed.layout import Layout, Moment, Monomial
from trailside.evidence.mixed.statistics import Coordinate, Statistics
from trailside.evidence.mixed.survey import Survey
from trailside.evidence.result import Missing
from trailside.evidence.tables import Answer, Source

MOST_BITS = 62


def collect(source: Source, design: Design, survey: Survey, *, duplicates: bool = False) -> Statistics:
    """Take the sufficient statistics. `duplicates` allows two rows of one person at the same time.

    Raises BadTable for duplicate occasions and for people seen at two sites.
    """
    between = survey.between
    while True:
        layout = design.layout(between)
        answer = source.ask(question(source, design, layout, survey, bits=not duplicates))
        changing = {atom for atom in layout.between if np.nanmax(answer[f"spread_{atom}"], initial=0.0) > 0}
        if not changing:
            break
        between -= changing  # the sample of the survey misled us; once more with the truth
    _one_site_each(design, answer)
    if not duplicates and design.slopes:
        _no_duplicates(source, design, survey, answer)
    return _statistics(design, layout, survey, answer)


def question(source: Source, design: Design, layout: Layout, survey: Survey, *, bits: bool) -> str:
    """The question in SQL; columns of the answer: g, k0.., people, m0.., spread_<atom>, twice, sites."""
    sums = {monomial: f"s{i}" for i, monomial in enumerate(layout.inner_sums)}
    by = (["g"] if design.site is not None else []) + [f"k{i}" for i in range(len(layout.keys))]
    keys = [f"{sums[key]} AS k{i}" for i, key in enumerate(layout.keys)]
    moments = [f"sum({_weight(moment, sums)}) AS m{i}" for i, moment in enumerate(layout.moments)]
    spreads = [f"max(spread_{atom}) AS spread_{atom}" for atom in sorted(layout.between)]
    checks = ["max(sites) AS sites"] if design.site is not None else []
    if bits and _fits_in_bits(design, survey):
        checks.append("sum(CASE WHEN bit_count(seen) < n THEN 1 ELSE 0 END) AS twice")
    asked = [*(["g"] if design.site is not None else []), *(f"k{i}" for i in range(len(keys))),
             "CAST(count(*) AS DOUBLE) AS people", *moments, *spreads, *checks]  # fmt: skip
    people = _people(source, design, layout, survey, sums, bits)
    inner = f"SELECT *, {', '.join(keys)} FROM ({people}) AS by_person"
    return f"SELECT {', '.join(asked)} FROM ({inner}) AS patterns GROUP BY {', '.join(by)}"


def _people(
    source: Source, design: Design, layout: Layout, survey: Survey, sums: Mapping[Monomial, str], bits: bool
) -> str:
    """One row per person: the sums over that person's rows, and the atoms that never change."""
    asked = [f"{_sum(monomial)} AS {name}" for monomial, name in sums.items()]
    for atom in sorted(layout.between):
        asked += [f"max({atom}) AS {atom}", f"max({atom}) - min({atom}) AS spread_{atom}"]
    if design.site is not None:
        asked += ["min(g) AS g", "CASE WHEN min(g) = max(g) THEN 1 ELSE 2 END AS sites"]
    if bits and _fits_in_bits(design, survey):
        first = design.slopes[0]
        place = _coded(source, first, survey.coordinates[first], survey.spreads[first].low)
        asked += ["count(*) AS n", f"bit_or(CAST(power(2, {place}) AS BIGINT)) AS seen"]
    rows = _rows(source, design, survey, bits)
    return f"SELECT {', '.join(asked)} FROM ({rows}) AS coded GROUP BY p"


def _rows(source: Source, design: Design, survey: Survey, bits: bool) -> str:
    """The usable rows in coded units; the first slope also as it was, for the bits."""
    columns = ["p", *(["g"] if design.site is not None else [])]
    for name in [*design.atoms, OUTCOME]:
        columns.append(f"{_coded(source, name, survey.coordinates[name])} AS {name}")
    if bits and _fits_in_bits(design, survey):
        columns.append(f"{design.slopes[0]} AS as_it_was")
    where = "" if survey.clean else f" WHERE {complete(design)}"
    return f"SELECT {', '.join(columns)} FROM ({base(source, design, clean=survey.clean)}) AS t{where}"


def _coded(source: Source, name: str, c: Coordinate, low: float | None = None) -> str:
    """A value in coded units; with `low`, the number of steps above it of the column as it was."""
    column = name if low is None else "as_it_was"
    if c.steps is not None:
        start = round((c.centre if low is None else low) * c.steps)
        stepped = column if c.steps == 1.0 else f"{column} * {source.literal(c.steps)}"
        return f"(round({stepped}) - {source.literal(float(start))})"
    if c == Coordinate():
        return column
    return f"(({column} - {source.literal(c.centre)}) * {source.literal(1.0 / c.unit)})"


def _sum(monomial: Monomial) -> str:
    return f"sum({' * '.join(monomial)})" if monomial else "CAST(count(*) AS DOUBLE)"


def _weight(moment: Moment, sums: Mapping[Monomial, str]) -> str:
    return " * ".join([*moment.between, *(sums[part] for part in moment.inner)]) or "CAST(1 AS DOUBLE)"


def _fits_in_bits(design: Design, survey: Survey) -> bool:
    """True when each possible occasion can be one bit of a whole number."""
    if not design.slopes:
        return False
    first = design.slopes[0]
    steps, spread = survey.coordinates[first].steps, survey.spreads[first]
    return steps is not None and (spread.high - spread.low) * steps <= MOST_BITS


def _one_site_each(design: Design, answer: Answer) -> None:
    if design.site is not None and answer["sites"].max() > 1:
        raise BadTable(
            f"Some people in {design.person!r} are in more than one {design.site!r}. This model needs each person "
            f"to belong to one. Keep the first one for each person, or leave {design.site!r} out."
        )


def _no_duplicates(source: Source, design: Design, survey: Survey, answer: Answer) -> None:
    first = design.slopes[0]
    name = design.atoms[first].name
    if "twice" in answer:
        people = float(answer["twice"].sum())
    else:
        rows = f"SELECT p, {first} FROM ({base(source, design, clean=survey.clean)}) AS t WHERE {complete(design)}"
        found = source.ask(
            f"SELECT count(DISTINCT p) AS people FROM "
            f"(SELECT p, {first} FROM ({rows}) AS r GROUP BY p, {first} HAVING count(*) > 1) AS d"
        )
        people = float(found["people"][0])
    if people:
        raise BadTable(
            f"{people:.0f} people have two rows for the same {name!r}. Keep one row for each occasion, "
            "or say duplicates=True if both are real."
        )


def _statistics(design: Design, layout: Layout, survey: Survey, answer: Answer) -> Statistics:
    order = np.lexsort([answer[f"k{i}"] for i in reversed(range(len(layout.keys)))])
    sites = None
    if design.site is not None:
        order = order[np.argsort(answer["g"][order].astype(str), kind="stable")]
        sites = answer["g"][order]
    empty = {e.name: survey.spreads[a].empty for a, e in {**design.atoms, OUTCOME: design.outcome}.items()}
    return Statistics(
        layout=layout,
        coordinates=survey.coordinates,
        keys=np.column_stack([answer[f"k{i}"] for i in range(len(layout.keys))])[order],
        people=answer["people"][order],
        moments={moment: answer[f"m{i}"][order] for i, moment in enumerate(layout.moments)},
        rows=survey.usable,
        sites=sites,
        missing=Missing(survey.rows - survey.usable, survey.people_left_out,
                        {name: count for name, count in empty.items() if count}),
    )  # fmt: skip
