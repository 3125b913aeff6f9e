"""The rows of many actions, collected and written together in the order of their tables' foreign keys."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from typing import Any, TypeVar, cast

from django.db import transaction

from trailside.ledger import bulk
from trailside.ledger.models import Entry, Look
from trailside.ledger.rows import Row
from trailside.vault.keys import Wallet

Kept = TypeVar("Kept", bound=Row)


class Batch:
    """Rows by table, entries in order. ``flush`` writes them in one transaction and forgets them."""

    def __init__(self, size: int, turn: Callable[[], AbstractContextManager[None]], wallet: Wallet) -> None:
        self.size = size
        self.written = 0
        self.known: dict[Hashable, Any] = {}
        self._turn = turn
        self.wallet = wallet
        self._rows: dict[type[Row], dict[Any, Row]] = {}
        self._changed: dict[type[Row], dict[Any, Row]] = {}
        self._entries: list[Entry] = []
        self._looks: list[Look] = []

    def add(self, row: Row) -> None:
        """Take a new row. Tables are written in the order in which they first came: parents come before children."""
        row._state.adding = False
        self._rows.setdefault(type(row), {})[row.pk] = row

    def change(self, row: Row) -> None:
        """Take a changed row; one that is still here as new needs no update of its own."""
        row.version += 1
        if row.pk not in self._rows.get(type(row), {}):
            self._changed.setdefault(type(row), {})[row.pk] = row

    def held(self, table: type[Kept], key: object) -> Kept | None:
        """A row that an action of this batch made and that is not written yet."""
        return cast("Kept | None", self._rows.get(table, {}).get(key))

    def looked(self, look: Look) -> None:
        """Take a made-up look; it is written with the rest."""
        self._looks.append(look)

    def tell(self, entries: list[Entry]) -> None:
        """Take the entries of a finished action; writes when enough has come together."""
        self._entries.extend(entries)
        if len(self._entries) >= self.size:
            self.flush()

    def flush(self) -> None:
        """Write everything collected, in one transaction."""
        if not self._rows and not self._changed and not self._entries:
            return
        self.wallet.flush()
        with self._turn(), transaction.atomic():
            for table, rows in self._rows.items():
                bulk.insert(table, list(rows.values()))
            for table, rows in self._changed.items():
                columns = [field.name for field in table._meta.concrete_fields if not field.primary_key]
                table._default_manager.bulk_create(
                    list(rows.values()),
                    batch_size=2000,
                    update_conflicts=True,
                    unique_fields=["id"],
                    update_fields=columns,
                )
            bulk.insert(Entry, self._entries)
            bulk.insert(Look, self._looks)
        self.written += len(self._entries) + len(self._looks) + sum(len(rows) for rows in self._rows.values())
        self._rows, self._changed, self._entries, self._looks = {}, {}, [], []
