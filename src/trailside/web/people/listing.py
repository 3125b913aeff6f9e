"""The list of the people I walk with: names only, so the whole list is one look."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from trailside.kit import pages
from trailside.kit.words import Words
from trailside.ledger.sight import NAME, Sight
from trailside.people.reads import episodes, namesakes
from trailside.people.reads.namesakes import plain

PAGE = 40


@dataclass(frozen=True, repr=False)
class Listed:
    """One name on the list."""

    person: UUID
    name: Words
    waits: bool


@dataclass(frozen=True, repr=False)
class Page:
    """One page of the list. ``before`` and ``after`` are the numbers of its neighbours, 0 when there is none."""

    people: list[Listed]
    total: int
    before: int
    after: int


def everyone(sight: Sight, wanted: str = "") -> list[Listed]:
    """By name, those who still wait to be welcomed first. ``wanted``: a part of the name, compared in memory."""
    called = namesakes.told_apart(sight, sight.seen(NAME))
    waits = episodes.waiting(sight)
    found = [Listed(person, name, person in waits) for person, name in called.items() if plain(wanted) in plain(name)]
    return sorted(found, key=lambda one: (not one.waits, plain(one.name)))


def page(people: list[Listed], number: int) -> Page:
    """Page ``number`` (from 1) of the list; the nearest there is when it is too far."""
    shown = pages.page(people, number, PAGE)
    return Page(list(shown.rows), len(people), shown.before, shown.after)
