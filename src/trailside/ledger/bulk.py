"""Inserting many rows of one table fast: one prepared statement, values turned by column and not by row.

Django's ``bulk_create`` asks every field of every row; here each column's turning is chosen once. Used by batches of
thousands of actions only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.db import connection, models

Column = list[Any]
Turn = Callable[[Column], Column]


def _hex(values: Column) -> Column:
    return [value.hex if value is not None else None for value in values]


def _moment(values: Column) -> Column:
    # The settings keep everything in UTC; SQLite keeps it without its zone.
    return [value.replace(tzinfo=None).isoformat(" ") if value is not None else None for value in values]


def _same(values: Column) -> Column:
    return values


def _turn(field: models.Field[Any, Any]) -> Turn:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if connection.vendor == "sqlite" and isinstance(target, models.UUIDField):
        return _hex
    if connection.vendor == "sqlite" and isinstance(target, models.DateTimeField):
        return _moment
    if isinstance(target, (models.UUIDField, models.DateTimeField, models.BinaryField, models.IntegerField)):
        return _same
    if isinstance(target, (models.CharField, models.TextField, models.BooleanField)):
        return _same
    return lambda values: [field.get_db_prep_save(value, connection) for value in values]


@lru_cache(maxsize=128)
def _statement(table: type[models.Model], vendor: str) -> tuple[str, tuple[tuple[str, Turn], ...]]:
    fields = [field for field in table._meta.concrete_fields if not isinstance(field, models.AutoField)]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {connection.ops.quote_name(table._meta.db_table)} ({columns}) VALUES ({marks})"
    return sql, tuple((field.attname, _turn(field)) for field in fields)


@contextmanager
def roomy() -> Iterator[None]:
    """64 MB for pages while thousands of rows with random ids are written; with 8 they spill before the commit."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        before = cursor.fetchone()[0]
        cursor.execute("PRAGMA cache_size=-65536")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size={before:d}")


def insert(table: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert ``rows``, all of ``table``. Times must be in UTC; nothing is validated here but by the database."""
    sql, turns = _statement(table, connection.vendor)
    held = [row.__dict__ for row in rows]
    columns = [turn([values[name] for values in held]) for name, turn in turns]
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(zip(*columns, strict=True)))
