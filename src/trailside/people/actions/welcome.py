"""Welcoming a participant: one required answer, what we call them."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from trailside.kit import clock
from trailside.kit.errors import NotPossible
from trailside.kit.ids import new_id
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.models import Episode, Person, PersonRole, SupportRelationship
from trailside.people.rules import EpisodeState, Role
from trailside.vault import keys

# What a welcome writes about the new person; the gate gives the lasting scopes at the next request.
WELCOME = frozenset({"name", "contact", "goals"})


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
    if not name.strip():
        raise NotPossible(_("Write what we shall call you. Any name is fine."), "name")
    person = Person(id=new_id(), organisation_id=sight.viewer.organisation, language=language)
    keys.make(person.id)
    with acting(sight, once=once) as act:
        new = sight.with_new(person.id, WELCOME)
        now, here = clock.now(), person.organisation_id
        person.name.write(new, name.strip())
        person.pronouns.write(new, pronouns.strip())
        episode = Episode(
            organisation_id=here, person=person, state=EpisodeState.WALKING, began_at=now, welcomed_at=now
        )
        episode.hope.write(new, hope.strip())
        role = PersonRole(organisation_id=here, person=person, role=Role.PARTICIPANT, since=now)
        walk = SupportRelationship(organisation_id=here, participant=person, specialist_id=specialist, since=now)
        act.keep(person, role, episode, walk)
        act.tell("people.welcomed", about=person.id, ref=episode)
        act.answered_at(f"/people/{person.id}/")
    return person
