"""That we tried to reach someone; when it worked, an ask that stood is answered with it."""

from __future__ import annotations

from uuid import UUID

from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.reach.actions import quiet as reaching
from trailside.reach.rules import By, Outcome
from trailside.team.actions import asks
from trailside.team.models import Ask


def note(
    sight: Sight, *, person: UUID, by: By, outcome: Outcome, ask: Ask | None = None, once: Once | None = None
) -> None:
    """One tap on the desk: reached, or no answer. Raises NotThere."""
    with acting(sight, once=once) as act:
        reaching.note_contact(sight, person=person, by=by, outcome=outcome)
        if ask is not None and outcome == Outcome.REACHED:
            asks.answer(sight, ask)
        act.answered_at("/desk/")
