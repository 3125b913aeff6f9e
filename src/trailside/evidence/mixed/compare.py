"""Does the larger model say more than chance would? The likelihood-ratio test, with the boundary's mixture.

Twice the difference in log likelihood is chi-square with as many degrees of freedom as there are more numbers, when
those are free in both directions. A spread cannot be negative, so for one more effect that differs between people
the reference is half chi-square of r and half of r + 1 degrees (Self and Liang 1987; Stram and Lee 1994, Biometrics
50:1171). Average effects are compared by maximum likelihood, spreads with the method of the models.
"""

from __future__ import annotations

from dataclasses import dataclass

from scipy.stats import chi2

from trailside.evidence.errors import BadTable
from trailside.evidence.mixed.answer import Growth
from trailside.evidence.mixed.fitted import Fitted
from trailside.evidence.mixed.profile import by_ml
from trailside.evidence.mixed.wording import BEYOND, UNSURE
from trailside.evidence.result import Estimate, Result
from trailside.evidence.words import Language, Said, number

ROUGH = Said(
    "Several spreads are tested at once, so the real p is smaller than the one given.",
    "Se prueban varias dispersiones a la vez; el valor p real es menor que el que se da.",
)


@dataclass(frozen=True, kw_only=True)
class Comparison(Result):
    """`statistic` is twice the gain in log likelihood; `dfs` the chi-squares that are mixed in equal parts."""

    smaller: str
    larger: str
    statistic: float
    dfs: tuple[int, ...]
    p: float

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        return (Estimate("likelihood ratio", self.statistic, df=sum(self.dfs) / len(self.dfs), p=self.p),)

    def sentence(self, language: Language = "en") -> str:
        gain, p = number(self.statistic), "p < 0.001" if self.p < 0.001 else f"p = {number(self.p, 2)}"
        said = Said(
            f"The fuller model fits better by {gain} ({p}).",
            f"El modelo más completo se ajusta mejor por {gain} ({p}).",
        )
        notes = Said("", "") if not self.refusals else self.refusals[0]
        return (said + (BEYOND if self.p < 0.05 else UNSURE) + notes).into(language).strip()

    def r_code(self) -> str:
        return (
            f"# smaller: {self.smaller}\n# larger: {self.larger}\n"
            f"statistic <- {self.statistic!r}\n"
            f"mean(pchisq(statistic, df = c({', '.join(map(str, self.dfs))}), lower.tail = FALSE))"
        )


def likelihood_ratio(smaller: Growth, larger: Growth) -> Comparison:
    """Test `larger` against `smaller`, which must be a part of it, on the same rows.

    Raises BadTable when the two cannot be compared.
    """
    _are_nested(smaller, larger)
    more_fixed = len(larger.design.columns) - len(smaller.design.columns)
    one, two = smaller.fitted, larger.fitted
    if more_fixed:
        one, two = by_ml(one), by_ml(two)
    statistic = max(0.0, 2.0 * (two.loglik - one.loglik))
    dfs, rough = _reference(one, two, more_fixed)
    p = sum(float(chi2.sf(statistic, df)) if df else float(statistic <= 0.0) for df in dfs) / len(dfs)
    return Comparison(
        n=larger.n,
        rows=larger.rows,
        missing=larger.missing,
        assumptions=larger.assumptions,
        refusals=(ROUGH,) if rough else (),
        smaller=smaller.formula,
        larger=larger.formula,
        statistic=statistic,
        dfs=dfs,
        p=p,
    )


def _reference(one: Fitted, two: Fitted, fixed: int) -> tuple[tuple[int, ...], bool]:
    """The degrees of freedom that are mixed, and whether that is only an upper bound of p."""
    small, large = one.criterion.shape, two.criterion.shape
    spreads = (large.q - small.q) + (large.u - small.u)
    free = large.count - small.count - spreads
    if spreads == 0:
        return (fixed + free,), False
    if spreads == 1:
        return (fixed + free, fixed + free + 1), False
    return (fixed + free + spreads,), True


def _are_nested(smaller: Growth, larger: Growth) -> None:
    a, b = smaller.design, larger.design
    if (a.outcome, a.person, smaller.rows, smaller.method) != (b.outcome, b.person, larger.rows, larger.method):
        raise BadTable("Only models of the same outcome, people, rows and method can be compared. Empty cells in a "
                       "column that only one of them uses change the rows: leave those rows out of both.")  # fmt: skip
    parts = [(a.columns, b.columns), (a.person_columns, b.person_columns), (a.site_columns, b.site_columns)]
    more = smaller.fitted.criterion.shape.correlated and not larger.fitted.criterion.shape.correlated
    if (more and len(a.person_columns) > 1) or any(not set(small) <= set(large) for small, large in parts):
        raise BadTable("The smaller model is not a part of the larger one, so this test cannot compare them.")
