"""Writing looks: grouped, before the first byte, once in ten minutes for the same viewer, person, scopes, purpose."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction

from trailside.kit import clock
from trailside.kit.errors import CannotWrite, NotThere
from trailside.ledger import lookbook, models, wall
from trailside.ledger.turn import PATIENCE, write_turn
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


def _asked_for(persons: set[UUID | None]) -> Iterator[dict[str, Any]]:
    """What sifts looks down to those about these persons, and to lists when None is among them."""
    if None in persons:
        yield {"about": None}
    if persons - {None}:
        yield {"about__in": persons - {None}}


def _new(looks: list[models.Look]) -> list[models.Look]:
    """Those not already written in the last ten minutes."""
    viewers = {look.viewer for look in looks}
    recent = models.Look.objects.filter(viewer__in=viewers, at__gt=clock.now() - AGAIN_AFTER)
    known: set[tuple[UUID, UUID | None, str, str]] = set()
    # Only of those who are looked at now: somebody may have looked at hundreds meanwhile.
    for some in _asked_for({look.about for look in looks}):
        known.update(recent.filter(**some).values_list("viewer", "about", "scopes", "purpose"))
    return [look for look in looks if (look.viewer, look.about, look.scopes, look.purpose) not in known]


Ask = Callable[[], None]


def _asks_nothing() -> None:
    """What was read outside a request has been read: its looks are written whatever the gate says now."""


@dataclass(eq=False)
class _Page:
    """The looks of one page that wait to be written, and how its gates are asked again.

    place: behind whose wall the page was made. end: until when it waits (``monotonic`` seconds).
    """

    looks: list[models.Look]
    ask: Ask
    place: wall.Place
    end: float
    done: threading.Event = field(default_factory=threading.Event)
    error: BaseException | None = None

    @property
    def may_stay(self) -> bool:
        """Ask the gates again: a page that would not be given now leaves no look."""
        try:
            with wall.standing(self.place):
                self.ask()
        except NotThere as error:
            self.error = error
        return self.error is None

    @property
    def waits(self) -> float:
        """Seconds that are left."""
        return max(0.0, self.end - monotonic())


def _by_organisation(looks: Iterable[models.Look]) -> dict[UUID, list[models.Look]]:
    """A group may hold looks of several programmes; each is written behind its own wall."""
    found: dict[UUID, list[models.Look]] = defaultdict(list)
    for look in looks:
        found[look.organisation_id].append(look)
    return found


class _Group:
    """Whoever comes first writes for all who came meanwhile: one durable write for many pages.

    Every gate is asked again inside: on SQLite nobody else writes meanwhile, on PostgreSQL the gate holds the rows that
    revoking waits for. So no look is written, and no page is given, once a revocation was committed.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: list[_Page] = []
        self._writing = threading.Lock()

    def write(self, looks: list[models.Look], ask: Ask) -> None:
        page = _Page(looks, ask, wall.Place(wall.here()), monotonic() + PATIENCE)
        with self._guard:
            self._waiting.append(page)
        if not self._writing.acquire(timeout=page.waits):
            self._withdraw(page)
            raise CannotWrite("the turn to write looks did not come")
        try:
            if not page.done.is_set():
                self._write_waiting(page)
        finally:
            self._writing.release()
        if isinstance(page.error, NotThere):
            raise NotThere from page.error
        if page.error is not None:
            raise CannotWrite("the look could not be written") from page.error

    def _withdraw(self, page: _Page) -> None:
        """It is not shown: its looks are not written, unless they are being written just now."""
        with self._guard:
            if page in self._waiting:
                self._waiting.remove(page)

    def _write_waiting(self, first: _Page) -> None:
        with self._guard:
            group, self._waiting = self._waiting, []
        failed: BaseException | None = None
        try:
            with write_turn(first.waits), transaction.atomic():
                staying = [page for page in group if page.may_stay]
                for organisation, some in _by_organisation(look for page in staying for look in page.looks).items():
                    with wall.of(organisation):
                        models.Look.objects.bulk_create(some)
        except Exception as error:  # whatever it is: nobody of the group may go on as if their look were written
            failed = error
        for page in group:
            page.error = page.error or failed
            page.done.set()


_group = _Group()


def write(book: Iterable[lookbook.Look], ask: Ask = _asks_nothing) -> None:
    """Write the looks of a book. ``ask`` asks its gates once more, together with the writing.

    Raises CannotWrite, and NotThere when something of it would not be given now; then the page is not shown.
    """
    looks = _grouped(book)
    if not looks:
        return
    try:
        fresh = _new(looks)
        if not fresh:
            ask()
    except DatabaseError as error:
        raise CannotWrite("the looks could not be read") from error
    if fresh:
        _group.write(fresh, ask)
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
