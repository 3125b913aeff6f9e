"""For a supervisor: what is put up for review, and that people met. Never what a worker did all day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trailside.encounters.reads import meetings, written
from trailside.encounters.reads.written import Meeting
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.people.reads import names, namesakes, relations
from trailside.team.models import Review


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


def walks(sight: Sight) -> list[Walks]:
    """Each specialist whom the viewer supports (but themselves), with the people who walk with them."""
    team = [person for person in relations.supervised_by(sight.viewer.person) if person != sight.viewer.person]
    walking = relations.people_with_each(team)
    pairs = {one: [person for person in people if person in sight.persons] for one, people in walking.items()}
    met = meetings.last_met_with(sight, team)
    called = namesakes.told_apart(sight, {*team, *(person for people in pairs.values() for person in people)})
    found = []
    for specialist, people in pairs.items():
        lines = [MetLast(called[person], met.get((specialist, person))) for person in people]
        lines.sort(key=lambda line: (line.last is not None, line.last or 0, line.name))
        found.append(Walks(called[specialist], tuple(lines)))
    return sorted(found, key=lambda walk: walk.name)


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
