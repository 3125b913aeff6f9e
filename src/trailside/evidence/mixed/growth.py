"""How people change over time, and what goes with it: `growth`.

    y_ij = x_ij' b + z_ij' u_i + e_ij        u_i ~ N(0, G),  e_ij ~ N(0, s2)

for occasion j of person i (and + w_ij' v_k for a person at site k): the linear mixed model of Laird and Ware 1982
(Biometrics 38:963), fitted by REML or ML from one pass over the table.
"""

from __future__ import annotations

import numpy as np

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.mixed.answer import Growth, answer
from trailside.evidence.mixed.criterion import Criterion
from trailside.evidence.mixed.design import Design
from trailside.evidence.mixed.fitness import is_enough
from trailside.evidence.mixed.fitted import criterion_for, fit, leaves_something, no_copies
from trailside.evidence.mixed.part import Part, growth_part
from trailside.evidence.mixed.problem import assemble
from trailside.evidence.mixed.statistics import Statistics
from trailside.evidence.tables import Array

FEW_PATTERNS = 2500


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
    _is_method(method)
    part = growth_part(
        formula, person=person, data=data, random=random, site=site, site_random=site_random, duplicates=duplicates
    )
    return fit_growth(part, correlated=correlated, method=method, level=level)


def fit_growth(part: Part, *, correlated: bool = True, method: str = "REML", level: float = 0.95) -> Growth:
    """Fit the model of a part (one table's, or several merged). Arguments and errors as for `growth`."""
    _is_method(method)
    design, statistics = part.design, part.statistics
    is_enough(statistics, design)
    problem = assemble(statistics, design)
    no_copies(problem, [column.name for column in design.columns])
    leaves_something(problem, design.outcome.name)
    criterion = criterion_for(problem, correlated=correlated, reml=method == "REML")
    fitted = fit(criterion, _start(criterion, statistics, design))
    return answer(fitted, design, statistics, part.spreads, part.levels, formula=part.formula, level=level)


def _start(criterion: Criterion, statistics: Statistics, design: Design) -> Array | None:
    """Where nearly everybody has times of their own, a share of the people shows where to start."""
    step = len(statistics.people) // FEW_PATTERNS
    if step < 4:
        return None
    few = assemble(statistics.every(step), design)
    try:
        found = fit(criterion_for(few, correlated=criterion.shape.correlated, reml=criterion.reml))
    except TooLittle:
        return None
    person, site = criterion.shape.factors(found.theta)
    problem = criterion.problem
    z_size, u_size = (np.diagonal(a) / np.diagonal(b) for a, b in ((problem.to_z, few.to_z), (problem.to_u, few.to_u)))
    return criterion.shape.parameters(z_size[:, None] * person, u_size[:, None] * site)


def _is_method(method: str) -> None:
    if method not in ("REML", "ML"):
        raise BadTable(f"method is 'REML' or 'ML', not {method!r}.")
