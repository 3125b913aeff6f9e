"""The one way to write.

``with acting(sight, by=viewer, once=once.of(request)) as act:`` takes the write turn, opens the transaction, claims the
once-key first, asks the gate again inside, and on leaving writes the entries. Actions nest: an inner one joins, the
outermost owns transaction and once-key, each tells its own entries. In a ``batch()`` the rows of thousands of actions
are collected and written together (simulator, import).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import IntegrityError, models, transaction

from trailside.kit import clock, ids
from trailside.kit.errors import AlreadyDone, KeyReused, NotThere, Stale
from trailside.ledger import bulk, wall
from trailside.ledger.batch import Batch
from trailside.ledger.models import Entry, OnceKey
from trailside.ledger.once import Once
from trailside.ledger.rows import Row
from trailside.ledger.sight import Sight
from trailside.ledger.turn import write_turn
from trailside.ledger.viewer import Viewer
from trailside.vault import keys

Known = TypeVar("Known")
PATIENCE = 300.0  # seconds that a batch waits for its turn: nobody sits before it
_current: ContextVar[Act | None] = ContextVar("acting", default=None)
_batch: ContextVar[Batch | None] = ContextVar("batch", default=None)
_as_text = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=str).encode
_after: list[Callable[[list[Entry]], None]] = []


def after_commit(follower: Callable[[list[Entry]], None]) -> None:
    """Wiring's one slot: called after each commit with its entries (pre-rendered pages, live pushes of ids)."""
    _after.append(follower)


def is_acting() -> bool:
    """Whether an action is in progress: outside one, no room writes (a guard in the tests asks)."""
    return _current.get() is not None or _batch.get() is not None


class Act:
    """An action in progress: keeps rows, drops rows, tells entries."""

    def __init__(self, sight: Sight, by: Viewer, said_by: UUID | None, outer: Act | None) -> None:
        self.sight = sight
        self.by = by
        self.said_by = said_by
        self.result = ""
        self._outer = outer
        self._entries: list[Entry] = outer._entries if outer else []
        self._touched: set[Any] = outer._touched if outer else set()

    def keep(self, *rows: Row) -> None:
        """Keep new rows, or changed ones. Raises Stale when a changed row was changed by someone else meanwhile."""
        batch = _batch.get()
        for row in rows:
            self._touch(row)
            if row._state.adding:
                if batch is None:
                    row.save(force_insert=True)
                else:
                    batch.add(row)
            elif batch is not None:
                batch.change(row)
            else:
                self._keep_changed(row)

    def keep_all(self, rows: list[Any]) -> None:
        """Keep many new rows of one table at once."""
        batch = _batch.get()
        self._touch(*rows)
        if batch is None and rows:
            type(rows[0])._default_manager.bulk_create(rows, batch_size=500)
        elif batch is not None:
            for row in rows:
                batch.add(row)

    def drop(self, *rows: models.Model) -> None:
        """Destroy rows."""
        self._touch(*rows)
        for row in rows:
            row.delete()

    def drop_all(self, rows: models.QuerySet[Any]) -> None:
        """Destroy every row of a query at once, with what hangs on them: thousands in the time of a few."""
        self._touched.update(rows.values_list("pk", flat=True))
        rows.delete()

    def tell(
        self,
        verb: str,
        *,
        about: UUID | None = None,
        ref: models.Model | None = None,
        said_at: datetime | None = None,
        **coded: Any,
    ) -> None:
        """Write into the ledger that this was done. ``coded`` holds codes, numbers and ids, never words.

        about: someone in the Sight, who works here, or of whom this action has just kept or dropped a row; anybody
        else raises NotThere.
        """
        if about is not None and not self._in_sight(about):
            raise NotThere
        entry = Entry(
            at=clock.now(),
            said_at=said_at,
            organisation_id=self.by.organisation,
            verb=verb,
            by=self.by.person,
            said_by=self.said_by,
            about=about,
            ref=f"{ref._meta.label_lower}:{ref.pk}" if ref is not None else "",
            coded=_as_text(coded) if coded else "",
        )
        self._entries.append(entry)

    def _touch(self, *rows: models.Model) -> None:
        self._touched.update(one for row in rows for one in (row.pk, getattr(row, "person_id", None)))

    def _in_sight(self, about: UUID) -> bool:
        sight = self.sight
        mine = about in (self.by.person, self.said_by) or about in self._touched
        return (
            mine
            or about in sight.persons
            or about in sight.plain
            or bool(sight.viewer.machine)
            or sight.is_worker(about)
        )

    def answered_at(self, address: str) -> None:
        """Where the result stands (an address of ids only): a second tap is sent there."""
        self.result = address
        if self._outer is not None:
            self._outer.answered_at(address)

    def _keep_changed(self, row: Row) -> None:
        values = {
            field.attname: field.pre_save(row, False) for field in row._meta.concrete_fields if not field.primary_key
        }
        values["version"] = row.version + 1
        changed = type(row)._default_manager.filter(pk=row.pk, version=row.version).update(**values)
        if not changed:
            raise Stale
        row.version += 1


def acting(
    sight: Sight, *, by: Viewer | None = None, said_by: UUID | None = None, once: Once | None = None
) -> AbstractContextManager[Act]:
    """One change of the house.

    sight: what the change may touch, asked again inside. by: the signed-in person (default: the Sight's viewer).
    said_by: the other one, when the phone was turned round. once: the form's key.
    Raises NotThere, AlreadyDone (the second tap), KeyReused, Stale, CannotWrite, and what the rules raise.
    """
    outer = _current.get()
    act = Act(sight, by or sight.viewer, said_by, outer)
    if outer is not None:
        return _Joined(act, None)
    batch = _batch.get()
    return _Joined(act, batch) if batch is not None else _alone(act, once)


@contextmanager
def _alone(act: Act, once: Once | None) -> Iterator[Act]:
    """The outermost action: owns the turn, the transaction and the once-key."""
    with wall.of(act.sight.viewer.organisation), write_turn(), transaction.atomic():
        claimed = _claimed(once, act.by.person)
        if act.sight.reads_only:
            raise NotThere
        act.sight.checked_again()
        token = _current.set(act)
        try:
            yield act
        finally:
            _current.reset(token)
        _finish(act, claimed, once.said_at if once else None)


class _Joined:
    """An action inside another, or the outermost of a batch, which takes its entries when it ended well."""

    __slots__ = ("_act", "_batch", "_token")

    def __init__(self, act: Act, batch: Batch | None) -> None:
        self._act = act
        self._batch = batch

    def __enter__(self) -> Act:
        self._token = _current.set(self._act)
        return self._act

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        _current.reset(self._token)
        if self._batch is not None and kind is None:
            self._batch.tell(self._act._entries)


def _claimed(once: Once | None, by: UUID) -> OnceKey | None:
    if once is None:
        return None
    claim = OnceKey(by=by, key=once.key, body=once.body, at=clock.now())
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError:
        first = OnceKey.objects.get(by=by, key=once.key)
        if first.body != once.body:
            raise KeyReused from None
        raise AlreadyDone(first.result or "/") from None
    return claim


def _finish(act: Act, claimed: OnceKey | None, said_at: datetime | None) -> None:
    entries = act._entries
    for entry in entries:
        entry.said_at = entry.said_at or said_at
    Entry.objects.bulk_create(entries, batch_size=500)
    if claimed is not None and act.result:
        OnceKey.objects.filter(pk=claimed.pk).update(result=act.result)
    for follower in _after:
        transaction.on_commit(lambda follower=follower: follower(entries))  # type: ignore[misc]  # bound on purpose


def while_it_lasts(key: Hashable, ask: Callable[[], Known]) -> Known:
    """The answer of ``ask``; in a batch the first answer for ``key`` holds to its end. Outside of one, always asked.

    For what belongs to the programme and is asked by every action, such as its switches.
    """
    batch = _batch.get()
    if batch is None:
        return ask()
    if key not in batch.known:
        batch.known[key] = ask()
    return cast(Known, batch.known[key])


@contextmanager
def batch(size: int = 5000) -> Iterator[Batch]:
    """Collect the rows and entries of the actions inside and write them in groups of about ``size`` rows.

    Each group is one transaction. For machines only: once-keys and rechecks do not apply inside.
    """
    with keys.wallet() as wallet, bulk.roomy(), ids.close_together():
        collected = Batch(size, lambda: write_turn(PATIENCE), wallet)
        token = _batch.set(collected)
        try:
            yield collected
            collected.flush()
        finally:
            _batch.reset(token)
