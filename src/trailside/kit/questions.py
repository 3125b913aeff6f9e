"""Questions that are asked again and again: Django writes their SQL once, afterwards only the values change.

Building a query's SQL takes Django ten times as long as SQLite takes to answer it. A ``Questions`` is a QuerySet that
remembers its steps (``filter(person_id=...).order_by("-at")``) without taking them. When it is asked, its *shape* (the
steps without the values) is looked up among those that are known in this process (``kit.known``), and the values are
put in their places. Whatever has no shape (expressions, ``Q``, other lookups, writing) is left to Django as ever: then
the steps are taken on Django's own QuerySet. Rooms write ordinary questions and see no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import models

from trailside.kit.known import Ending, Known, Shape, Step, replayed, whether_known

Row = TypeVar("Row", bound=models.Model)
PLAIN = frozenset({UUID, int, datetime, date})
# Longer lists are rare, and Django's own work is small beside the database's there.
MOST = 1024
SMALL = 2**15 - 1  # a larger number, or one below 0, may not fit its column; Django knows what that means


SUMS = (models.Max, models.Min, models.Count, models.Sum)


class Unfit(Exception):
    """This step has no shape."""


def _plain(value: Any) -> Any:
    """A value that has the same SQL as every other of its kind."""
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, str):
        return str(value)
    if type(value) in PLAIN:
        if type(value) is int and not 0 <= value <= SMALL:
            raise Unfit
        return value
    raise Unfit


def _padded(values: Iterable[Any]) -> list[Any]:
    """The values of a list, the last one repeated until there are 1, 2, 4, 8 and so on: few shapes for many lengths."""
    if isinstance(values, Iterator):
        raise Unfit  # it can be walked once only, and Django walks it when this list is given up half-way
    found = [_plain(value) for value in values if value is not None]
    if len(found) > MOST:
        raise Unfit
    return found + found[-1:] * ((1 << (len(found) - 1).bit_length()) - len(found)) if found else []


def _kind(name: str, value: Any, values: list[Any]) -> Any:
    """What of ``name=value`` belongs to the shape; its values are added to ``values``."""
    if value is None or value is True or value is False:
        return ("always", value)
    if isinstance(value, models.OuterRef):
        return ("outer", cast(Any, value).name)
    if isinstance(value, models.QuerySet):
        return ("inside", *_shape(value, values))
    if not name.endswith("__in"):
        values.append(_plain(value))
        return type(values[-1])
    many = _padded(value)
    values += many
    return ("several", len(many), *{type(one) for one in many})


def _shape(question: Any, values: list[Any]) -> tuple[type[models.Model], Shape]:
    """The shape of a question inside another."""
    if not isinstance(question, Questions) or question._steps is None:
        raise Unfit
    values += question._given
    return question.model, question._steps


def _condition(one: Any, values: list[Any]) -> Any:
    """The shape of one condition: a name with its value, an ``Exists``, or a ``Q`` of such."""
    match one:
        case (str() as name, value):
            return ("named", name, _kind(name, value, values))
        case Exists(question=question):
            return ("whether", *_shape(question, values))
        case models.Q():
            return ("either", one.connector, one.negated, tuple(_condition(child, values) for child in one.children))
    raise Unfit


def _added(one: Any, values: list[Any]) -> Any:
    """The shape of a column that is added: a plain ``Max("at")`` or an ``Exists``."""
    args, named = getattr(one, "_constructor_args", ((), {}))
    if isinstance(one, SUMS) and not named and [type(arg) for arg in args] == [str]:
        return ("sum", type(one), *args)
    return _condition(one, values)


class Exists:
    """Django's ``Exists`` of a question that keeps its shape."""

    conditional = True

    def __init__(self, question: models.QuerySet[Any]) -> None:
        self.question = question

    def resolve_expression(self, *args: Any, **named: Any) -> Any:
        """What Django asks of a condition when it takes the steps."""
        return models.Exists(self.question).resolve_expression(*args, **named)


class Questions(models.QuerySet[Any]):
    """A QuerySet that is asked by its shape as long as it has one (``_steps``), and is Django's own afterwards."""

    _db: str | None
    _hints: Any
    _steps: Shape | None = None
    _given: tuple[Any, ...] = ()
    # What Django's __init__ would set on each.
    _result_cache: Any = None
    _sticky_filter = _for_write = _prefetch_done = _defer_next_filter = False
    _prefetch_related_lookups: Any = ()
    _deferred_filter = _fields = None
    _iterable_class: Any = models.query.ModelIterable

    @classmethod
    def about(cls, model: type[models.Model], using: str | None, hints: Any) -> Any:
        """Everything of a table: where every question begins."""
        return cls._with(model, using, hints, (), ())

    @classmethod
    def _with(cls, model: Any, using: str | None, hints: Any, steps: Shape, values: tuple[Any, ...]) -> Any:
        new = cls.__new__(cls)
        new.__dict__.update(
            model=model, _db=using, _hints=hints, _known_related_objects={}, _steps=steps, _given=values
        )
        return new

    @property
    def query(self) -> Any:
        """Django's own; asking for it means that the steps are taken."""
        self._take_steps()
        return models.QuerySet.query.fget(self)  # type: ignore[attr-defined]  # a property, typed as an attribute

    @query.setter
    def query(self, value: Any) -> None:
        models.QuerySet.query.fset(self, value)  # type: ignore[attr-defined]  # as above

    def _take_steps(self) -> None:
        if self._steps is not None:
            taken = replayed(self.model, self._db, self._hints, self._steps, self._given)
            self._steps = None
            self.__dict__.update({**taken.__dict__, "_result_cache": self._result_cache, "_for_write": self._for_write})

    def _then(self, step: Step, values: Iterable[Any] = ()) -> Any:
        return self._with(self.model, self._db, self._hints, (*(self._steps or ()), step), (*self._given, *values))

    def _sifted(self, verb: str, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        values: list[Any] = []
        try:
            if self._steps is None or self._is_cut() or any(isinstance(one, tuple) for one in args):
                raise Unfit  # a pair beside the named ones may have the name of one of them
            conditions = tuple(_condition(one, values) for one in (*args, *named.items()))
        except Unfit:
            return getattr(super(), verb)(*args, **named)
        return self._then((verb, conditions), values)

    def _plainly(self, verb: str, args: tuple[Any, ...], **named: Any) -> Any:
        fits = self._steps is not None and not self._is_cut() and all(type(one) is str for one in args)
        if not fits:
            return getattr(super(), verb)(*args, **named)
        return self._then((verb, args, tuple(named.items())))

    def _is_cut(self) -> bool:
        return bool(self._steps) and cast(Shape, self._steps)[-1][0] == "cut"

    def filter(self, *args: Any, **named: Any) -> Any:
        return self._sifted("filter", args, named)

    def exclude(self, *args: Any, **named: Any) -> Any:
        return self._sifted("exclude", args, named)

    def order_by(self, *args: Any) -> Any:
        return self._plainly("order_by", args)

    def values(self, *args: Any, **named: Any) -> Any:
        return super().values(*args, **named) if named else self._plainly("values", args)

    def values_list(self, *args: Any, flat: bool = False, named: bool = False) -> Any:
        if named:
            return super().values_list(*args, flat=flat, named=named)
        return self._plainly("values_list", args, flat=flat)

    def only(self, *args: Any) -> Any:
        return self._plainly("only", args)

    def defer(self, *args: Any) -> Any:
        return self._plainly("defer", args)

    def select_related(self, *args: Any) -> Any:
        return self._plainly("select_related", args) if args else super().select_related()

    def distinct(self, *args: Any) -> Any:
        return super().distinct(*args) if args else self._plainly("distinct", ())

    def annotate(self, *args: Any, **named: Any) -> Any:
        """Sums of one column and whether something exists have a shape; anything else is Django's."""
        values: list[Any] = []
        try:
            if args or self._steps is None or self._is_cut():
                raise Unfit
            added = tuple((name, _added(one, values)) for name, one in named.items())
        except Unfit:
            return super().annotate(*args, **named)
        return self._then(("annotate", added), values)

    def all(self) -> Any:
        return (
            super().all()
            if self._steps is None
            else self._with(self.model, self._db, self._hints, self._steps, self._given)
        )

    def __getitem__(self, wanted: Any) -> Any:
        if self._steps is None or self._result_cache is not None or self._is_cut():
            return super().__getitem__(wanted)
        if isinstance(wanted, slice) and wanted.step is None and (wanted.stop or 0) >= 0 and (wanted.start or 0) >= 0:
            return self._then(("cut", wanted.start, wanted.stop))
        return super().__getitem__(wanted)

    def first(self) -> Any:
        if self._steps is None or self._result_cache is not None or self._is_cut() or self.model._meta.ordering:
            return super().first()
        ordered = next((bool(step[1]) for step in reversed(self._steps) if step[0] == "order_by"), False)
        return next(iter((self if ordered else self.order_by("pk"))[:1]), None)

    def get(self, *args: Any, **named: Any) -> Any:
        if args or self._steps is None or self._is_cut():
            return super().get(*args, **named)
        found, table = list(self.filter(**named).order_by()[:2]), cast(Any, self.model)
        if len(found) == 1:
            return found[0]
        if found:
            raise table.MultipleObjectsReturned(f"get() returned more than one {table.__name__}")
        raise table.DoesNotExist(f"{table.__name__} matching query does not exist.")

    def exists(self) -> bool:
        known = self._known("exists") if self._result_cache is None else None
        return known.answer(self.db, self._given) is not None if known else super().exists()

    def count(self) -> int:
        known = self._known("count") if self._result_cache is None else None
        return int(known.answer(self.db, self._given)[0]) if known else super().count()

    def iterator(self, chunk_size: int | None = None) -> Any:
        self._take_steps()
        return super().iterator(chunk_size)

    def _fetch_all(self) -> None:
        if self._result_cache is not None and self._steps is not None:
            return
        known = self._known("rows")
        if known:
            self._result_cache = known.rows(self.db, self._given)
        else:
            self._take_steps()  # first: Django looks at what kind of rows are asked for before it asks for the query
            super()._fetch_all()

    def _known(self, ending: Ending) -> Known | None:
        if self._steps is None:
            return None
        return whether_known(self.model, self._steps, self._given, self.db, ending)


class Asked(models.Manager[Row]):
    """The manager of tables whose questions are asked by their shape."""

    _hints: Any

    def get_queryset(self) -> models.QuerySet[Row]:
        return cast("models.QuerySet[Row]", Questions.about(self.model, self._db, self._hints))
