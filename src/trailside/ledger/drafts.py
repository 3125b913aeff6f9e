"""What someone typed and has not sent: one sealed value per person, form and subject. No entry; gone after 30 days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from trailside.kit import clock
from trailside.ledger import wall
from trailside.ledger.models import Draft
from trailside.ledger.sight import Sight
from trailside.ledger.turn import write_turn

KEPT_FOR = timedelta(days=30)


def _mine(sight: Sight, form: str, about: str) -> Draft | None:
    since = clock.now() - KEPT_FOR
    return Draft.objects.filter(person_id=sight.viewer.person, form=form, about=about, changed_at__gt=since).first()


def read(sight: Sight, form: str, about: str = "") -> Any:
    """The viewer's own draft of a form (what ``keep`` was given), or None."""
    draft = _mine(sight, form, about)
    return draft.words.read_json(sight) if draft else None


@contextmanager
def held(sight: Sight) -> Iterator[None]:
    """The viewer's drafts, held: what is read inside is still so when it is kept. One quick tap waits for another.

    SQLite has one writer; PostgreSQL makes the second wait for the first one's commit.
    """
    with write_turn(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"draft {sight.viewer.person}"]
                )
        yield


def keep(sight: Sight, form: str, value: Any, about: str = "") -> None:
    """Keep the viewer's draft, instead of the one before. ``value`` is anything JSON can say."""
    me = sight.viewer
    draft = Draft(organisation_id=me.organisation, person_id=me.person, form=form, about=about, changed_at=clock.now())
    draft.words.write_json(sight, value)
    with held(sight):
        Draft.objects.filter(person_id=me.person, form=form, about=about).delete()
        draft.save(force_insert=True)


def drop(sight: Sight, form: str, about: str = "") -> None:
    """Throw the viewer's draft away: it was sent, or is not wanted."""
    with write_turn(), transaction.atomic():
        Draft.objects.filter(person_id=sight.viewer.person, form=form, about=about).delete()


@wall.every("chore")
def drop_old() -> int:
    """Throw away every draft older than 30 days. Returns how many."""
    with write_turn(), transaction.atomic():
        return Draft.objects.filter(changed_at__lt=clock.now() - KEPT_FOR).delete()[0]


def drop_all_of(person: UUID) -> None:
    """Throw away every draft that ``person`` typed, and what others have typed about them: they are being forgotten."""
    with write_turn(), transaction.atomic():
        Draft.objects.filter(Q(person_id=person) | Q(about=str(person))).delete()
