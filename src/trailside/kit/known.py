"""What is known of a question in this process: its SQL, where each value stands in it, how rows are made.

Learned from Django's own compiler with made-up values of the same types, each of which is found again among the
parameters; where one is not found exactly, the question stays Django's. Nothing here knows a table of the house.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID, SafeUUID, uuid4

from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import connections, models
from django.db.models.expressions import Col, Expression
from django.db.models.lookups import Exact, Lookup
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql import Query
from django.db.models.sql.where import NothingNode, WhereNode

Step = tuple[Any, ...]
Shape = tuple[Step, ...]
Ending = Literal["rows", "exists", "count"]
Make = Callable[[Any, Any], Any]
# Lookups whose SQL does not depend on the value, on a column as it is.
LOOKUPS = frozenset({"exact", "in", "gt", "gte", "lt", "lte", "isnull"})
MOST_KNOWN = 4000


class _Unknowable(Exception):
    """The SQL of this question may depend on its values."""


@dataclass(frozen=True)
class Known:
    """A question whose SQL is known. ``sql`` empty: nothing can ever be found, nobody needs to be asked."""

    sql: str
    # For each parameter: the number of its value and how the database wants it; or a constant.
    binds: tuple[tuple[int, Callable[..., Any]] | tuple[None, Any], ...]
    made: Callable[[list[Any], str], list[Any]]
    converted: tuple[tuple[int, Make], ...]

    def _bound(self, values: Sequence[Any], connection: Any) -> list[Any]:
        return [
            bind if place is None else bind(values[place], connection, prepared=False) for place, bind in self.binds
        ]

    def answer(self, using: str, values: Sequence[Any]) -> Any:
        """The first row as the database gave it, or None."""
        if not self.sql:
            return None
        connection = connections[using]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self._bound(values, connection))
            return cursor.fetchone()

    def rows(self, using: str, values: Sequence[Any]) -> list[Any]:
        """Everything found, as Django would give it."""
        if not self.sql:
            return []
        connection = connections[using]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self._bound(values, connection))
            found = cursor.fetchall()
        if not found:
            return []
        if self.converted:
            found = [list(row) for row in found]
            for place, make in self.converted:
                for row in found:
                    if (value := row[place]) is not None:
                        row[place] = make(value, connection)
        return self.made(found, using)


_known: dict[tuple[Any, ...], Known | None] = {}


def whether_known(
    model: type[models.Model], steps: Shape, values: Sequence[Any], using: str, ending: Ending
) -> Known | None:
    """What is known of this question, learned now when it is new; None when it has to stay Django's."""
    shape = (model, steps, using, ending)
    try:
        return _known[shape]
    except KeyError:
        pass
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    found = _known[shape] = _learned(model, steps, values, using, ending)
    return found


def replayed(model: Any, using: str | None, hints: Any, steps: Shape, values: Sequence[Any]) -> Any:
    """The steps, taken on Django's own QuerySet."""
    return _replayed(models.QuerySet(model, using=using, hints=hints), steps, iter(values))


def _replayed(asked: Any, steps: Shape, values: Iterator[Any]) -> Any:
    for verb, *rest in steps:
        if verb == "cut":
            asked = asked[rest[0] : rest[1]]
        elif verb == "annotate":
            asked = asked.annotate(**{name: _whole(kind, values) for name, kind in rest[0]})
        elif verb in ("filter", "exclude"):
            conditions = [_whole(kind, values) for kind in rest[0]]
            named: dict[str, Any] = dict(one for one in conditions if isinstance(one, tuple))
            asked = getattr(asked, verb)(*[one for one in conditions if not isinstance(one, tuple)], **named)
        else:
            asked = getattr(asked, verb)(*rest[0], **dict(rest[1]))
    return asked


def _whole(kind: Any, values: Iterator[Any]) -> Any:
    """A condition or a value again, from its shape and the values of the whole question in their order."""
    match kind:
        case type():
            return next(values)
        case ("always", value):
            return value
        case ("several", length, *_types):
            return [next(values) for _ in range(length)]
        case ("inside", model, steps):
            return _replayed(models.QuerySet(model), steps, values)
        case ("outer", name):
            return models.OuterRef(name)
        case ("sum", sum_of, column):
            return sum_of(column)
        case ("whether", model, steps):
            return models.Exists(_replayed(models.QuerySet(model), steps, values))
        case ("either", connector, negated, conditions):
            return models.Q(*[_whole(one, values) for one in conditions], _connector=connector, _negated=negated)
        case ("named", name, value):
            return (name, _whole(value, values))
    raise _Unknowable


def _learned(model: Any, steps: Shape, values: Sequence[Any], using: str, ending: Ending) -> Known | None:
    connection = connections[using]
    try:
        marks = [_mark(place, value) for place, value in enumerate(values)]
        asked = replayed(model, using, {}, steps, marks)
        places = _places(asked.query, {(type(mark), mark): place for place, mark in enumerate(marks)}, connection)
        compiler = _compiler(asked.query, using, ending)
        sql, params = compiler.as_sql()
        binds = tuple(places.get((type(one), one), (None, one)) for one in params)
        if {place for place, _bind in binds} - {None} != set(range(len(marks))):
            raise _Unknowable
        if ending != "rows":
            return Known(sql, binds, lambda rows, using: rows, ())
        return Known(sql, binds, _maker(asked, compiler, using), _converters(compiler, connection))
    except EmptyResultSet:
        return None if ending == "count" else Known("", (), lambda rows, using: rows, ())
    except (_Unknowable, ValidationError, TypeError, ValueError):  # such as text for a number: Django says what it says
        return None


class _Counting(Exception):
    """Django would count now."""


def _compiler(query: Query, using: str, ending: Ending) -> Any:
    """What writes the SQL of a question with this ending."""
    if ending == "rows":
        return query.get_compiler(using)
    if ending == "exists":
        return query.exists().get_compiler(using)
    if query.distinct or query.is_sliced or query.annotations:
        raise _Unknowable  # Django puts a question around such a question
    counted: Any = query.clone()

    def caught(*args: Any, **named: Any) -> Any:
        raise _Counting(Query.get_compiler(counted, *args, **named))

    counted.get_compiler = caught
    try:
        counted.get_aggregation(using, {"__count": models.Count("*")})
    except _Counting as caught_now:
        return caught_now.args[0]
    raise _Unknowable


def _mark(place: int, value: Any) -> Any:
    """A value of the same type that stands nowhere else."""
    match value:
        case UUID():
            return uuid4()
        case str():
            return f"mark {uuid4().hex}"
        case int():
            return 32_000 - place
        case datetime():
            moment = datetime(2500, 1, 1, tzinfo=UTC) + timedelta(microseconds=random.getrandbits(52))
            return moment if value.tzinfo else moment.replace(tzinfo=None)
        case date():
            return date(2500, 1, 1) + timedelta(days=place)
    raise _Unknowable


def _places(query: Query, marks: dict[Any, int], connection: Any) -> dict[Any, tuple[int, Callable[..., Any]]]:
    """For each mark as the database gets it: which value it stands for, and how that value is made fit."""
    found = {}
    for lookup in _lookups(query):
        for one in lookup.rhs if lookup.lookup_name == "in" else [lookup.rhs]:
            if isinstance(one, Expression) or (type(one), one) not in marks:
                continue
            column: Any = lookup.lhs.output_field
            field = getattr(column, "target_field", column)
            fit = field.get_db_prep_value(one, connection, prepared=True)
            found[type(fit), fit] = (marks[type(one), one], field.get_db_prep_value)
    return found


def _lookups(query: Query) -> Iterator[Any]:
    """Every condition of a question and of the questions inside it that compares a column with values."""
    waiting: list[Any] = [query.where, *query.annotations.values()]
    while waiting:
        one = waiting.pop()
        match one:
            case WhereNode():
                waiting += one.children
            case models.Exists() | Query():
                inner = one if isinstance(one, Query) else one.query
                waiting += [inner.where, *inner.annotations.values()]
            case Exact(lhs=models.Exists() as lhs, rhs=True):
                waiting.append(lhs)
            case Lookup(lookup_name=name, lhs=Col()) if name in LOOKUPS:
                if isinstance(one.rhs, Query):
                    waiting.append(one.rhs)
                else:
                    yield one
            case models.Aggregate() | NothingNode() | models.Value(value=1):
                pass
            case _:
                raise _Unknowable


def _maker(asked: Any, compiler: Any, using: str) -> Callable[[list[Any], str], list[Any]]:
    """How found rows become what was asked for."""
    kind = asked._iterable_class
    if kind is FlatValuesListIterable:
        return lambda rows, using: [row[0] for row in rows]
    if kind is ValuesListIterable:
        return lambda rows, using: [tuple(row) for row in rows]
    if kind is ValuesIterable:
        names = tuple(asked.query.selected or asked.query.values_select)
        return lambda rows, using: [dict(zip(names, row, strict=True)) for row in rows]
    if kind is not ModelIterable or compiler.annotation_col_map:
        raise _Unknowable
    return _models(compiler, using)


def _models(compiler: Any, using: str) -> Callable[[list[Any], str], list[Any]]:
    klass, select = compiler.klass_info, compiler.select
    model, places = klass["model"], klass["select_fields"]
    first, last = places[0], places[-1] + 1
    names = [column.target.attname for column, *_rest in select[first:last]]
    populators: Any = get_related_populators  # django-stubs know that of Django 6 only
    related = populators(klass, select, using)

    def made(rows: list[Any], using: str) -> list[Any]:
        if not related:
            return [model.from_db(using, names, row) for row in rows]
        found = []
        for row in rows:
            found.append(model.from_db(using, names, row[first:last]))
            for one in related:
                one.populate(row, found[-1])
        return found

    return made


def _uuid(text: str, _connection: Any) -> UUID:
    """A UUID from the 32 digits of SQLite, without asking whether they are some."""
    new = object.__new__(UUID)
    object.__setattr__(new, "int", int(text, 16))
    object.__setattr__(new, "is_safe", SafeUUID.unknown)
    return new


def _moment(value: datetime | str, _connection: Any) -> datetime:
    """A moment in UTC, as every moment is kept."""
    return (datetime.fromisoformat(value) if isinstance(value, str) else value).replace(tzinfo=UTC)


# The two types that most columns have, made from what SQLite gives in a fifth of Django's time.
SWIFT: dict[str, Make] = {"UUIDField": _uuid, "DateTimeField": _moment}


def _converters(compiler: Any, connection: Any) -> tuple[tuple[int, Make], ...]:
    """By column: how Django makes its value of what the database gives (nothing there stays nothing)."""
    columns = [one[0] for one in compiler.select[: compiler.col_count]]
    found: list[tuple[int, Make]] = []
    for place, (makes, column) in compiler.get_converters(columns).items():
        kind = column.output_field.get_internal_type()
        if connection.vendor == "sqlite" and kind in SWIFT and len(makes) == 1 and connection.timezone == UTC:
            found.append((place, SWIFT[kind]))
        else:
            found += [(place, _bound_anew(make, column, connection)) for make in makes]
    return tuple(found)


def _bound_anew(make: Any, column: Any, connection: Any) -> Make:
    """Django's converter; one that belongs to a connection is taken from the connection that asks."""
    if getattr(make, "__self__", None) is connection.ops:
        name = make.__name__
        return lambda value, asking: getattr(asking.ops, name)(value, column, asking)
    return lambda value, asking: make(value, column, asking)
