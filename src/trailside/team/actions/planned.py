"""Planning to meet, and calling it off; either of the two may."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.encounters.rules.meeting import Kind
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.team.models import Planned
from trailside.team.rules import FARTHEST, PlanState


def plan(
    sight: Sight,
    *,
    person: UUID,
    at: datetime,
    kind: str = Kind.IN_PERSON,
    place: str = "",
    once: Once | None = None,
) -> Planned:
    """The viewer and ``person`` mean to meet at ``at`` (aware). Raises NotPossible when that is over, NotThere."""
    now = clock.now()
    if at <= now:
        raise NotPossible(_("That hour is over. Choose one that is still to come."), "day")
    if at > now + timedelta(days=FARTHEST):
        raise NotPossible(_("That is very far away. Choose a day within a year."), "day")
    if person == sight.viewer.person:
        raise NotThere
    with acting(sight, once=once) as act:
        row = Planned(
            organisation_id=sight.viewer.organisation,
            person_id=person,
            worker_id=sight.viewer.person,
            at=at,
            zone=sight.viewer.zone,
            kind=kind,
            made_at=clock.now(),
        )
        row.place.write(sight, place.strip())
        act.keep(row)
        act.tell("team.meeting_planned", about=person, ref=row, kind=kind)
        act.answered_at(f"/people/{person}/")
    return row


def call_off(sight: Sight, planned: Planned, *, once: Once | None = None) -> Planned:
    """It does not take place. Doing it twice does it once."""
    with acting(sight, once=once) as act:
        act.answered_at("/today/" if planned.person_id == sight.viewer.person else "/desk/")
        if planned.state == PlanState.STANDS:
            planned.state = PlanState.CALLED_OFF.value
            act.keep(planned)
            act.tell("team.meeting_called_off", about=planned.person_id, ref=planned)
    return planned
