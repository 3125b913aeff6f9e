"""Who walks with whom, as ids. The gate stands on these; they open no words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from trailside.kit.questions import Exists
from trailside.ledger.viewer import Viewer
from trailside.people.models import Episode, Person, PersonRole, Supervision, SupportRelationship
from trailside.people.rules import WORKERS, EpisodeState, Role, may_give


@dataclass(frozen=True)
class Walk:
    """From when until when a specialist walks with somebody; ``until`` None: still."""

    specialist: UUID
    since: datetime
    until: datetime | None

    def held(self, at: datetime) -> bool:
        """Whether they walked together at that moment."""
        return self.since <= at and (self.until is None or at <= self.until)


def workers_of(organisation: UUID) -> frozenset[UUID]:
    """Everyone who works in the organisation now."""
    return frozenset(
        PersonRole.objects.filter(organisation_id=organisation, role__in=WORKERS, until=None).values_list(
            "person_id", flat=True
        )
    )


def workers_ever(organisation: UUID) -> frozenset[UUID]:
    """Everyone who works in the organisation now or did once: whoever looked keeps their name in *who looked*."""
    return frozenset(
        PersonRole.objects.filter(organisation_id=organisation, role__in=WORKERS).values_list("person_id", flat=True)
    )


def roles_of(person: UUID) -> frozenset[str]:
    """The roles the person holds now."""
    return frozenset(PersonRole.objects.filter(person_id=person, until=None).values_list("role", flat=True))


def holds(organisation: UUID, role: Role) -> list[UUID]:
    """Who holds a role in the organisation now."""
    rows = PersonRole.objects.filter(organisation_id=organisation, role=role, until=None)
    return list(rows.order_by("since").values_list("person_id", flat=True))


def givable_by(viewer: Viewer, person: UUID | None = None) -> frozenset[Role]:
    """The roles that ``viewer`` may give to ``person`` (None: someone new) or take. Machines found and set up: all."""
    if viewer.machine:
        return WORKERS
    lifts_self = person == viewer.person
    administered = lifts_self or bool(holds(viewer.organisation, Role.ADMINISTRATOR))
    return may_give(viewer.roles, is_administered=administered)


def may_let_in(viewer: Viewer, person: UUID) -> bool:
    """Whether ``viewer`` may make a new way in for someone who works here: for whom they could give every role."""
    return (roles_of(person) & WORKERS) <= givable_by(viewer, person) or person == viewer.person


def walking_with(specialist: UUID) -> QuerySet[SupportRelationship]:
    """Every walk of a specialist that is going on."""
    return SupportRelationship.objects.filter(specialist_id=specialist, until=None)


def walking_beneath(supervisor: UUID) -> QuerySet[SupportRelationship]:
    """Every walk that is going on of those whom a supervisor supports now."""
    beneath = Supervision.objects.filter(supervisor_id=supervisor, until=None).values("specialist_id")
    return SupportRelationship.objects.filter(specialist__in=beneath, until=None)


def standing(walking: QuerySet[SupportRelationship], organisation: UUID) -> Any:
    """These walks with two columns more: whether the participant works in the organisation, waits to be welcomed."""
    roles = PersonRole.objects.filter(organisation_id=organisation, role__in=WORKERS, until=None)
    episodes = Episode.objects.filter(state=EpisodeState.NOT_YET_WELCOMED)
    return walking.annotate(
        works=Exists(roles.filter(person_id=OuterRef("participant_id"))),
        waits=Exists(episodes.filter(person_id=OuterRef("participant_id"))),
    )


def people_with(specialist: UUID) -> list[UUID]:
    """The participants a specialist walks with now."""
    return list(walking_with(specialist).values_list("participant_id", flat=True))


def specialists_of(participant: UUID) -> list[UUID]:
    """The specialists who walk with a participant now."""
    return list(
        SupportRelationship.objects.filter(participant_id=participant, until=None)
        .order_by("since")
        .values_list("specialist_id", flat=True)
    )


def walked_with(participant: UUID) -> list[Walk]:
    """Everyone who walks with a participant now, or did once."""
    rows = SupportRelationship.objects.filter(participant_id=participant).order_by("since")
    return [Walk(*row) for row in rows.values_list("specialist_id", "since", "until")]


def walks_with(specialist: UUID, participant: UUID) -> bool:
    """Whether the two walk together now."""
    return SupportRelationship.objects.filter(specialist_id=specialist, participant_id=participant, until=None).exists()


def between(viewer: UUID, person: UUID, organisation: UUID) -> QuerySet[Person]:
    """How ``viewer`` and ``person`` stand to each other: walks, beneath (walks with somebody whom the viewer supports),
    works (the person works here), waits (not yet welcomed). No row outside the organisation.
    """
    walking = SupportRelationship.objects.filter(participant_id=OuterRef("pk"), until=None)
    beneath = Supervision.objects.filter(supervisor_id=viewer, until=None).values("specialist_id")
    works = PersonRole.objects.filter(person_id=OuterRef("pk"), role__in=WORKERS, until=None)
    waits = Episode.objects.filter(person_id=OuterRef("pk"), state=EpisodeState.NOT_YET_WELCOMED)
    return Person.objects.filter(pk=person, organisation_id=organisation).annotate(
        walks=Exists(walking.filter(specialist_id=viewer)),
        beneath=Exists(walking.filter(specialist__in=beneath)),
        works=Exists(works),
        waits=Exists(waits),
    )


def supervised_by(supervisor: UUID) -> list[UUID]:
    """The specialists whom a supervisor supports now."""
    return list(
        Supervision.objects.filter(supervisor_id=supervisor, until=None).values_list("specialist_id", flat=True)
    )


def supervisors_of(specialist: UUID) -> list[UUID]:
    """The supervisors who support a specialist now."""
    return list(
        Supervision.objects.filter(specialist_id=specialist, until=None).values_list("supervisor_id", flat=True)
    )


def is_in(organisation: UUID, person: UUID) -> bool:
    """Whether the person belongs to the organisation."""
    return Person.objects.filter(pk=person, organisation_id=organisation).exists()


def takes_part(organisation: UUID, person: UUID) -> bool:
    """Whether somebody is a participant of the organisation now, and works not in it."""
    held = PersonRole.objects.filter(organisation_id=organisation, person_id=person, until=None)
    roles = set(held.values_list("role", flat=True))
    return Role.PARTICIPANT in roles and not roles & WORKERS


def participants_of(organisation: UUID) -> list[UUID]:
    """Everyone who takes part in the organisation now."""
    held = PersonRole.objects.filter(organisation_id=organisation, role=Role.PARTICIPANT, until=None)
    return list(held.values_list("person_id", flat=True))


def has_card(person: UUID) -> bool:
    """Whether the person signs in with a card."""
    return Person.objects.filter(pk=person, account__is_card=True).exists()
