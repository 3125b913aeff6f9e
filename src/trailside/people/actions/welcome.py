"""Welcoming a participant: one required answer, what we call them; the rest when and if they like."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.kit.ids import new_id
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.models import Episode, Person, PersonRole, SupportRelationship
from trailside.people.rules import EpisodeState, Role
from trailside.vault import keys

# What a welcome writes about the new person; the gate gives the lasting scopes at the next request.
WELCOME = frozenset({"name", "contact", "goals"})
NAME_LONGEST = 100


def _name(typed: str) -> str:
    if not typed.strip():
        raise NotPossible(_("Write what we shall call you. Any name is fine."), "name")
    return typed.strip()[:NAME_LONGEST]


def welcome(
    sight: Sight,
    *,
    name: str,
    specialist: UUID,
    hope: str = "",
    pronouns: str = "",
    language: str = "en",
    once: Once | None = None,
) -> Person:
    """Welcome someone: person, role, episode, and that ``specialist`` walks with them.

    Raises NotPossible when the name is empty. The returned person is in nobody's Sight yet but through the gate.
    """
    called = _name(name)
    person = Person(id=new_id(), organisation_id=sight.viewer.organisation, language=language)
    keys.make(person.id)
    with acting(sight, said_by=person.id, once=once) as act:
        new = sight.with_new(person.id, WELCOME)
        now, here = clock.now(), person.organisation_id
        person.name.write(new, called)
        person.pronouns.write(new, pronouns.strip())
        episode = Episode(
            organisation_id=here, person=person, state=EpisodeState.WALKING, began_at=now, welcomed_at=now
        )
        episode.hope.write(new, hope.strip())
        role = PersonRole(organisation_id=here, person=person, role=Role.PARTICIPANT, since=now)
        walk = SupportRelationship(organisation_id=here, participant=person, specialist_id=specialist, since=now)
        act.keep(person, role, episode, walk)
        act.tell("people.welcomed", about=person.id, ref=episode)
        act.answered_at(f"/welcome/{person.id}/")
    return person


def _open_episode(person: UUID) -> Episode:
    episode = Episode.objects.filter(person_id=person).exclude(state=EpisodeState.ENDED).first()
    if episode is None:
        raise NotThere
    return episode


def _as_participant(act: Act, person: Person) -> None:
    held = PersonRole.objects.filter(person=person, role=Role.PARTICIPANT, until=None)
    if not held.exists():
        act.keep(
            PersonRole(organisation_id=person.organisation_id, person=person, role=Role.PARTICIPANT, since=clock.now())
        )


def welcome_imported(sight: Sight, *, person: UUID, name: str, once: Once | None = None) -> None:
    """Someone whose name came from elsewhere is told so, and says yes: from now on their record begins.

    Raises NotPossible when the name is empty, NotThere when they are not waiting to be welcomed.
    """
    called = _name(name)
    with acting(sight, said_by=person, once=once) as act:
        row, episode = Person.objects.get(pk=person), _open_episode(person)
        if episode.state != EpisodeState.NOT_YET_WELCOMED:
            raise NotThere
        row.name.write(sight, called)
        sight.called.pop(person, None)
        episode.state, episode.welcomed_at = EpisodeState.WALKING, clock.now()
        act.keep(row, episode)
        _as_participant(act, row)
        act.tell("people.welcomed", about=person, ref=episode)
        act.answered_at(f"/welcome/{person}/")


def say_hope(sight: Sight, *, person: UUID, hope: str, said_by: UUID | None = None, once: Once | None = None) -> None:
    """What they hope for, in their words. Empty words take it back."""
    with acting(sight, said_by=said_by, once=once) as act:
        episode = _open_episode(person)
        episode.hope.write(sight, hope.strip())
        act.keep(episode)
        act.tell("people.hope_said", about=person, ref=episode)
        act.answered_at(f"/people/{person}/")


def say_how_we_talk(
    sight: Sight,
    *,
    person: UUID,
    language: str,
    pronouns: str,
    said_by: UUID | None = None,
    once: Once | None = None,
) -> None:
    """The language they like to talk in, and their pronouns."""
    with acting(sight, said_by=said_by, once=once) as act:
        row = Person.objects.get(pk=person)
        row.language = language
        row.pronouns.write(sight, pronouns.strip())
        act.keep(row)
        act.tell("people.how_we_talk_said", about=person, ref=row)
        act.answered_at(f"/people/{person}/")


def rename(sight: Sight, *, person: UUID, name: str, said_by: UUID | None = None, once: Once | None = None) -> None:
    """Call them something else from now on. Raises NotPossible when the name is empty."""
    called = _name(name)
    with acting(sight, said_by=said_by, once=once) as act:
        row = Person.objects.get(pk=person)
        row.name.write(sight, called)
        sight.called.pop(person, None)
        act.keep(row)
        act.tell("people.renamed", about=person, ref=row)
