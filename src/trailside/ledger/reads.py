"""Questions to the ledger about one's own record: who looked, what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from trailside.ledger.models import Entry, Look
from trailside.ledger.sight import Sight

__all__ = [
    "Entry",
    "Look",
    "deeds_and_looks_of_mine",
    "entries_about_me",
    "entries_of_mine",
    "lists_with_me",
    "looks_about_me",
    "looks_of_mine",
]


def looks_about_me(sight: Sight, since: datetime, until: datetime) -> list[Look]:
    """Every look at the viewer's own record from ``since`` to before ``until``, newest first."""
    me = sight.viewer.person
    return list(Look.objects.filter(about=me, at__gte=since, at__lt=until).order_by("-id"))


def lists_with_me(sight: Sight, viewers: Sequence[UUID], since: datetime, until: datetime) -> list[Look]:
    """Looks at lists of names by ``viewers`` (those on whose list the viewer of the Sight stands), newest first."""
    return list(
        Look.objects.filter(about=None, viewer__in=viewers, at__gte=since, at__lt=until)
        .exclude(viewer=sight.viewer.person)
        .order_by("-id")
    )


def entries_about_me(sight: Sight, since: datetime, until: datetime, most: int = 500) -> list[Entry]:
    """What was done about the viewer, newest first."""
    me = sight.viewer.person
    return list(Entry.objects.filter(about=me, at__gte=since, at__lt=until).order_by("-id")[:most])


def entries_of_mine(sight: Sight) -> Iterator[int]:
    """The numbers of all entries about the viewer, oldest first."""
    return iter(list(Entry.objects.filter(about=sight.viewer.person).order_by("id").values_list("id", flat=True)))


def looks_of_mine(sight: Sight) -> Iterator[int]:
    """The numbers of all looks at the viewer, oldest first."""
    return iter(list(Look.objects.filter(about=sight.viewer.person).order_by("id").values_list("id", flat=True)))


def deeds_and_looks_of_mine(sight: Sight, person: UUID) -> tuple[list[Entry], list[Look]]:
    """What the viewer did and saw about ``person``, oldest first; for the page that the two watch together."""
    me = sight.viewer.person
    deeds = Entry.objects.filter(about=person, by=me).order_by("id")
    return list(deeds), list(Look.objects.filter(about=person, viewer=me).order_by("id"))
