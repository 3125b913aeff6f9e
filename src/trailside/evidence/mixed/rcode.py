"""The same model in R: lme4 and lmerTest."""

from __future__ import annotations

from trailside.evidence.mixed.design import Design
from trailside.evidence.mixed.formula import Column, Levels


def lmer_code(formula: str, design: Design, correlated: bool, method: str, levels: Levels) -> str:
    """R code for `data`, a data frame with the same columns."""
    lines = ["library(lmerTest)  # lme4 with Satterthwaite's degrees of freedom"]
    for name in levels:
        column = name[2:-1].strip() if name.startswith("C(") else name
        lines.append(f"data[[{_text(column)}]] <- factor(data[[{_text(column)}]])")
    spelled = formula.replace("**", "^")
    for name in levels:
        spelled = spelled.replace(name, name[2:-1].strip() if name.startswith("C(") else name)
    parts = [spelled, _group(design.person_columns, design.person, correlated)]
    if design.site is not None:
        parts.append(_group(design.site_columns, design.site, correlated))
    reml = "TRUE" if method == "REML" else "FALSE"
    lines += [f"fit <- lmer({' + '.join(parts)}, data = data, REML = {reml})",
              "summary(fit)", "logLik(fit)", "confint(fit)  # profile intervals"]  # fmt: skip
    return "\n".join(lines)


def _group(columns: tuple[Column, ...], by: str, correlated: bool) -> str:
    bar = "|" if correlated or len(columns) == 1 else "||"
    return f"({_sum(columns)} {bar} {_name(by)})"


def _sum(columns: tuple[Column, ...]) -> str:
    terms = [column.name if column.factors else "1" for column in columns]
    return " + ".join(terms if "1" in terms else ["0", *terms])


def _name(column: str) -> str:
    return column if column.isidentifier() else f"`{column}`"


def _text(column: str) -> str:
    return '"' + column.replace("\\", "\\\\").replace('"', '\\"') + '"'
