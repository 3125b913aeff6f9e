"""One column or a small sum over columns, such as `I(month ** 2)` or `log(visits)`: as SQL and as numpy.

The same expression is asked of the table and, for predictions, worked out on a few values. Only arithmetic and a
handful of functions are known; anything else is refused by name rather than evaluated.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from trailside.evidence.errors import BadTable
from trailside.evidence.tables import Array, Source

_SIGNS: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_SQL_NAMES: Mapping[str, str] = {"log": "ln", "exp": "exp", "sqrt": "sqrt", "abs": "abs"}
_NUMPY: Mapping[str, Callable[[Array], Array]] = {"log": np.log, "exp": np.exp, "sqrt": np.sqrt, "abs": np.abs}


@dataclass(frozen=True, slots=True)
class Expression:
    """`text` as the formula spells it; `level` is set for one level of a named group (1 there, 0 elsewhere)."""

    text: str
    level: str | bool | float | None = None

    @property
    def name(self) -> str:
        """The name that R would give: `month`, `I(month^2)`, `siteB`."""
        if self.level is None:
            return self.text.replace(" ** ", "^")
        level = str(self.level).upper() if isinstance(self.level, bool) else f"{self.level}"
        return f"{group_column(self.text)}{level}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that it needs."""
        tree = _tree(group_column(self.text))
        if tree is None:
            return (group_column(self.text),)
        functions = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
        found = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node not in functions]
        return tuple(dict.fromkeys(found))

    def sql(self, source: Source) -> str:
        """The expression as DOUBLE for this source. Raises BadTable for what is not a number or not known."""
        if self.level is not None:
            column, level = source.column(group_column(self.text)), source.literal(self.level)
            return f"CASE WHEN {column} IS NULL THEN NULL WHEN {column} = {level} THEN 1e0 ELSE 0e0 END"
        tree = _tree(self.text)
        return source.number(self.text) if tree is None else _sql(tree, source)

    def value(self, values: Mapping[str, Array]) -> Array:
        """The expression worked out on arrays of column values."""
        if self.level is not None:
            return np.asarray(values[group_column(self.text)] == self.level, dtype=float)
        tree = _tree(self.text)
        return np.asarray(values[self.text] if tree is None else _value(tree, values), dtype=float)


def group_column(text: str) -> str:
    """The column inside `C(...)`, or the text itself."""
    return text[2:-1].strip().strip("`") if text.startswith("C(") and text.endswith(")") else text


def _tree(text: str) -> ast.Call | None:
    """The parsed call; None for a bare column name, whatever signs are in it."""
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError:
        return None
    return tree if isinstance(tree, ast.Call) else None


def _sql(tree: ast.expr, source: Source) -> str:
    match tree:
        case ast.Name(id=name):
            return source.number(name)
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return source.literal(float(value))
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return f"(-{_sql(inner, source)})"
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return _power(_sql(left, source), right, source)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SIGNS:
            return f"({_sql(left, source)} {_SIGNS[type(op)]} {_sql(right, source)})"
        case ast.Call(func=ast.Name(id="I"), args=[inner]):
            return f"({_sql(inner, source)})"
        case ast.Call(func=ast.Name(id=name), args=[inner]) if name in _SQL_NAMES:
            return f"{_SQL_NAMES[name]}({_sql(inner, source)})"
    raise not_known(ast.unparse(tree))


def _power(base: str, exponent: ast.expr, source: Source) -> str:
    """Whole powers as products, so that whole numbers stay exact."""
    if isinstance(exponent, ast.Constant) and isinstance(exponent.value, int) and 1 < exponent.value < 5:
        return "(" + " * ".join([base] * exponent.value) + ")"
    return f"power({base}, {_sql(exponent, source)})"


def _value(tree: ast.expr, values: Mapping[str, Array]) -> Array:
    match tree:
        case ast.Name(id=name):
            return np.asarray(values[name], dtype=float)
        case ast.Constant(value=int() | float() as value):
            return np.asarray(float(value))
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, values)
        case ast.BinOp(left=left, op=op, right=right):
            return _combined(op, _value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id="I"), args=[inner]):
            return _value(inner, values)
        case ast.Call(func=ast.Name(id=name), args=[inner]) if name in _NUMPY:
            return _NUMPY[name](_value(inner, values))
    raise not_known(ast.unparse(tree))


def _combined(op: ast.operator, left: Array, right: Array) -> Array:
    match op:
        case ast.Add():
            return np.asarray(left + right)
        case ast.Sub():
            return np.asarray(left - right)
        case ast.Mult():
            return np.asarray(left * right)
        case ast.Div():
            return np.asarray(left / right)
        case ast.Pow():
            return np.asarray(left**right)
    raise not_known(type(op).__name__)


def not_known(text: str) -> BadTable:
    """The error for a part of a formula that has no meaning here."""
    return BadTable(
        f"{text!r} cannot be used in a formula here. Known are column names, C(name) for groups, "
        "I(...) with + - * / **, and log, exp, sqrt, abs. Make a column with the values instead."
    )
