"""For a supervisor: what is put up for review, and that people met. Never what a worker did all day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trailside.consent.rules import MET
from trailside.encounters.reads import meetings, written
from trailside.encounters.reads.written import Meeting
from trailside.kit import pages
from trailside.kit.errors import NotThere
from trailside.kit.pages import Page
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.people.reads import names, namesakes, relations
from trailside.team.models import Review

PAGE = 25
Met = dict[tuple[UUID, UUID], datetime | None]


@dataclass(frozen=True)
class MetLast:
    """A participant and when they met this specialist last; None: not yet."""

    name: Words
    last: datetime | None


@dataclass(frozen=True)
class Walks:
    """A specialist and the people who walk with them, whoever met longest ago first."""

    name: Words
    people: tuple[MetLast, ...]


def _signed(sight: Sight) -> set[UUID]:
    """The meetings that the viewer has signed already."""
    return set(Review.objects.filter(reviewer_id=sight.viewer.person).values_list("encounter_id", flat=True))


def up(sight: Sight) -> list[Meeting]:
    """Put up for review and not yet signed by the viewer; nobody reviews themselves. Only these are looks."""
    return written.up_for_review(sight, apart=_signed(sight))


def one(sight: Sight, encounter: UUID) -> Meeting:
    """One meeting that is up, opened alone. Raises NotThere."""
    for found in written.up_for_review(sight, apart=_signed(sight), only=encounter):
        return found
    raise NotThere


Pair = tuple[UUID, UUID | None]


def walks(sight: Sight, number: int = 1) -> Page[Walks]:
    """Each specialist whom the viewer supports (but themselves), with the people who walk with them, page by page.

    Only the names and days of the page are opened, and only they are looks.
    """
    team = [person for person in relations.supervised_by(sight.viewer.person) if person != sight.viewer.person]
    called = names.names(sight, team)
    met = meetings.last_met_with(sight, team)
    pairs = _pairs(sorted(team, key=lambda one: called[one]), met)
    shown = pages.page(pairs, number, PAGE)
    people = [person for _one, person in shown.rows if person]
    called |= namesakes.told_apart(sight, people, among={*people, *team})
    found: dict[UUID, list[MetLast]] = {}
    for specialist, person in shown.rows:
        lines = found.setdefault(specialist, [])
        if person:
            lines.append(MetLast(called[person], _last(sight, met, specialist, person)))
    rows = [Walks(called[one], tuple(sorted(lines, key=_longest_ago))) for one, lines in found.items()]
    return Page(rows, shown.before, shown.after)


def _pairs(team: list[UUID], met: Met) -> list[Pair]:
    """Specialist and person in the order of the list; a specialist whom nobody walks with stands with None."""
    with_each: dict[UUID, list[UUID]] = {specialist: [] for specialist in team}
    for specialist, person in met:
        with_each[specialist].append(person)
    found: list[Pair] = []
    for specialist, people in with_each.items():
        days = {person: met[specialist, person] for person in people}
        waiting = sorted(person for person in people if days[person] is None)
        since = sorted((day, person) for person, day in days.items() if day)
        people = waiting + [person for _day, person in since]
        found += [(specialist, person) for person in people] or [(specialist, None)]
    return found


def _last(sight: Sight, met: Met, specialist: UUID, person: UUID) -> datetime | None:
    if met[specialist, person]:
        sight.require(person, MET)
    return met[specialist, person]


def _longest_ago(line: MetLast) -> tuple[bool, datetime | int, str]:
    return (line.last is not None, line.last or 0, line.name)


@dataclass(frozen=True)
class Signed:
    """Someone read a meeting of mine and signed."""

    encounter: UUID
    reviewer: Words
    at: datetime
    words: Words


def signed_for(sight: Sight, person: UUID) -> list[Signed]:
    """Who read and signed meetings with ``person``, latest first. Needs REVIEW."""
    rows = list(Review.objects.filter(person_id=person).order_by("-signed_at")[:5])
    called = names.names(sight, {row.reviewer_id for row in rows}) if rows else {}
    return [Signed(row.encounter_id, called[row.reviewer_id], row.signed_at, row.words.read(sight)) for row in rows]
