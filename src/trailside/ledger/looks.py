"""Writing looks: grouped, before the first byte, once in ten minutes for the same viewer, person, scopes, purpose."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.db import DatabaseError, transaction

from trailside.kit import clock
from trailside.kit.errors import CannotWrite
from trailside.ledger import lookbook, models
from trailside.ledger.turn import write_turn
from trailside.ledger.viewer import Viewer

AGAIN_AFTER = timedelta(minutes=10)
_after: list[Callable[[list[models.Look]], None]] = []


def after_written(follower: Callable[[list[models.Look]], None]) -> None:
    """Wiring's one slot: called with the looks that were just written (whoever watches their record is told)."""
    _after.append(follower)


def _grouped(book: Iterable[lookbook.Look]) -> list[models.Look]:
    scopes: dict[tuple[Viewer, UUID | None, str], set[str]] = defaultdict(set)
    for look in book:
        scopes[look.viewer, look.about, look.purpose].add(look.scope)
    now = clock.now()
    return [
        models.Look(
            at=now,
            organisation_id=viewer.organisation,
            viewer=viewer.person,
            about=about,
            scopes=" ".join(sorted(seen)),
            purpose=purpose,
        )
        for (viewer, about, purpose), seen in scopes.items()
    ]


def _new(looks: list[models.Look]) -> list[models.Look]:
    """Those not already written in the last ten minutes."""
    viewers = {look.viewer for look in looks}
    recent = models.Look.objects.filter(viewer__in=viewers, at__gt=clock.now() - AGAIN_AFTER)
    known = set(recent.values_list("viewer", "about", "scopes", "purpose"))
    return [look for look in looks if (look.viewer, look.about, look.scopes, look.purpose) not in known]


class _Group:
    """Whoever comes first writes for all who came meanwhile: one durable write for many pages."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: list[tuple[list[models.Look], threading.Event, list[BaseException]]] = []
        self._writing = threading.Lock()

    def write(self, looks: list[models.Look]) -> None:
        done, errors = threading.Event(), list[BaseException]()
        with self._guard:
            self._waiting.append((looks, done, errors))
        with self._writing:
            if not done.is_set():
                self._write_waiting()
        if errors:
            raise CannotWrite("the look could not be written") from errors[0]

    def _write_waiting(self) -> None:
        with self._guard:
            group, self._waiting = self._waiting, []
        failed: BaseException | None = None
        try:
            with write_turn(), transaction.atomic():
                models.Look.objects.bulk_create([look for looks, _, _ in group for look in looks])
        except Exception as error:  # whatever it is: nobody of the group may go on as if their look were written
            failed = error
        for _, done, errors in group:
            if failed is not None:
                errors.append(failed)
            done.set()


_group = _Group()


def write(book: Iterable[lookbook.Look]) -> None:
    """Write the looks of a book. Raises CannotWrite; then the page is not shown."""
    looks = _grouped(book)
    if not looks:
        return
    try:
        fresh = _new(looks)
    except DatabaseError as error:
        raise CannotWrite("the looks could not be read") from error
    if fresh:
        _group.write(fresh)
        for follower in _after:
            follower(fresh)


def made_up(viewer: Viewer, about: UUID, scopes: str, purpose: str) -> models.Look:
    """The look of a made-up worker, for a batch of the simulator; people's looks are only ever noted by a Sight."""
    if not viewer.machine:
        raise ValueError("looks of people are noted, not made up")
    return models.Look(
        at=clock.now(),
        organisation_id=viewer.organisation,
        viewer=viewer.person,
        about=about,
        scopes=scopes,
        purpose=purpose,
    )


@contextmanager
def kept() -> Iterator[None]:
    """Outside a request (commands, jobs, tests): note looks inside and write them at the end."""
    with lookbook.opened() as book:
        yield
        write(book)
