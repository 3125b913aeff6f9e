"""From `score ~ month * dose` to named columns of a design.

formulaic reads the formula; what its words mean is decided here: a number column is itself, a text or flag column
(or `C(...)`) becomes one column per level but the first (treatment coding, as R does), products multiply.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from formulaic import Formula
from formulaic.errors import FormulaicError

from trailside.evidence.errors import BadTable
from trailside.evidence.expression import Expression, group_column, not_known
from trailside.evidence.tables import Source

MOST_LEVELS = 50
Levels = Mapping[str, tuple[str | bool | float, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a design: the product of its factors; no factors is the intercept."""

    factors: tuple[Expression, ...]

    @property
    def name(self) -> str:
        """As R names it: `(Intercept)`, `month`, `month:siteB`."""
        return ":".join(f.name for f in self.factors) or "(Intercept)"


@dataclass(frozen=True, slots=True)
class Spelled:
    """What is explained, and by which products of which factors (their texts), in the order R would give."""

    text: str
    outcome: Expression
    terms: tuple[tuple[str, ...], ...]

    @property
    def variables(self) -> tuple[str, ...]:
        """Every factor on the right, once."""
        return tuple(dict.fromkeys(itertools.chain.from_iterable(self.terms)))


def read_formula(text: str) -> Spelled:
    """Parse `outcome ~ terms`. Raises BadTable for a formula without an outcome or intercept, or not understood."""
    try:
        parsed = Formula(text)
    except FormulaicError as why:
        raise BadTable(f"The formula {text!r} is not understood. Write it like 'score ~ month * dose'.") from why
    left, right = getattr(parsed, "lhs", None), getattr(parsed, "rhs", None)
    if left is None or right is None or len(left) != 1:
        raise BadTable(f"The formula {text!r} needs one outcome before the ~, like 'score ~ month * dose'.")
    terms = [tuple(_plain(factor.expr) for factor in term.factors) for term in right]
    if ("1",) not in terms:
        raise BadTable(f"Keep the intercept in {text!r}: leave out '0 +' and '- 1'.")
    (outcome,) = (_plain(factor.expr) for factor in next(iter(left)).factors)
    return Spelled(text, Expression(outcome), tuple(term for term in terms if term != ("1",)))


def read_slopes(text: str) -> tuple[bool, tuple[str, ...]]:
    """Parse what differs from person to person, `1 + month`: whether the level does, and which slopes do."""
    try:
        terms = [tuple(_plain(factor.expr) for factor in term.factors) for term in Formula(text)]
    except FormulaicError as why:
        raise BadTable(f"{text!r} is not understood. Write what differs between people like '1 + month'.") from why
    if any(len(term) > 1 for term in terms):
        raise BadTable(f"{text!r}: products cannot differ from person to person; make a column of the product.")
    slopes = tuple(term[0] for term in terms if term != ("1",))
    return ("1",) in terms, slopes


def groups(spelled: Spelled, source: Source) -> tuple[str, ...]:
    """The factors that stand for named groups: text and flag columns, and `C(...)`."""
    return tuple(text for text in spelled.variables if is_group(text, source))


def is_group(text: str, source: Source) -> bool:
    """True for a text or flag column, and for anything in `C(...)`."""
    return text.startswith("C(") or source.kinds.get(text) in ("text", "flag")


def levels_of(names: Iterable[str], source: Source, *, few: bool = False) -> Levels:
    """The levels of each named group, sorted; the first is what the others are compared with. `few` allows one only.

    Raises BadTable for one level, too many, or numbers with words among them.
    """
    return {name: _levels(name, source, 1 if few else 2) for name in names}


def design(spelled: Spelled, levels: Levels) -> tuple[Column, ...]:
    """The columns in R's order: intercept, then each term, the levels of its first factor running fastest."""
    columns = [Column(())]
    for term in spelled.terms:
        _has_its_parts(term, spelled, levels)
        parts = [_codings(factor, levels) for factor in term]
        columns += [Column(tuple(reversed(choice))) for choice in itertools.product(*reversed(parts))]
    return tuple(columns)


def _codings(factor: str, levels: Levels) -> list[Expression]:
    if factor not in levels:
        return [Expression(factor)]
    return [Expression(factor, level) for level in levels[factor][1:]]


def _has_its_parts(term: tuple[str, ...], spelled: Spelled, levels: Levels) -> None:
    """With groups in a product, R changes the coding when a part is not in the formula alone; refused here."""
    if not any(factor in levels for factor in term):
        return
    have = {frozenset(other) for other in spelled.terms}
    for size in range(1, len(term)):
        for part in itertools.combinations(term, size):
            if frozenset(part) not in have:
                raise BadTable(f"{':'.join(term)} is in the formula without {':'.join(part)}. Write it with a *.")


def _levels(name: str, source: Source, fewest: int) -> tuple[str | bool | float, ...]:
    column = source.column(group_column(name))
    found = source.ask(
        f"SELECT DISTINCT {column} AS level FROM {source.table} WHERE {column} IS NOT NULL LIMIT {MOST_LEVELS + 1}"
    )["level"]
    values = sorted(int(value) if isinstance(value, float) and value.is_integer() else value for value in found)
    if len(values) < fewest:
        raise BadTable(f"{name!r} is the same in every row, so it explains nothing. Leave it out of the formula.")
    if len(values) > MOST_LEVELS:
        raise BadTable(f"{name!r} has more than {MOST_LEVELS} different values: too many for groups. Is it a name?")
    _are_words(name, values)
    return tuple(values)


def _are_words(name: str, values: list[str | bool | float]) -> None:
    """Numbers kept as text are a mistake of the table, and would silently become groups."""
    numbers = [value for value in values if isinstance(value, str) and _is_number(value)]
    if len(numbers) * 2 >= len(values) and not name.startswith("C("):
        words = [str(value) for value in values if value not in numbers]
        seen = f", and also {words[0]!r}" if words else ""
        raise BadTable(
            f"Column {name!r} holds numbers written as text ({numbers[0]!r}{seen}). Leave the words empty and make "
            f"it numbers, or write C({name}) if these are names of groups."
        )


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


def _plain(text: str) -> str:
    """The factor without back-ticks; a function that is not known is refused at once."""
    if "(" in text and text.split("(")[0] not in ("C", "I", "log", "exp", "sqrt", "abs"):
        raise not_known(text)
    return text.strip("`")
