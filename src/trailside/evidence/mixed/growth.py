"""How people change over time, and what goes with it: `growth`.

    y_ij = x_ij' b + z_ij' u_i + e_ij        u_i ~ N(0, G),  e_ij ~ N(0, s2)

for occasion j of person i (and + w_ij' v_k for a person at site k): the linear mixed model of Laird and Ware 1982
(Biometrics 38:963), fitted by REML or ML from one pass over the table.
"""

from __future__ import annotations

from collections.abc import Sequence

from trailside.evidence.errors import BadTable
from trailside.evidence.expression import Expression
from trailside.evidence.mixed.answer import Growth, answer
from trailside.evidence.mixed.design import Design
from trailside.evidence.mixed.fitness import is_enough
from trailside.evidence.mixed.fitted import criterion_for, fit, no_copies
from trailside.evidence.mixed.formula import (
    Column,
    Levels,
    Spelled,
    design,
    groups,
    is_group,
    levels_of,
    read_formula,
    read_slopes,
)
from trailside.evidence.mixed.problem import assemble
from trailside.evidence.mixed.scan import collect
from trailside.evidence.mixed.survey import survey
from trailside.evidence.source import open_source
from trailside.evidence.tables import Source

MOST_EFFECTS = 3


def growth(
    formula: str,
    *,
    person: str,
    data: object,
    random: str | None = None,
    correlated: bool = True,
    site: str | None = None,
    site_random: str = "1",
    method: str = "REML",
    level: float = 0.95,
    duplicates: bool = False,
) -> Growth:
    """Fit a growth model and say what it shows.

    `formula`: outcome ~ terms, as in R: `"score ~ month * dose"`. `person`: the column that tells people apart.
    `data`: anything `open_source` takes, one row per person and occasion. `random`: what differs from person to
    person, `"1 + month"`; by default the level and the slope of the first number in the formula that changes within
    people. `correlated=False` keeps these independent of each other. `site`: a column for the place (or worker) each
    person belongs to, with `site_random` differing between them. `method`: "REML" or "ML". `level`: of all
    intervals. `duplicates=True` allows two rows of a person at the same time.

    Raises BadTable for a table or formula that cannot be used, TooLittle for one that is too small; both say what to
    do. Costs one look and one pass over the table, then work that grows with the number of different patterns of
    occasions.
    """
    if method not in ("REML", "ML"):
        raise BadTable(f"method is 'REML' or 'ML', not {method!r}.")
    source, spelled = open_source(data), read_formula(formula)
    levels = levels_of(groups(spelled, source), source)
    model = model_for(source, spelled, levels, person=person, random=random, site=site, site_random=site_random)
    seen = survey(source, model)
    statistics = collect(source, model, seen, duplicates=duplicates)
    is_enough(statistics, model)
    problem = assemble(statistics, model)
    no_copies(problem, [column.name for column in model.columns])
    fitted = fit(criterion_for(problem, correlated=correlated, reml=method == "REML"))
    return answer(fitted, model, statistics, seen.spreads, levels, formula=formula, level=level)


def model_for(
    source: Source,
    spelled: Spelled,
    levels: Levels,
    *,
    person: str,
    random: str | None,
    site: str | None,
    site_random: str,
) -> Design:
    """The model in terms of the table. Raises BadTable for columns that are not there or cannot be used so."""
    for name in (person, *([site] if site is not None else [])):
        source.column(name)
    chosen = _default(source, spelled, person) if random is None else random
    own = _effects(source, chosen, "random")
    if not own:
        raise BadTable("random='0' leaves nothing that differs between people. Use random='1' at least.")
    other = _effects(source, site_random, "site_random") if site is not None else ()
    return Design(spelled.outcome, design(spelled, levels), person, own, site, other)


def _effects(source: Source, text: str, argument: str) -> tuple[Column, ...]:
    intercept, slopes = read_slopes(text)
    for slope in slopes:
        if is_group(slope, source):
            raise BadTable(f"{argument}: {slope!r} is a group, not a number; only slopes of numbers can differ.")
    columns = (*([Column(())] if intercept else []), *(Column((Expression(slope),)) for slope in slopes))
    if len(columns) > MOST_EFFECTS:
        raise BadTable(f"{argument}: at most {MOST_EFFECTS} effects can differ at once; {text!r} asks for more.")
    return columns


def _default(source: Source, spelled: Spelled, person: str) -> str:
    """`1 + time`, time being the first number in the formula that changes within people."""
    numbers = [text for text in spelled.variables if not is_group(text, source)]
    changing = _changing(source, person, numbers)
    return f"1 + {_quoted(changing[0])}" if changing else "1"


def _changing(source: Source, person: str, texts: Sequence[str]) -> list[str]:
    if not texts:
        return []
    columns = [f"{Expression(text).sql(source)} AS v{i}" for i, text in enumerate(texts)]
    everything = f"SELECT {source.column(person)} AS p, {', '.join(columns)} FROM {source.table}"
    inner = ", ".join(f"max(v{i}) - min(v{i}) AS v{i}" for i in range(len(texts)))
    outer = ", ".join(f"max(v{i}) AS v{i}" for i in range(len(texts)))
    for rows in (f"{everything} LIMIT 20000", everything):  # a file sorted by wave shows each person once at first
        found = source.ask(f"SELECT {outer} FROM (SELECT {inner} FROM ({rows}) AS t GROUP BY p) AS s")
        changing = [text for i, text in enumerate(texts) if found[f"v{i}"][0] > 0]
        if changing:
            return changing
    return []


def _quoted(text: str) -> str:
    return text if text.isidentifier() or "(" in text else f"`{text}`"
