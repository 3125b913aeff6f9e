"""The gate: the only place where a Sight of a record is made. Not allowed and not there are the same answer."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import connection

from trailside.consent import rules
from trailside.consent.models import Never
from trailside.kit.errors import NotThere
from trailside.ledger.sight import Scopes, Sight
from trailside.ledger.viewer import Viewer
from trailside.people.models import Episode
from trailside.people.reads import relations
from trailside.people.rules import EpisodeState, Role


def _workers(viewer: Viewer) -> Callable[[], frozenset[UUID]]:
    return lambda: relations.workers_of(viewer.organisation)


def _shut_out(viewer: Viewer) -> set[UUID]:
    """Everyone who said that this viewer must never open their record."""
    return set(Never.objects.filter(who_id=viewer.person).values_list("person_id", flat=True))


def _waiting(persons: list[UUID]) -> set[UUID]:
    """Those of ``persons`` who are not yet welcomed."""
    return set(
        Episode.objects.filter(person_id__in=persons, state=EpisodeState.NOT_YET_WELCOMED).values_list(
            "person_id", flat=True
        )
    )


def mine(viewer: Viewer, purpose: str = "own_record") -> Sight:
    """My own record, whole. No look. Who works here comes with it, and who did: they stand in *who looked*."""
    return Sight(
        viewer,
        {viewer.person: rules.EVERYTHING},
        purpose=purpose,
        workers=lambda: relations.workers_ever(viewer.organisation),
        recheck=lambda: mine(viewer),
    )


def _scopes(viewer: Viewer, person: UUID) -> Scopes:
    scopes: Scopes = frozenset()
    if viewer.has(Role.PEER_SPECIALIST) and relations.walks_with(viewer.person, person):
        scopes |= rules.OF_SPECIALIST
    if viewer.has(Role.SUPERVISOR) and person in relations.people_beneath(viewer.person):
        scopes |= rules.OF_SUPERVISOR
    if not scopes or not relations.is_in(viewer.organisation, person):
        return frozenset()
    if Never.objects.filter(person_id=person, who_id=viewer.person).exists():
        return frozenset()
    if Episode.objects.filter(person_id=person, state=EpisodeState.NOT_YET_WELCOMED).exists():
        # For their specialist only: a supervisor's share has no CONTACT, so it does not reach.
        return scopes & rules.OF_NOT_YET_WELCOMED if rules.CONTACT in scopes else frozenset()
    return scopes


def of(viewer: Viewer, person: UUID, purpose: str, *needed: str) -> Sight:
    """The record of ``person`` as far as this viewer may see it. Raises NotThere, also when a needed scope is missing.

    One's own record is opened whole.
    """
    if person == viewer.person:
        return mine(viewer, purpose)
    scopes = _scopes(viewer, person)
    if not scopes or not scopes.issuperset(needed):
        raise NotThere
    return Sight(
        viewer,
        {person: scopes},
        purpose=purpose,
        workers=_workers(viewer),
        recheck=lambda: _held(person, lambda: of(viewer, person, purpose, *needed)),
    )


def _held(person: UUID, ask: Callable[[], Sight]) -> Sight:
    """``ask`` again. Inside an action on PostgreSQL nobody can be shut out of this record before it is committed.

    Shutting out takes the person's row ``FOR UPDATE``, acting takes it ``FOR SHARE``. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM people_person WHERE id = %s FOR SHARE", [person])
    return ask()


def my_people(viewer: Viewer, purpose: str = "my_people") -> Sight:
    """Everyone I walk with. Only names and next dates read from it are one look for the whole list."""
    if not viewer.has(Role.PEER_SPECIALIST):
        raise NotThere
    shut = _shut_out(viewer)
    ids = [person for person in relations.people_with(viewer.person) if person not in shut]
    waiting = _waiting(ids)
    persons = {person: rules.OF_NOT_YET_WELCOMED if person in waiting else rules.OF_SPECIALIST for person in ids}
    return Sight(
        viewer,
        persons,
        purpose=purpose,
        workers=_workers(viewer),
        listed="my_people",
        recheck=lambda: my_people(viewer, purpose),
    )


def my_team(viewer: Viewer, purpose: str = "supervision") -> Sight:
    """The participants of the specialists I support: that they met, and what is put up for review."""
    if not viewer.has(Role.SUPERVISOR):
        raise NotThere
    beneath = relations.people_beneath(viewer.person)
    apart = _shut_out(viewer) | _waiting(beneath) | {viewer.person}
    persons = {person: rules.OF_SUPERVISOR for person in beneath if person not in apart}
    return Sight(viewer, persons, purpose=purpose, workers=_workers(viewer), recheck=lambda: my_team(viewer, purpose))


def house(viewer: Viewer, *roles: Role) -> Sight:
    """The house itself: who works here, the programme's own words. For those who hold one of ``roles`` (or any work).

    Raises NotThere for everyone else. Opens no participant.
    """
    if not viewer.has(*(roles or (Role.PEER_SPECIALIST, Role.SUPERVISOR, Role.MANAGER))):
        raise NotThere
    return Sight(
        viewer,
        {viewer.person: rules.EVERYTHING},
        purpose="house",
        workers=_workers(viewer),
        recheck=lambda: house(viewer, *roles),
    )


def machine(viewer: Viewer, persons: dict[UUID, Scopes], purpose: str) -> Sight:
    """What a named machine may touch. Raises NotThere for a viewer that is a person."""
    if not viewer.machine:
        raise NotThere
    return Sight(viewer, persons, purpose=purpose, workers=_workers(viewer))
