"""That two people met, and what stood between them: last time's step, when they met last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Subquery

from trailside.consent import rules as scopes
from trailside.encounters.models import Encounter
from trailside.kit.errors import NotThere
from trailside.ledger.acting import while_it_lasts
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.people.models import Organisation, SupportRelationship
from trailside.plans.reads import steps
from trailside.plans.reads.steps import StepShown


@dataclass(frozen=True)
class LastTime:
    """step: the open one to talk about. done: what was done since they met last, latest first."""

    step: StepShown | None
    done: tuple[StepShown, ...]

    @property
    def unnamed(self) -> UUID | None:
        """The step done latest of which nobody has said what gave strength."""
        return next((step.id for step in self.done if not step.strength), None)


def person_of(viewer: Viewer, encounter: UUID) -> UUID:
    """Whose meeting this is, so that the gate can be asked. Raises NotThere outside the viewer's organisation."""
    found = Encounter.objects.filter(pk=encounter, organisation_id=viewer.organisation)
    persons = found.values_list("person_id", flat=True)
    if not persons:
        raise NotThere
    return persons[0]


def row(sight: Sight, encounter: UUID) -> Encounter:
    """The row itself, to be changed by an action. Raises NotThere."""
    found = Encounter.objects.filter(pk=encounter, person_id__in=sight.seen(scopes.MET)).first()
    if found is None:
        raise NotThere
    sight.require(found.person_id, scopes.MET)
    return found


def written_at_most(viewer: Viewer) -> str:
    """The programme's switch: a code of people's ``Written``."""
    switches, here = Organisation.objects, viewer.organisation
    return while_it_lasts(("written", here), lambda: str(switches.values_list("written", flat=True).get(pk=here)))


def last_time(sight: Sight, person: UUID) -> LastTime:
    """What to begin the last two minutes with. Needs MET and GOALS."""
    sight.require(person, scopes.MET)
    met = Encounter.objects.filter(person_id=person).order_by("-filed_at").values_list("filed_at", flat=True).first()
    done = steps.steps_done(sight, person, since=met)
    return LastTime(steps.next_step(sight, person), tuple(done[:3]))


def count(sight: Sight, person: UUID) -> int:
    """How often they met so far."""
    sight.require(person, scopes.MET)
    return Encounter.objects.filter(person_id=person).count()


def last_met(sight: Sight) -> dict[UUID, datetime]:
    """When each person in sight met someone last; who never met is not in it. Dates only, for working out a list:
    whoever is then shown with their date is required by the page."""
    rows = Encounter.objects.filter(person_id__in=sight.seen(scopes.MET)).values("person_id")
    return {found["person_id"]: found["last"] for found in rows.annotate(last=Max("met_at"))}


def last_met_with(sight: Sight, specialists: list[UUID]) -> dict[tuple[UUID, UUID], datetime | None]:
    """For a supervisor: when whoever walks with one of these specialists met them last, by (specialist, person).

    None: not yet. Orders a list and is no look: whoever shows a day of it asks ``sight.require(person, MET)`` first.
    """
    together = Encounter.objects.filter(person_id=OuterRef("participant_id"), by_id=OuterRef("specialist_id"))
    walking = SupportRelationship.objects.filter(specialist_id__in=specialists, until=None)
    rows = walking.annotate(last=Subquery(together.order_by("-met_at").values("met_at")[:1]))
    found, seen = rows.values_list("specialist_id", "participant_id", "last"), set(sight.seen(scopes.MET))
    return {(specialist, person): last for specialist, person, last in found if person in seen}


def counts(sight: Sight) -> dict[UUID, int]:
    """How often each person in sight met someone; for sums over many, never shown beside a name."""
    rows = Encounter.objects.filter(person_id__in=sight.seen(scopes.MET)).values("person_id")
    return {found["person_id"]: found["times"] for found in rows.annotate(times=Count("pk"))}
