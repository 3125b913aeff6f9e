"""Sealing anew, by its owner's newest key, whatever an older version sealed; while everybody reads and writes.

No entry is told: nobody's words are changed or seen. A value is exchanged only if it is still the one that was read,
so nobody's newer words are overwritten; ``version`` stays, so nobody's open form becomes stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import sleep
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from trailside.ledger.turn import write_turn
from trailside.vault import keys, rotation
from trailside.vault.fields import Sealed
from trailside.vault.sealing import seal, unseal, version_of

AT_ONCE = 200
PAUSE = 0.005  # seconds between two turns: pages go first
Exchange = tuple[models.Model, Sealed, bytes, bytes]


def sealed_tables() -> list[tuple[type[models.Model], list[Sealed]]]:
    """Every table with sealed columns, and which."""
    found = ((table, [field for field in table._meta.concrete_fields if isinstance(field, Sealed)])
             for table in apps.get_models())  # fmt: skip
    return [(table, fields) for table, fields in found if fields]


def _pages(table: type[models.Model]) -> Iterator[list[Any]]:
    last = None
    while True:
        rows = table._default_manager.order_by("pk")
        page = list((rows if last is None else rows.filter(pk__gt=last))[:AT_ONCE])
        if not page:
            return
        yield page
        last = page[-1].pk


def _behind(page: list[Any], fields: list[Sealed]) -> list[tuple[models.Model, Sealed, UUID, bytes]]:
    """Values of a page of rows that are sealed by another version than their owner's newest."""
    found = []
    for row in page:
        for field in fields:
            raw = row.__dict__[field.attname]
            if raw:
                found.append((row, field, field.owner_of(row), bytes(raw)))
    newest = rotation.newest_versions({owner for _row, _field, owner, _raw in found})
    return [one for one in found if newest.get(one[2], version_of(one[3])) != version_of(one[3])]


def _anew(behind: list[tuple[models.Model, Sealed, UUID, bytes]]) -> list[Exchange]:
    opened = keys.opened({owner for _row, _field, owner, _raw in behind})
    found = []
    for row, field, owner, raw in behind:
        key = opened.get(owner)
        if key is not None:  # else forgotten meanwhile
            plain = unseal(key, raw, tag=field.tag, row=row.pk)
            found.append((row, field, raw, seal(key, plain, tag=field.tag, row=row.pk)))
    return found


def reseal() -> Iterator[int]:
    """Seal anew what is behind, in every table; how many values, after each page of rows."""
    for table, fields in sealed_tables():
        for page in _pages(table):
            exchanges = _anew(_behind(page, fields))
            if exchanges:
                with write_turn(), transaction.atomic():
                    for row, field, raw, new in exchanges:
                        here = table._default_manager.filter(pk=row.pk, **{field.attname: raw})
                        here.update(**{field.attname: new})
                sleep(PAUSE)
            yield len(exchanges)
