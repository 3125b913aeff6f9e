"""Where a participant stands, and what they hope for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trailside.kit.words import Words
from trailside.ledger.sight import NAME, Sight
from trailside.people.models import Episode, Person
from trailside.people.rules import EpisodeState

HOPE = "goals"


@dataclass(frozen=True, repr=False)
class Standing:
    """One person's episode: its state, since when, where an imported name came from, what they hope for if in sight."""

    state: str
    began_at: datetime
    source: Words
    hope: Words

    @property
    def waits(self) -> bool:
        """Whether they have not been welcomed yet."""
        return self.state == EpisodeState.NOT_YET_WELCOMED


def standing_of(sight: Sight, person: UUID) -> Standing | None:
    """The newest episode of ``person``; None for whoever is no participant. Raises NotThere without their name."""
    sight.require(person, NAME)
    row = Episode.objects.filter(person_id=person).order_by("-began_at").first()
    if row is None:
        return None
    hope = row.hope.read(sight) if row.hope and sight.allows(person, HOPE) else Words("")
    return Standing(row.state, row.began_at, row.source.read(sight), hope)


def hope_of(sight: Sight, person: UUID) -> Words:
    """What they hope for, in their words; empty when they did not say."""
    row = Episode.objects.filter(person_id=person).order_by("-began_at").first()
    return row.hope.read(sight) if row and row.hope else Words("")


def waiting(sight: Sight) -> set[UUID]:
    """Who of the people in sight has not been welcomed yet. Ids only: no look."""
    rows = Episode.objects.filter(person_id__in=sight.seen(NAME), state=EpisodeState.NOT_YET_WELCOMED)
    return set(rows.values_list("person_id", flat=True))


@dataclass(frozen=True, repr=False)
class Talk:
    """How to talk with someone: a language code and their pronouns."""

    language: str
    pronouns: Words


def talk_with(sight: Sight, person: UUID) -> Talk:
    """The language and pronouns of ``person``. Raises NotThere without their name."""
    sight.require(person, NAME)
    row = Person.objects.get(pk=person)
    return Talk(row.language, row.pronouns.read(sight))
