"""Steps, opened: what is next, what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from trailside.consent import rules as scopes
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.plans.models import Step
from trailside.plans.reads import words as said
from trailside.plans.rules import StepState, wants_smaller


@dataclass(frozen=True)
class StepShown:
    """One step with its words opened."""

    id: UUID
    version: int
    person: UUID
    goal: UUID | None
    words: Words
    sure: int | None
    sure_why: Words
    when: Words
    where: Words
    with_whom: Words
    if_what: Words
    then_what: Words
    area: str
    carried: str
    state: str
    agreed_at: datetime
    ended_at: datetime | None
    strength: str
    did_words: Words

    @property
    def is_open(self) -> bool:
        return self.state == StepState.OPEN

    @property
    def is_done(self) -> bool:
        return self.state == StepState.DONE

    @property
    def wants_smaller(self) -> bool:
        return wants_smaller(self.sure)

    @property
    def circumstances(self) -> list[Words]:
        """When, where, with whom, as far as said."""
        return [words for words in (self.when, self.where, self.with_whom) if words]

    @property
    def all_words(self) -> list[Words]:
        """Everything that was said of it, in order."""
        said_of_it = (self.words, self.sure_why, *self.circumstances, self.if_what, self.then_what, self.did_words)
        return [words for words in said_of_it if words]

    @property
    def carried_words(self) -> str | Promise:
        return said.CARRIED.get(self.carried, "")

    @property
    def strength_words(self) -> str | Promise:
        return said.STRENGTHS.get(self.strength, "")

    @property
    def state_words(self) -> str | Promise:
        return said.STEP_STATES[self.state]


SEALED = ("words", "sure_why", "when", "where", "with_whom", "if_what", "then_what", "did_words")
CODED = ("id", "version", "sure", "area", "carried", "state", "agreed_at", "ended_at", "strength")


def shown(sight: Sight, step: Step) -> StepShown:
    """A step's row, opened. Raises NotThere when goals are not in sight."""
    opened = {name: getattr(step, name).read(sight) for name in SEALED}
    coded = {name: getattr(step, name) for name in CODED}
    return StepShown(person=step.person_id, goal=step.goal_id, **opened, **coded)


def person_of(viewer: Viewer, step: UUID) -> UUID:
    """Whose step this is, so that the gate can be asked. Raises NotThere outside the viewer's organisation."""
    found = Step.objects.filter(pk=step, organisation_id=viewer.organisation).values_list("person_id", flat=True)
    if not found:
        raise NotThere
    return found[0]


def row(sight: Sight, step: UUID) -> Step:
    """The row itself, to be changed by an action. Raises NotThere."""
    found = Step.objects.filter(pk=step, person_id__in=sight.seen(scopes.GOALS)).first()
    if found is None:
        raise NotThere
    sight.require(found.person_id, scopes.GOALS)
    return found


def one(sight: Sight, step: UUID) -> StepShown:
    """One step. Raises NotThere."""
    return shown(sight, row(sight, step))


def of(sight: Sight, person: UUID, states: Iterable[str] = ()) -> list[StepShown]:
    """The person's steps, newest first, in one query; ``states`` empty means all."""
    sight.require(person, scopes.GOALS)
    rows = Step.objects.filter(person_id=person).order_by("-agreed_at")
    wanted = list(states)
    return [shown(sight, step) for step in (rows.filter(state__in=wanted) if wanted else rows)]


def open_steps(sight: Sight, person: UUID) -> list[StepShown]:
    """What is next, newest agreement first."""
    return of(sight, person, [StepState.OPEN])


def next_step(sight: Sight, person: UUID) -> StepShown | None:
    """The one step that stands first."""
    return next(iter(open_steps(sight, person)), None)


def steps_done(sight: Sight, person: UUID, since: datetime | None = None) -> list[StepShown]:
    """What was done, latest first."""
    sight.require(person, scopes.GOALS)
    rows = Step.objects.filter(person_id=person, state=StepState.DONE).order_by("-ended_at")
    return [shown(sight, step) for step in (rows.filter(ended_at__gte=since) if since else rows)]
